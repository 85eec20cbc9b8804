#pragma once

// What law is reduced to: predicates, and rules over them.
//
// The text of a dossier (phrases with clauses, treaties with norms and lines of life) is translated into rules of one form, so
// that a treaty's deadline and a rule of the standard vocabulary are evaluated, bounded and explained alike. A rule says
// when a state begins, ends or holds, or when an event happens:
//
//   ?who controls ?land   begins when   ?other cedes ?land to ?who
//
// Variables are numbered within their rule. Formulas are trees of values. Nothing here knows time as numbers: that is
// given when the rules become a plan (compile.h), and the reference evaluator of the tests reads the very same rules.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/symbol.h"
#include "core/plan.h"
#include "core/scalar.h"
#include "core/value.h"
#include "lang/vocabulary.h"

namespace casus::law {

// The predicates of the vocabulary keep their numbers; those that translation adds follow.
enum class PredicateId : uint32_t {};

using Variable = int;  // index into Rule::variables

struct Aggregate;

struct Term {
  enum class Kind : uint8_t {
    kVariable,
    kAny,       // in an atom only: any value, dropped
    kConstant,  // value, of kind `type`
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kNegate,     // operands
    kPart,       // the part `index`, of kind `type`, of the compound operands[0]
    kTuple,      // the compound of head `value` and operands
    kAggregate,  // *aggregate
  };
  Kind kind = Kind::kAny;
  core::Kind type = core::Kind::kSymbol;
  Variable variable = 0;
  core::Value value = 0;
  int index = 0;
  std::vector<Term> operands;
  std::shared_ptr<const Aggregate> aggregate;

  static Term Var(Variable variable) {
    Term term;
    term.kind = Kind::kVariable;
    term.variable = variable;
    return term;
  }
  static Term Any() { return {}; }
  static Term Constant(core::Value value, core::Kind type) {
    Term term;
    term.kind = Kind::kConstant;
    term.type = type;
    term.value = value;
    return term;
  }
  static Term Part(Term compound, int index, core::Kind type) {
    Term term;
    term.kind = Kind::kPart;
    term.type = type;
    term.index = index;
    term.operands.push_back(std::move(compound));
    return term;
  }
  static Term Tuple(core::Value head, std::vector<Term> parts) {
    Term term;
    term.kind = Kind::kTuple;
    term.type = core::Kind::kCompound;
    term.value = head;
    term.operands = std::move(parts);
    return term;
  }
  static Term Name(base::Symbol symbol) {
    return Constant(static_cast<core::Value>(symbol), core::Kind::kSymbol);
  }
};

struct Formula {
  enum class Kind : uint8_t {
    kTrue,
    kAtom,  // predicate(terms) [as occurrence]
    kAnd,
    kOr,       // children
    kNot,      // children[0]
    kCompare,  // terms[0] comparison terms[1]; = binds a variable when the other side is bound
    kOnce,
    kThroughout,
    kEventually,  // children[0], metric
    kPrevious,    // children[0]
    kSince,
    kUntil,     // children[0] since children[1], metric
    kBegun,     // the first moment of each run of children[0]; variables bound by it, and `since` the moment
    kAssigned,  // children[1] (an event) serves one of children[0], the oldest that agrees on the variables
    kElapsed,   // children[0] (an event) set a clock of terms[0]; paused while children[1] holds
  };
  Kind kind = Kind::kTrue;
  core::Comparison comparison = core::Comparison::kEqual;
  bool just_before = false;   // kAtom of a state: as it was at the moment before
  bool binds_only = false;    // kAtom: says of which rows, not whether; always read from the possible layer
  bool day_included = false;  // kElapsed: counts from the first moment after the last day
  PredicateId predicate{};
  std::vector<Term> terms;
  Term occurrence;  // kAtom of an event: variable, or kAny
  std::vector<Formula> children;
  core::Metric metric;
  uint32_t origin = 0;  // index into RuleBase::origins: where the user wrote it

