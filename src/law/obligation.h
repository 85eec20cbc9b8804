#pragma once

// What an obligation is made of, and the occasion on which it arises.
//
// An obligation is a compound (rule_builder.h): its norm, its bearer, the other party if the norm speaks of one, the occasion,
// and the values that the occasion bound. `duty ?party withdraws from ?place when ?party is told to leave ?place`
// makes one obligation for each order, and each remembers its place: ?place stands both in the occasion and elsewhere.

#include <vector>

#include "law/norm_scene.h"

namespace casus::law {

struct ObligationShape {
  base::Symbol counterpart{};  // the variable of the party beside the bearer: ?other, or ?party
  bool has_other = false;      // the norm speaks of one
  // What the occasion binds: its variables that the rest of the norm can see, in the order of the text.
  std::vector<base::Symbol> bindings;
  std::vector<core::Kind> kinds;
  std::vector<lang::Type> types;
};

// Translates the whole norm once, to learn which variables it has and which its occasion binds.
ObligationShape ShapeOf(Workplace& workplace, const NormPlace& place);

// The conditions under which an obligation arises, but for being bound. Of a norm on breach: the breach, a moment before,
// and what the broken obligation bound.
std::vector<Formula> OccasionOf(NormScene& scene);

// Of a right or a power on breach, which give rise to no obligation: that there was a breach before, and what the broken
// obligation bound. Nothing of a norm that is not on breach.
std::vector<Formula> AfterBreach(NormScene& scene);

// The parts of an obligation, as equalities with the variables of the norm's text.
std::vector<Formula> PartsOf(NormScene& scene, Variable obligation, const ObligationShape& shape);

}  // namespace casus::law
