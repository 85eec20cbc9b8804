#include "law/record.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.h"
#include "law/lowering.h"
#include "law/translator.h"
#include "law/values.h"

namespace casus::law {

std::vector<core::Value> Record::DossierDomains::Entities(const lang::Type& type) const {
  std::vector<core::Value> values;
  for (const lang::Entity& entity : dossier_->vocabulary.entities()) {
    if (type.of == lang::Type::Of::kEntity && !dossier_->vocabulary.Is(entity, type.kind)) continue;
    values.push_back(ToValue(entity.name));
  }
  return values;
}

Record::Record(const lang::Dossier& dossier, base::SymbolTable& symbols, Lens lens)
    : dossier_(&dossier), symbols_(&symbols), lens_(std::move(lens)), domains_(dossier) {}

std::unique_ptr<Record> Record::Evaluate(const lang::Dossier& dossier, base::SymbolTable& symbols, Lens lens,
                                         std::span<const Asked> asked) {
  std::unique_ptr<Record> record(new Record(dossier, symbols, std::move(lens)));
  record->law_ = BuildLaw(dossier, symbols,
                          [&](base::Symbol name) { return Stands(dossier, record->lens_, name, symbols); });
  record->chronicle_ = ReadChronicle(dossier, record->law_, record->lens_, record->compounds_);
  for (const Asked& question : asked) {
    Workplace workplace{&dossier, &symbols, &record->law_.rules, {}};
    Translator translator(workplace, *question.text, /*is_law=*/false);
    CollectPredicates(translator.Translate(question.condition), record->wanted_);
  }
  record->Run();
  return record;
}

bool Record::Run() {
  definitions_.emplace(law_.rules, chronicle_.facts, domains_, chronicle_.timeline.size(), plan_);
  if (wanted_.empty()) {
    definitions_->DefineAll();
  } else {
    definitions_->DefineFor(wanted_);
  }
  if (const std::optional<std::vector<core::NodeId>> cycle = plan_.FindUnstratifiedCycle()) {
    for (core::NodeId node : *cycle) {
      const uint32_t tag = plan_.tag(node);
      if (tag != 0 && tag != kBookkeeping && (cycle_.empty() || cycle_.back() != tag)) cycle_.push_back(tag);
    }
    if (cycle_.empty()) cycle_.push_back(0);
    return false;
  }
  evaluation_ = std::make_unique<core::Evaluation>(plan_, chronicle_.timeline, compounds_);
  definitions_->FeedInto(*evaluation_);
  evaluation_->Run();
  return true;
}

void Record::Require(std::span<const PredicateId> predicates) {
  const bool is_evaluated = std::all_of(predicates.begin(), predicates.end(), [&](PredicateId predicate) {
    // One that was made for a question since says nothing (see QuestionNodes).
    return static_cast<size_t>(predicate) >= definitions_->predicate_count() ||
           definitions_->IsDefined(predicate);
  });
  if (is_evaluated) return;
  wanted_.clear();
  evaluation_.reset();
  plan_ = core::Plan();
  CHECK(Run()) << "law that is stratified in part, and not as a whole";
}

std::unique_ptr<Record> Record::InWorld(const std::vector<uint64_t>& values) {
  std::unique_ptr<Record> record(new Record(*dossier_, *symbols_, lens_));
  record->law_ = law_;
  record->wanted_ = wanted_;
  record->chronicle_ = chronicle_;
  record->compounds_ = compounds_;
  if (!Decide(record->chronicle_, *uncertainties_, values)) return nullptr;
  if (!record->Run()) return nullptr;
  return record;
}

StampRange Record::range() const { return RecordRange(*dossier_, lens_); }

std::optional<PredicateId> Record::Find(std::string_view machine_name) const {
  for (size_t i = 0; i < law_.rules.predicates.size(); ++i) {
    if (law_.rules.predicates[i].name == machine_name) return static_cast<PredicateId>(i);
  }
  return std::nullopt;
}

namespace {

base::IntervalSet ToSet(std::span<const base::Interval> intervals) {
  base::IntervalSet set;
  // Moment 0 lies before the record.
  for (const base::Interval& interval : intervals) {
    const int64_t begin = std::max<int64_t>(interval.begin, 1);
    if (begin < interval.end) set.Add({begin, interval.end});
  }
  return set;
}

}  // namespace

Record::Compiled Record::Compile(const lang::Document& question, lang::ConditionId condition,
                                 const std::vector<base::Symbol>& columns, Layer layer) {
  Workplace workplace{dossier_, symbols_, &law_.rules, {}};
  Translator translator(workplace, question, /*is_law=*/false);
  const Formula formula = translator.Translate(condition);
  std::vector<PredicateId> read;
  CollectPredicates(formula, read);
  Require(read);
  std::vector<Variable> wanted;
  for (base::Symbol column : columns) wanted.push_back(translator.VariableOf(column));

  Compiled compiled;
  compiled.plan = std::make_unique<core::Plan>();
  compiled.nodes =
      std::make_unique<QuestionNodes>(law_.rules, *definitions_, *evaluation_, domains_, *compiled.plan);
  Lowering lowering(*compiled.plan, *compiled.nodes, translator.TakeVariables());
  compiled.is_uncertain = lowering.IsUncertain(formula);
  const Lowered lowered = lowering.Lower(formula, compiled.is_uncertain ? layer : Layer::kCertain);
  CHECK(lowering.unbound().empty()) << "a question's variable is not bound";
  std::vector<int> order;
  for (Variable variable : wanted) {
    const std::optional<int> column = lowered.ColumnOf(variable);
    CHECK(column) << "a question's variable is not bound";
    order.push_back(*column);
    compiled.kinds.push_back(lowering.variables()[static_cast<size_t>(variable)].kind);
    compiled.types.push_back(lowering.variables()[static_cast<size_t>(variable)].type);
  }
  compiled.answer = compiled.plan->Project(lowered.node, std::move(order));
  return compiled;
}

void Record::Collect(const core::Relation& certain, const core::Relation& possible, Answers& answers) const {
  for (size_t row = 0; row < possible.size(); ++row) {
    Answer answer;
    answer.values.assign(possible.Row(row).begin(), possible.Row(row).end());
    answer.possible = ToSet(possible.Intervals(row));
    if (answer.possible.IsEmpty()) continue;
    if (const std::optional<uint32_t> same = certain.Find(possible.Row(row))) {
      answer.certain = ToSet(certain.Intervals(*same));
    }
    answers.rows.push_back(std::move(answer));
  }
  SortForPeople(answers);
}

Answers Record::AskBounds(const lang::Document& question, lang::ConditionId condition,
                          const std::vector<base::Symbol>& columns) {
  const Compiled certain = Compile(question, condition, columns, Layer::kCertain);
  Answers answers;
  answers.kinds = certain.kinds;
  answers.types = certain.types;
  core::Evaluation every(*certain.plan, chronicle_.timeline, compounds_);
  certain.nodes->FeedInto(every);
  every.Run();
  if (!certain.is_uncertain) {
    Collect(every.Of(certain.answer), every.Of(certain.answer), answers);
    return answers;
  }
  const Compiled possible = Compile(question, condition, columns, Layer::kPossible);
  core::Evaluation some(*possible.plan, chronicle_.timeline, compounds_);
  possible.nodes->FeedInto(some);
  some.Run();
  Collect(every.Of(certain.answer), some.Of(possible.answer), answers);
  return answers;
}

Answers Record::Ask(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns) {
  Answers answers = AskBounds(question, condition, columns);
  Witness(question, condition, columns, answers);
  return answers;
}

// A world's answers narrow what is open: of a moment between the bounds, that it holds in some world, and that it does not in some.
void Record::Witness(const lang::Document& question, lang::ConditionId condition,
                     const std::vector<base::Symbol>& columns, Answers& answers) {
  struct Open {
    Answer* answer;
    base::IntervalSet unheld;    // no world is known in which it holds at these moments
    base::IntervalSet unfailed;  // nor one in which it does not, at these
  };
  std::vector<Open> open;
  for (Answer& answer : answers.rows) {
    const base::IntervalSet gap = base::Subtract(answer.possible, answer.certain);
    if (!gap.IsEmpty()) open.push_back({&answer, gap, gap});
  }
  if (open.empty()) return;
  if (!uncertainties_) {
    uncertainties_ = UncertaintiesOf(chronicle_);
    std::vector<uint64_t> earliest(uncertainties_->size(), 0);
    std::vector<uint64_t> latest;
    for (const Uncertainty& uncertainty : *uncertainties_) latest.push_back(uncertainty.values - 1);
    for (const std::vector<uint64_t>& values : {earliest, latest}) {
      if (std::unique_ptr<Record> world = InWorld(values)) extremes_.push_back(std::move(world));
    }
  }
  // What only worlds show: a number between the ends of what it may be.
  std::map<std::vector<core::Value>, base::IntervalSet> between;
  std::set<std::vector<core::Value>> known;
  for (const Answer& answer : answers.rows) known.insert(answer.values);
  auto look_into = [&](Record& world) {
    const Answers crisp = world.AskBounds(question, condition, columns);
    for (const Answer& row : crisp.rows) {
      if (!known.contains(row.values)) between[row.values] = base::Union(between[row.values], row.certain);
    }
    for (Open& one : open) {
      base::IntervalSet holds;
      for (const Answer& row : crisp.rows) {
        if (row.values == one.answer->values) holds = row.certain;
      }
      one.unfailed = base::Intersect(one.unfailed, holds);
      one.unheld = base::Subtract(one.unheld, holds);
    }
    std::erase_if(open, [](const Open& one) { return one.unheld.IsEmpty() && one.unfailed.IsEmpty(); });
  };
  for (const std::unique_ptr<Record>& world : extremes_) {
    if (!open.empty()) look_into(*world);
  }
  const bool can_try_all = CountWorlds(*uncertainties_) <= kMaxWorlds;
  if (!open.empty() && !can_try_all) {
    for (Open& one : open) one.answer->bounded = true;
    open.clear();
  }
  if (!open.empty()) {
    // Every world, counted up like an odometer.
    std::vector<uint64_t> values(uncertainties_->size(), 0);
    while (!open.empty()) {
      if (const std::unique_ptr<Record> world = InWorld(values)) look_into(*world);
      size_t digit = 0;
      while (digit < values.size() && ++values[digit] == (*uncertainties_)[digit].values) values[digit++] = 0;
      if (digit == values.size()) break;
    }
    // What holds in no world is not possible; what fails in none is certain.
    for (Open& one : open) {
      one.answer->possible = base::Subtract(one.answer->possible, one.unheld);
      one.answer->certain = base::Union(one.answer->certain, one.unfailed);
    }
  }
  for (auto& [row, possible] : between) {
    Answer& answer = answers.rows.emplace_back();
    answer.values = row;
    answer.possible = std::move(possible);
  }
  SortForPeople(answers);
  std::erase_if(answers.rows, [](const Answer& answer) { return answer.possible.IsEmpty(); });
}

Answers Record::All(PredicateId predicate) {
  Require({&predicate, 1});
  Answers answers;
  const Predicate& info = law_.rules.predicate(predicate);
  answers.kinds = info.schema;
  answers.types = info.slot_types;
  if (info.is_event) {
    answers.kinds.push_back(core::Kind::kCompound);
    answers.types.push_back({lang::Type::Of::kOccurrence, {}});
  }
  Collect(evaluation_->Of(definitions_->Of(predicate, Layer::kCertain)),
          evaluation_->Of(definitions_->Of(predicate, Layer::kPossible)), answers);
  return answers;
}

void Record::SortForPeople(Answers& answers) const {
  auto before = [&](const Answer& a, const Answer& b) {
    for (size_t i = 0; i < a.values.size(); ++i) {
      if (a.values[i] == b.values[i]) continue;
      if (answers.kinds[i] == core::Kind::kSymbol || answers.kinds[i] == core::Kind::kCompound) {
        return Say(a.values[i], answers.kinds[i]) < Say(b.values[i], answers.kinds[i]);
      }
      return core::OrderKey(a.values[i], answers.kinds[i]) < core::OrderKey(b.values[i], answers.kinds[i]);
    }
    return false;
  };
  std::stable_sort(answers.rows.begin(), answers.rows.end(), before);
}

std::string Record::Say(core::Value value, core::Kind kind) const {
  switch (kind) {
    case core::Kind::kSymbol:
      return std::string(symbols_->Name(ToSymbol(value)));
    case core::Kind::kNumber:
      return base::Decimal::FromUnits(value).ToString();
    case core::Kind::kInteger:
      return std::to_string(value);
    case core::Kind::kStamp:
      return base::ToString(value, dossier_->grain);
    case core::Kind::kDuration:
      return base::ToString(core::UnpackDuration(value));
    case core::Kind::kMoment:
      return base::ToString(timeline().StampOf(value), dossier_->grain);
    case core::Kind::kFloat:
      return std::to_string(core::UnpackFloat(value));
    case core::Kind::kCompound: {
      const core::Value head = compounds_.Head(value);
      const std::span<const core::Value> parts = compounds_.Parts(value);
      if (head == ObligationHead()) {
        return "the obligation of " + Say(parts[kObligationBearer], core::Kind::kSymbol) + " under " +
               Say(parts[kObligationNorm], core::Kind::kSymbol);
      }
      return "#" + std::to_string(value);
    }
  }
  return {};
}

}  // namespace casus::law
