#pragma once

// The record: a dossier under a lens, evaluated. Everything that is asked is read from it.
//
//   std::unique_ptr<Record> record = Record::Evaluate(dossier, symbols, Lens{});
//   if (!record->cycle().empty()) …                       // law that contradicts itself in time: nothing was evaluated
//   Answers answers = record->Ask(question, question.condition, columns);
//   for (const Answer& answer : answers.rows) …           // answer.values by column, answer.certain, answer.possible
//
// Answers are exact: what is called certain holds in every world, and for the rest of what is called possible there is a world
// in which it holds and one in which it does not. Only if that could not be found out (worlds.h) is an answer bounded.
//
// Costs: what is asked for is evaluated when it is first asked for, with what it rests on, and follows the changes in the record; a
// question follows the rows that its phrases match. Not safe for use from
// several threads; records are independent of each other, but for one and those under lenses that rest on it (EvaluateUnder).

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/interval_set.h"
#include "base/symbol.h"
#include "core/compound.h"
#include "core/evaluation.h"
#include "core/inference.h"
#include "core/plan.h"
#include "lang/dossier.h"
#include "law/chronicle.h"
#include "law/definitions.h"
#include "law/lens.h"
#include "law/question.h"
#include "law/rule_builder.h"
#include "law/worlds.h"

namespace casus::law {

// One binding of a question's columns, with the moments at which it holds: in every world, in some.
struct Answer {
  std::vector<core::Value> values;
  base::IntervalSet certain;
  base::IntervalSet possible;  // contains `certain`
  bool bounded = false;        // of some moments it is not known whether the two bounds are met
};

struct Answers {
  std::vector<core::Kind> kinds;  // by column
  std::vector<lang::Type> types;
  std::vector<Answer> rows;   // sorted for people: by the text of the values, then by time
  bool is_cut_short = false;  // more pairs than were allowed: there are no rows, and nothing is known
};

class Record {
 public:
  // What is going to be asked.
  struct Asked {
    const lang::Document* text;
    lang::ConditionId condition;
  };
  // If it is known what will be asked, the plan is made for these questions alone, until something else is asked for.
  static std::unique_ptr<Record> Evaluate(const lang::Dossier& dossier, base::SymbolTable& symbols, Lens lens,
                                          std::span<const Asked> asked = {});
  // A record for each lens, of what is asked under it. Those that leave the law, the line of moments and what may be uncertain
  // as they are in this record, which is without a lens, share its plan, and cost what they change. All are for one thread
  // together, and this record must outlive them.
  struct LensAsked {
    Lens lens;
    std::vector<Asked> asked;
  };
  std::vector<std::unique_ptr<Record>> EvaluateUnder(std::vector<LensAsked> lenses) const;

  // The rules on a cycle that breaks stratification in time, in order: origins of law().rules.
  const std::vector<uint32_t>& cycle() const { return cycle_; }
  // Rules of which a variable is not bound.
  const std::vector<Definitions::Unbound>& unbound() const { return program_->definitions->unbound(); }

  // `columns` are the names of the variables to report. The question was resolved against the dossier. One whose phrases share no
  // variables pairs all with all: if that makes more than `most_pairs`, it is given up.
  Answers Ask(const lang::Document& question, lang::ConditionId condition,
              const std::vector<base::Symbol>& columns, size_t most_pairs = SIZE_MAX);
  // The two steps of that, for who may be content with the first or with some moments: bounds, of which the certain is never too
  // large and the possible never too small; and what worlds make of what they leave open at the moments `within`.
  Answers AskBounds(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns, size_t most_pairs = SIZE_MAX);
  void Narrow(const lang::Document& question, lang::ConditionId condition,
              const std::vector<base::Symbol>& columns, const base::IntervalSet& within, Answers& answers);

  // A question's plan over the relations of this record, in one layer.
  struct Compiled {
    std::unique_ptr<core::Plan> plan;
    std::unique_ptr<QuestionNodes> nodes;
    core::NodeId answer{};  // its columns are the question's
    std::vector<core::Kind> kinds;
    std::vector<lang::Type> types;
    bool is_uncertain = false;
  };
  Compiled Compile(const lang::Document& question, lang::ConditionId condition,
                   const std::vector<base::Symbol>& columns, Layer layer);

  // The rows of a state, as Ask would answer if no more than kFewWorlds worlds have to be gone through for that. Columns as in
  // Definitions::Of. Kept: asked for again, it costs nothing. Of events there are bounds alone: an occurrence that the law makes is
  // another one in each world.
  const Answers& All(PredicateId predicate) { return *All(std::span(&predicate, 1)).front(); }
  // Of several, in their order, with one walk through the worlds for all, if these are few.
  std::vector<const Answers*> All(std::span<const PredicateId> predicates);
  // Their bounds, which are not kept.
  Answers AllBounds(PredicateId predicate);

  // A world that bears an answer out: with values, one in which the question holds of them at the moment; without, one in which it
  // holds of none. Nothing if there is none among the earliest, the latest, and all others if these are kFewWorlds at most.
  struct Witness {
    std::shared_ptr<Record> record;   // with a plan of its own
    std::vector<Decision> decisions;  // of what is uncertain and bears upon the question
  };
  std::optional<Witness> FindWitness(const lang::Document& question, lang::ConditionId condition,
                                     const std::vector<base::Symbol>& columns,
                                     const std::vector<core::Value>* values, core::Moment moment);

