#pragma once

// Which norm gives way to which.
//
//   exception to X, notwithstanding X     the norm prevails over X: what it permits is no infringement of X. A duty to do something
//                                         else prevails as a whole: X binds no one whom it binds, while its conditions hold; so
//                                         does a right over a limit
//   subject to X                          X prevails over the norm
//   instead of X                          between parties of both treaties the norm stands in X's place (an amendment)
//
// What a norm permits is a relation of its own, which infringement excepts, and which an argument can name.

#include <boost/unordered/unordered_flat_set.hpp>
#include <optional>
#include <vector>

#include "law/norm_scene.h"

namespace casus::law {

class Precedence {
 public:
  // Adds a rule for what each prevailing norm permits.
  Precedence(Workplace& workplace, const std::vector<NormPlace>& norms);

  // Conditions that keep an act from being an infringement of the scene's norm: none prevailing permits it. `act` is the
  // norm's own phrase; null if the infringement is no act.
  std::vector<Formula> NotPermitted(NormScene& scene, const Formula* act);

  // Where a norm prevails over the scene's as a whole: conditions, each of which excuses its bearer.
  std::vector<NormPlace> PrevailingOver(const NormPlace& place) const;

  // Of a norm and whom it binds, while its conditions hold, for the scene's bearer.
  Formula WhileItStands(NormScene& scene, const NormPlace& prevailing);

  // Of each amendment: that it stands in the place of the scene's norm between the bearer and `other`; if that is no variable,
  // between all parties.
  std::vector<Formula> Replaced(NormScene& scene, const Term& other) const;
  size_t AmendmentsOf(const NormPlace& place) const;  // how many there are

 private:
  struct Prevailing {
    base::Symbol over;  // a treaty, an article or a norm
    NormPlace place;
    std::optional<PredicateId> permits;  // its phrase, while it stands; none if it has no phrase of its own
    PredicateId phrase{};
  };
  struct Replacement {
    base::Symbol replaced;
    NormPlace place;
  };

  void AddPrevailing(base::Symbol over, const NormPlace& place);
  PredicateId AddPermission(const NormPlace& place, PredicateId phrase);

  Workplace* workplace_;
  std::vector<Prevailing> prevailing_;
  std::vector<Replacement> replacements_;
  boost::unordered_flat_set<base::Symbol> standing_;  // norms of which it is said when they stand
};

}  // namespace casus::law
