#pragma once

// Which variables a condition binds, and which it only uses.
//
// A rule says something of all values for which its condition holds, so the condition itself must say which
// these are: each variable must be *bound* by it. Lowering (src/law) evaluates in the same order: first what
// binds, then what uses.
//
// What binds, given the variables that are bound already:
//
//   PHRASE                the variables that stand alone in its slots, and its occurrence
//   A and B               what A and B bind, in any order: each may use what the other has bound
//   A or B                what both of them bind
//   ?x = TERM             ?x, when the variables of the term are bound; the other way round, too
//   … COUNT per ?k where  the keys ?k of an aggregate on a side of a comparison
//   once, throughout, eventually, previous, alleged by ?who: A      what A binds, and ?who
//   A since B, A until B  what B binds
//   not A, every …, other comparisons                               nothing
//
// What only uses: a comparison uses all its variables, a term that is calculated its own, `since` and `until`
// those on their left, and `not A` and the body of an `every` all that occur in them: `not ?x signs ?pact`
// asks of a given ?x; "nobody signs" is `not _ signs ?pact`. A variable that one side of an `or` has for
// itself is that side's own affair.
//
// Locals. The variables of `every ?x where A: B` are its own, and A binds them; so are those that an aggregate is
// of, bound by its condition: such a name means nothing around it, and what it may mean there means nothing within.
// Another variable of an aggregate's condition is the aggregate's own, unless it occurs outside of it, other than in
// another aggregate; then the aggregate uses it, and is computed for each of its values: in `?pact ends … and (count
// of ?p where ?p has joined ?pact) <= 2`, ?p is local and ?pact is not.
//
// Rules. `begins when`, `while` and `happens when` must bind every variable of the head. `ends when` starts
// from a state that holds, so all variables of the head are bound before it.
//
// Norms. ?party and ?other are bound. `when`, `where` and `while`, the occasion, bind next, together; then
// the phrase of a duty, ban, right or power (the act that is owed, banned, allowed). An effect, a bare
// statement, and the bearer and bound of a limit only use. `unless`, `broken when`, `excused while` and
// `discharged when` use what is bound so far; what only they name is there for themselves to bind. What is
// nested below a norm starts from what the norm has bound.

#include <boost/container/small_vector.hpp>
#include <span>
#include <utility>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"

namespace casus::lang {

// In the order of insertion.
class VariableSet {
 public:
  bool Contains(base::Symbol variable) const;
  void Insert(base::Symbol variable);  // kNoSymbol is none
  void Insert(const VariableSet& variables);
  bool ContainsAll(const VariableSet& variables) const;
  VariableSet Without(std::span<const base::Symbol> variables) const;

  size_t size() const { return variables_.size(); }
  auto begin() const { return variables_.begin(); }
  auto end() const { return variables_.end(); }
  std::span<const base::Symbol> span() const { return variables_; }

 private:
  boost::container::small_vector<base::Symbol, 8> variables_;
};

// A variable that is used though nothing binds it.
struct Unbound {
  enum class Use : uint8_t {
    kNot,           // in `not`
    kEveryScope,    // in the `where` of an `every`, which does not list it
    kEveryBody,     // in the body of an `every`
    kEveryOwn,      // listed by an `every` whose `where` does not bind it
    kCompare,       // compared
    kCalculate,     // in a term that is calculated
    kAggregate,     // in an aggregate, and elsewhere
    kAggregateOwn,  // what an aggregate sums or groups by
    kSince,         // on the left of `since` or `until`
    kEffect,        // in an effect, a bare statement, the bearer of a limit
    kOfAct,         // in the `where` of a norm, bound only by the act itself
    kOneSide,       // on one side of an `or` only, and asked for
  };
  base::Symbol variable = kNoSymbol;
  Use use = Use::kNot;
  Extent place;
};

// What a rule of one document binds. Requires that the phrases are resolved.
class Binding {
 public:
  // `outer` are the variables that occur outside of the conditions that are asked for.
  Binding(const Document& document, VariableSet outer) : document_(document), outer_(std::move(outer)) {}

  // Adds what the condition binds.
  void Bind(ConditionId condition, VariableSet& bound) const;
  // Adds what several conditions bind together, in any order.
  void Bind(std::span<const ConditionId> conditions, VariableSet& bound) const;
  void Bind(PhraseId phrase, VariableSet& bound) const;

  // Appends what the condition uses and neither it nor `bound` binds.
  void FindUnbound(ConditionId condition, const VariableSet& bound, std::vector<Unbound>& unbound) const;
  void FindUnbound(TermId term, const VariableSet& bound, Unbound::Use use,
                   std::vector<Unbound>& unbound) const;
  void FindUnbound(PhraseId phrase, const VariableSet& bound, std::vector<Unbound>& unbound) const;

 private:
  void BindComparison(const Condition& comparison, VariableSet& bound) const;
  bool IsComputable(TermId term, const VariableSet& bound) const;
  // Every free variable of the condition must be bound.
  void RequireAll(ConditionId condition, const VariableSet& bound, Unbound::Use use,
                  std::vector<Unbound>& unbound) const;
  void FindUnboundOfEvery(const Condition& every, const VariableSet& bound,
                          std::vector<Unbound>& unbound) const;
  void FindUnboundOfAggregate(const Aggregate& aggregate, const VariableSet& bound,
                              std::vector<Unbound>& unbound) const;

  const Document& document_;
  VariableSet outer_;
};

// The variables that an aggregate is of and its condition binds, but for its keys.
VariableSet OwnVariables(const Document& document, const Aggregate& aggregate);

// The variables that occur free: not those of an aggregate but its keys, and not those that an `every` lists.
// In order of occurrence.
void FreeVariables(const Document& document, ConditionId condition, VariableSet& free);
void FreeVariables(const Document& document, TermId term, VariableSet& free);
void FreeVariables(const Document& document, PhraseId phrase, VariableSet& free);

// Where a variable occurs.
struct Occurrence {
  base::Symbol variable = kNoSymbol;
  Extent place;
  bool in_aggregate = false;  // where a variable counts, even if it occurs only there
};
// All occurrences, in the order of the text.
void Occurrences(const Document& document, ConditionId condition, std::vector<Occurrence>& occurrences);
void Occurrences(const Document& document, TermId term, bool in_aggregate,
                 std::vector<Occurrence>& occurrences);
void Occurrences(const Document& document, PhraseId phrase, bool in_aggregate,
                 std::vector<Occurrence>& occurrences);

// Whether the condition has an error node or an undecided phrase in it, so that nothing can be said of its
// variables.
bool IsBroken(const Document& document, ConditionId condition);
bool IsBroken(const Document& document, TermId term);
bool IsBroken(const Document& document, PhraseId phrase);

}  // namespace casus::lang
