#pragma once

// From the conditions and phrases of the text to formulas.
//
// One Translator serves one rule, norm or question: it numbers the variables as it meets them. Within a treaty, a party's
// name means its seat, whoever holds it; ?party and ?other are its parties (but see Parties). `every x where A: B` is "not (A and not B)".

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/symbol.h"
#include "lang/dossier.h"
#include "law/formula.h"

namespace casus::law {

// What translation needs to know of the dossier, and where it puts what it makes.
struct Workplace {
  const lang::Dossier* dossier;
  base::SymbolTable* symbols;
  RuleBase* rules;
  boost::unordered_flat_map<std::string, PredicateId> by_name;  // filled by Find
  // The predicate for statements of another that are merely alleged: its columns are who alleges, then the slots.
  PredicateId AllegedOf(PredicateId predicate);
  // A phrase of the standard vocabulary by machine name; none if the dossier does not use that part.
  std::optional<PredicateId> Find(std::string_view machine_name);
  // As Find, of a phrase that every dossier has.
  PredicateId Get(std::string_view machine_name);
  // A predicate of translation's own; names of such begin with a space.
  PredicateId AddPredicate(std::string name, core::Schema schema, bool is_event);
  // A state of translation's own, added when first asked for.
  PredicateId FindOrAddState(const std::string& name, core::Schema schema);
};

// Whom a treaty's text means by its parties: whoever holds their seats, or, of what comes to pass before the treaty is in force
// and there are seats, those whom it names.
enum class Parties : uint8_t { kSeats, kNamed };

class Translator {
 public:
  // `treaty`: the conditions stand in its text. `is_law`: verdicts are read as they were just before.
  Translator(Workplace& workplace, uint32_t document, const lang::Treaty* treaty, bool is_law,
             Parties parties = Parties::kSeats);
  // Over a question, which is no document of the dossier.
  Translator(Workplace& workplace, const lang::Document& question, bool is_law);

  Formula Translate(lang::ConditionId condition);
  Formula Translate(lang::PhraseId phrase);  // an atom, with the conditions that its terms bring along
  Term Translate(lang::TermId term);

  // The variable of a name of the text (without ?), made when first asked for.
  Variable VariableOf(base::Symbol name);
  Variable NewVariable(std::string name, core::Kind kind, lang::Type type = {});
  bool Knows(base::Symbol name) const;
  void SetType(Variable variable, core::Kind kind, lang::Type type);
  // The variable for whoever holds a party's seat.
  Variable SeatOf(base::Symbol party);

  // The conditions on the seats, and on ?party and ?other, that were named since the last call: who they are. Variables in
  // `known` are parties already.
  std::vector<Formula> TakeSeats(const std::vector<Variable>& known = {});

  std::vector<VariableInfo> TakeVariables() { return std::move(variables_); }
  const std::vector<VariableInfo>& variables() const { return variables_; }

 private:
  using Names = std::vector<std::pair<base::Symbol, Variable>>;
  class OwnNames;

  const lang::Document* text_of_treaty() const;
  uint32_t OriginOf(lang::Extent extent);

  Workplace* workplace_;
  uint32_t document_;
  const lang::Document* text_;
  const lang::Treaty* treaty_;
  bool is_law_;
  Parties parties_ = Parties::kSeats;
  int aggregates_open_ = 0;
  std::optional<Term> alleged_by_;
  std::vector<VariableInfo> variables_;
  Names names_;
  Names seats_;
  size_t seats_taken_ = 0;
  std::vector<Variable> parties_taken_;  // of ?party and ?other, those that TakeSeats has told of
};

// Reads the states of a formula as they were just before, unless it says `previous` itself.
void ReadJustBefore(Formula& formula, const RuleBase& rules);

// Whether a conjunct of the formula is an event; alternatives of which all are, are split into formulas of their own.
bool HasTrigger(const Formula& formula, const RuleBase& rules);
std::vector<Formula> SplitTriggers(const Formula& formula, const RuleBase& rules);

// Gives each event among the conjuncts a variable for its occurrence, named " occurrence", unless it has one.
void NameOccurrences(Formula& formula, Rule& rule, const RuleBase& rules);

}  // namespace casus::law