  std::optional<PredicateId> Find(std::string_view machine_name) const;

  const lang::Dossier& dossier() const { return *dossier_; }
  const base::SymbolTable& symbols() const { return *symbols_; }
  const Law& law() const { return *law_; }
  const Lens& lens() const { return lens_; }
  const Chronicle& chronicle() const { return chronicle_; }
  const core::Timeline& timeline() const { return chronicle_.timeline; }
  core::CompoundTable& compounds() { return *compounds_; }
  const core::CompoundTable& compounds() const { return *compounds_; }
  const core::Plan& plan() const { return program_->plan; }
  // With everything evaluated, for who goes through it from relation to relation.
  const core::Evaluation& evaluation() const;
  const Definitions& definitions() const { return *program_->definitions; }

  // The first and the last stamp of the record proper.
  lang::StampRange range() const;

  // A claim for people: "Lithuania controls Vilnius_Strip", `_` for what the pattern leaves open.
  std::string Say(PredicateId predicate, const core::Pattern& pattern) const;
  // A value for people: a name, a number, a date, what a compound stands for.
  std::string Say(core::Value value, core::Kind kind) const;

 private:
  class DossierDomains final : public Domains {
   public:
    explicit DossierDomains(const lang::Dossier& dossier) : dossier_(&dossier) {}
    std::vector<core::Value> Entities(const lang::Type& type) const override;

   private:
    const lang::Dossier* dossier_;
  };

  // The rules as a plan.
  struct Program {
    explicit Program(const lang::Dossier& dossier) : domains(dossier) {}
    DossierDomains domains;
    core::Plan plan;
    std::optional<Definitions> definitions;
  };

  Record(const lang::Dossier& dossier, base::SymbolTable& symbols, Lens lens);
  std::vector<uint32_t> RulesOn(std::span<const core::NodeId> cycle) const;
  // Compiles the rules over the chronicle, to be run; false if the law is not stratified.
  bool Compile();
  // Takes the plan of `base` for the chronicle of this record; false if it has no place in it.
  bool CompileAfter(const Record& base);
  // The law, the chronicle and what is wanted; Compile is next.
  void Read(std::shared_ptr<Law> law, std::shared_ptr<core::CompoundTable> compounds,
            std::span<const Asked> asked);
  // Sees to it that the predicates are evaluated: if the plan lacks one, by a plan for all.
  void Require(std::span<const PredicateId> predicates);
  // The same law over the chronicle of one world; null if that is no world. `apart`: by a plan of its own, for what is wanted.
  // `considered` as of Worlds::Decide.
  std::unique_ptr<Record> InWorld(const std::vector<uint64_t>& values, std::span<const size_t> considered,
                                  std::vector<PredicateId> wanted, bool apart);

  // What is asked of this record, and of those for its worlds.
  struct Query {
    std::vector<PredicateId> read;  // that it rests on
    std::function<Answers(Record&)> bounds;
    Answers* answers = nullptr;  // the bounds, to be narrowed
  };
  struct World {
    std::vector<uint64_t> values;
    std::vector<size_t> considered;
    std::unique_ptr<Record> record;
    std::shared_ptr<Record> apart;  // the same by a plan of its own, once it was needed
  };
  enum class Walk : uint8_t { kEnough, kAll, kInconclusive };
  Query QueryOf(const lang::Document& question, lang::ConditionId condition,
                const std::vector<base::Symbol>& columns);
  void FindWorlds();
  // What is uncertain and bears upon the predicates, by its number in worlds_.
  std::vector<size_t> UncertaintiesOf(std::span<const PredicateId> read) const;
  // First the extremes, then, unless there are too many, all worlds that differ in what bears upon the predicates. Inconclusive if
  // there are too many, or the text leaves none.
  Walk WalkThroughWorlds(const std::vector<PredicateId>& read, uint64_t most_worlds,
                         const std::function<bool(World&)>& is_enough);
  Answers AskIn(World& world, const Query& query);
  void Narrow(std::span<Query> queries, const base::IntervalSet& within, uint64_t most_worlds);
  void SortForPeople(Answers& answers) const;
  void Collect(const core::Relation& certain, const core::Relation& possible, Answers& answers) const;

  const lang::Dossier* dossier_;
  base::SymbolTable* symbols_;
  Lens lens_;
  std::shared_ptr<Law> law_;
  std::vector<base::Symbol> provisions_;  // all names about which the law asked the lens, ascending
  std::shared_ptr<core::CompoundTable> compounds_;
  Chronicle chronicle_;
  std::vector<PredicateId> wanted_;   // which the plan is made for; none: all
  std::shared_ptr<Program> program_;  // shared with the records that this one rests on
  std::unique_ptr<core::Evaluation> evaluation_;
  std::vector<uint32_t> cycle_;
  std::optional<Worlds> worlds_;        // when first asked for
  std::vector<World> extremes_;         // the earliest and the latest world
  std::map<PredicateId, Answers> all_;  // that were asked for
};

}  // namespace casus::law