  static Formula True() { return {}; }
  static Formula Atom(PredicateId predicate, std::vector<Term> terms, Term occurrence = Term::Any()) {
    Formula atom;
    atom.kind = Kind::kAtom;
    atom.predicate = predicate;
    atom.terms = std::move(terms);
    atom.occurrence = std::move(occurrence);
    return atom;
  }
  static Formula And(std::vector<Formula> children);  // flattened; one child is that child
  static Formula Or(std::vector<Formula> children);
  static Formula Not(Formula child);
  static Formula Compare(core::Comparison comparison, Term left, Term right);
  static Formula Once(Formula child, core::Metric metric = {});
  static Formula Previous(Formula child);
  // terms[0] is the variable of the moment at which the run began.
  static Formula Begun(Formula child, Variable since);
};

// function of `of` over the distinct bindings of all variables of `where` (occurrences included), apart for each binding of
// the variables that are bound outside of it or named in `per`.
struct Aggregate {
  core::Aggregation function = core::Aggregation::kCount;
  std::optional<Term> of;  // none: the bindings are counted
  std::vector<Variable> per;
  std::optional<core::Period> period;
  Formula where;
};

struct VariableInfo {
  std::string name;  // without ?; made by translation: begins with a space
  core::Kind kind = core::Kind::kSymbol;
  lang::Type type;
};

enum class Effect : uint8_t { kBegins, kEnds, kHolds, kHappens };

// head holds, begins, ends or happens when body. Of `kHappens`, the occurrence is identified by the rule's identity, the
// values of `identity`, and, if body names no triggering event, the moment at which it came true.
struct Rule {
  Effect effect = Effect::kHolds;
  PredicateId head{};
  std::vector<Term> arguments;  // by column of the head
  Formula body;
  std::vector<VariableInfo> variables;
  uint32_t origin = 0;  // index into RuleBase::origins

  Variable Add(std::string name, core::Kind kind, lang::Type type = {}) {
    variables.push_back({std::move(name), kind, type});
    return static_cast<Variable>(variables.size()) - 1;
  }
};

struct Predicate {
  std::string name;       // machine name
  bool is_event = false;  // events have one more column at the end of their relations: the occurrence
  core::Schema schema;    // by slot, without the occurrence
  bool inertial = false;  // a state that persists
  std::optional<std::vector<int>> key;
  std::optional<int> reaches_parts;
  bool reflexive = false, transitive = false, verdict = false, tacit = false;
  std::vector<lang::Type> slot_types;       // by slot
  std::optional<lang::PredicateId> phrase;  // of the vocabulary
};

// The tag of nodes that keep windows and runs in order and say nothing of their own.
inline constexpr core::Tag kBookkeeping = 0xFFFFFFFFu;

// Heads of compounds: what a compound is an instance of.
inline core::Value OccurrenceOfRule(uint32_t rule) { return (int64_t{1} << 32) | rule; }
inline core::Value OccurrenceOfStatement(uint32_t statement) { return (int64_t{2} << 32) | statement; }
inline core::Value ObligationHead() { return int64_t{3} << 32; }

// Where a rule or a part of it comes from, for proofs and messages.
struct Origin {
  enum class Kind : uint8_t { kNone, kClause, kNorm, kLifeLine, kProgram };
  Kind kind = Kind::kNone;
  uint32_t document = 0;
  lang::Extent extent;
  base::Symbol provision{};  // the norm, article or instrument it belongs to
  std::string note;          // kProgram: what the program itself says, "the clock of a duty"
};

struct RuleBase {
  std::vector<Predicate> predicates;
  std::vector<Rule> rules;
  std::vector<Origin> origins{Origin{}};

  const Predicate& predicate(PredicateId id) const { return predicates[static_cast<size_t>(id)]; }
  uint32_t AddOrigin(Origin origin) {
    origins.push_back(std::move(origin));
    return static_cast<uint32_t>(origins.size()) - 1;
  }
};

// Lists of variables, each once.
void AddUnique(std::vector<Variable>& to, Variable variable);
bool Contains(const std::vector<Variable>& variables, Variable variable);

// The free variables of a formula or term, each once, in order of first occurrence. Those of an aggregate are those of
// its condition.
std::vector<Variable> FreeVariables(const Formula& formula);
std::vector<Variable> FreeVariables(const Term& term);
// The aggregates of a comparison, those within terms too. Pointers into the formula.
std::vector<const Aggregate*> Aggregates(const Formula& compare);
// The parts of a conjunction; a formula that is none is its own part. Pointers into the formula.
std::vector<const Formula*> Conjuncts(const Formula& formula);
// Whether a part says by itself of which rows it holds; a negation or comparison needs others to bind its variables.
bool IsGenerator(const Formula& formula);
// Adds the variables that a part can bind for the others, each once.
void CollectBindable(const Formula& formula, std::vector<Variable>& to);
// The variables of which a conjunction holds: those that a part binds, and those that several parts share, which range over
// all entities if none binds them. A variable that occurs only below one negation or aggregate is its own affair.
std::vector<Variable> VisibleVariables(const std::vector<const Formula*>& parts);
// Adds the predicates of a formula's atoms, those within aggregates too, one for each atom.
void CollectPredicates(const Formula& formula, std::vector<PredicateId>& to);
// Whether it speaks of later moments, also in an aggregate: what it says rests on what lies beyond the record.
bool LooksAhead(const Formula& formula);

}  // namespace casus::law
