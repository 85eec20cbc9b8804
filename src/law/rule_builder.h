#pragma once

// From a dossier's vocabulary and treaties to rules.
//
//   RuleBase rules = BuildRules(dossier, symbols, clauses_in_force);
//
// Everything that is not in the standard vocabulary's own rules is here: the clauses of phrases become rules one to one
// (vocabulary_rules.cc), the lines of a treaty's life state the primitives of std/treaties (lifecycle.cc), and each
// norm states those of std/norms: when an obligation arises, is served, falls due, is infringed (norms.cc).
//
// An obligation is a compound: its norm, its bearer, the other party (or nothing), the occasion (an occurrence, or the moment at
// which a run began), then the values of the variables that the occasion bound.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/dossier.h"
#include "law/facts.h"
#include "law/formula.h"
#include "law/translator.h"

namespace casus::law {

// Parts of an obligation's compound.
inline constexpr int kObligationNorm = 0;
inline constexpr int kObligationBearer = 1;
inline constexpr int kObligationOther = 2;
inline constexpr int kObligationOccasion = 3;
inline constexpr int kObligationBindings = 4;

// What the text of treaties states of primitives: rows that hold from a stamp (or always) until another (or always), and
// events on a day that may be a window.
struct PrimitiveFact {
  PredicateId predicate{};
  std::vector<core::Value> values;
  const lang::Document* document = nullptr;
  lang::DayId from = lang::kNone<lang::DayId>;   // events: their day
  lang::DayId until = lang::kNone<lang::DayId>;  // states: they end when this day comes
  bool after = false;                            // from the day after `from`
  uint32_t origin = 0;
};

// A rule that stands for several of one shape (shapes.h): row i of `parameters` is for the i-th of them.
struct MergedRule {
  PredicateId parameters{};       // its first column is the number of the row
  size_t places = 0;              // how many origins each of the rules has
  std::vector<uint32_t> origins;  // by row, then by place; those of the first row are the merged rule's own

  // The origin in the rule of a row that corresponds to `origin` in the merged rule.
  uint32_t OriginIn(size_t row, uint32_t origin) const;
};

struct Law {
  RuleBase rules;
  std::vector<PrimitiveFact> primitives;
  std::vector<MergedRule> merged;  // in the order of their parameters' predicates, the last ones of `rules`

  // The merged rule in which an origin stands; null if it stands in a rule of its own.
  const MergedRule* MergedOf(uint32_t origin) const;
  bool IsParameters(PredicateId predicate) const {
    return !merged.empty() && merged.front().parameters <= predicate && predicate <= merged.back().parameters;
  }
  // Phrases that are alleged by someone, or supposed under some lens: facts of them may come, though none is stated.
  std::vector<PredicateId> open;
  // Events of a phrase that a power governs: whether an occurrence had no effect.
  std::vector<PredicateId> governed;
  std::optional<PredicateId> without_effect;
  std::optional<PredicateId> lies_in;
};

// Says which clauses stand: a lens may strike a treaty, an article, a norm or a labelled clause.
using ClauseFilter = std::function<bool(base::Symbol name)>;

// Whether rules of one shape are made into one (shapes.h): for speed alone, the relations are the same.
enum class Shapes : uint8_t { kMerged, kApart };

Law BuildLaw(const lang::Dossier& dossier, base::SymbolTable& symbols, const ClauseFilter& stands,
             Shapes shapes = Shapes::kMerged);

// --- The parts, for rule_builder.cc -------------------------------------------------------------------------

void AddPredicates(const lang::Dossier& dossier, const base::SymbolTable& symbols, RuleBase& rules);
void AddVocabularyRules(Workplace& workplace, const ClauseFilter& stands);
void AddLifecycle(Workplace& workplace, Law& law, const lang::Treaty& treaty, const ClauseFilter& stands);
void AddNorms(Workplace& workplace, Law& law, const ClauseFilter& stands);

// Adds `head <effect> when body`: splits triggers, reads states just before where an event triggers (if `before`), names occurrences.
void AddRule(Workplace& workplace, Rule rule, bool before);

}  // namespace casus::law
