#pragma once

// The law in one world, evaluated as slowly and obviously as possible: what the engine's answers are compared with.
//
//   LawModel model = EvaluateWorld(rules, vocabulary, timeline, compounds, facts);
//   model.At(controls, moment)        // the rows that hold then; of events with the occurrence at the end
//
// Moment by moment, every rule is tried on everything that is known: a formula is a function from a binding of some variables
// to all bindings that extend it and for which the formula holds. There are no relations, layers, joins or windows, and nothing
// is shared with src/law/lowering.h or the operators of src/core. The meaning is that of docs/language, in these words:
//
//   A state holds at t if it begins at t, or held before and neither ends nor is displaced at t. A text's statement of such a
//   state holds while the text does, and once displaced not before the text comes true anew.
//   A rule without an event among its conjuncts applies at the first moment of each run of a binding of its visible variables.
//   Predicates that depend on each other within a moment are the least fixpoint; those that others look into the future of come
//   before those others, at all moments.

#include <optional>
#include <set>
#include <vector>

#include "core/compound.h"
#include "core/timeline.h"
#include "lang/vocabulary.h"
#include "law/formula.h"

namespace casus::reference {

using LawRow = std::vector<core::Value>;
using LawRows = std::set<LawRow>;

// What is stated, in one world. Of an event, the occurrence is the last value and `begin` its moment. Nothing is said of a
// begin or an end that is not there, but that a derived state then holds from the start, or to the end of the line.
struct CrispFact {
  law::PredicateId predicate{};
  LawRow row;
  std::optional<core::Moment> begin, end;
};

struct LawModel {
  std::vector<std::vector<LawRows>> rows;  // by predicate, by moment
  // Rules that feed back upon themselves within a moment without coming to rest: there is no unique model.
  bool is_contradictory = false;

  const LawRows& At(law::PredicateId predicate, core::Moment moment) const {
    return rows[static_cast<size_t>(predicate)][static_cast<size_t>(moment)];
  }
};

// What lies beyond the last moment: nothing of what `eventually` and `until` look for, or all of it, for everything that is bound
// where they look. Between these two is whatever really lies there.
enum class Beyond : uint8_t { kNothing, kAll };

// Whether any rule looks so far that it matters.
bool LookAhead(const law::RuleBase& rules);

// `compounds` is that of the facts; what rules make is added.
LawModel EvaluateWorld(const law::RuleBase& rules, const lang::Vocabulary& vocabulary,
                       const core::Timeline& timeline, core::CompoundTable& compounds,
                       const std::vector<CrispFact>& facts, Beyond beyond = Beyond::kNothing);

}  // namespace casus::reference
