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
    : dossier_(&dossier), symbols_(&symbols), lens_(std::move(lens)) {}

std::unique_ptr<Record> Record::Evaluate(const lang::Dossier& dossier, base::SymbolTable& symbols, Lens lens,
                                         std::span<const Asked> asked) {
  std::unique_ptr<Record> record(new Record(dossier, symbols, std::move(lens)));
  std::vector<base::Symbol>& provisions = record->provisions_;
  auto law = std::make_shared<Law>(BuildLaw(dossier, symbols, [&](base::Symbol name) {
    provisions.push_back(name);
    return Stands(dossier, record->lens_, name, symbols);
  }));
  std::sort(provisions.begin(), provisions.end());
  provisions.erase(std::unique(provisions.begin(), provisions.end()), provisions.end());
  record->Read(std::move(law), std::make_shared<core::CompoundTable>(), asked);
  record->Compile();
  return record;
}

void Record::Read(std::shared_ptr<Law> law, std::shared_ptr<core::CompoundTable> compounds,
                  std::span<const Asked> asked) {
  law_ = std::move(law);
  compounds_ = std::move(compounds);
  chronicle_ = ReadChronicle(*dossier_, *law_, lens_, *compounds_);
  for (const Asked& question : asked) {
    Workplace workplace{dossier_, symbols_, &law_->rules, {}};
    Translator translator(workplace, *question.text, /*is_law=*/false);
    CollectPredicates(translator.Translate(question.condition), wanted_);
  }
}

bool Record::Compile() {
  program_ = std::make_shared<Program>(*dossier_);
  core::Plan& plan = program_->plan;
  Definitions& definitions = program_->definitions.emplace(
      law_->rules, chronicle_.facts, law_->open, program_->domains, chronicle_.timeline.size(), plan);
  if (wanted_.empty()) {
    definitions.DefineAll();
  } else {
    definitions.DefineFor(wanted_);
  }
  if (const std::optional<std::vector<core::NodeId>> cycle = plan.FindUnstratifiedCycle()) {
    for (core::NodeId node : *cycle) {
      const uint32_t tag = plan.tag(node);
      if (tag != 0 && tag != kBookkeeping && (cycle_.empty() || cycle_.back() != tag)) cycle_.push_back(tag);
    }
    if (cycle_.empty()) cycle_.push_back(0);
    return false;
  }
  evaluation_ = std::make_unique<core::Evaluation>(plan, chronicle_.timeline, *compounds_);
  definitions.FeedInto(*evaluation_);
  return true;
}

bool Record::CompileAfter(const Record& base) {
  if (!(chronicle_.timeline == base.chronicle_.timeline)) return false;
  const std::optional<std::vector<Feed>> feeds = base.program_->definitions->FeedsFrom(chronicle_.facts);
  if (!feeds) return false;
  program_ = base.program_;
  evaluation_ = std::make_unique<core::Evaluation>(*base.evaluation_, chronicle_.timeline);
  for (const Feed& feed : *feeds) {
    evaluation_->Replace(feed.input);
    feed.Into(*evaluation_);
  }
  return true;
}

const core::Evaluation& Record::evaluation() const {
  evaluation_->Run();
  return *evaluation_;
}

void Record::Require(std::span<const PredicateId> predicates) {
  const Definitions& definitions = *program_->definitions;
  std::vector<core::NodeId> nodes;
  for (const PredicateId predicate : predicates) {
    // One that was made for a question since says nothing (see QuestionNodes).
    if (static_cast<size_t>(predicate) >= definitions.predicate_count()) continue;
    if (!definitions.IsDefined(predicate)) {
      wanted_.clear();
      evaluation_.reset();
      extremes_.clear();
      uncertainties_.reset();
      CHECK(Compile()) << "law that is stratified in part, and not as a whole";
      return Require(predicates);
    }
    for (const auto& [layer, node] : definitions.NodesOf(predicate)) nodes.push_back(node);
  }
  evaluation_->Run(nodes);
}

std::unique_ptr<Record> Record::InWorld(const std::vector<uint64_t>& values, std::vector<PredicateId> wanted,
                                        bool apart) {
  std::unique_ptr<Record> record(new Record(*dossier_, *symbols_, lens_));
  record->law_ = law_;
  record->compounds_ = compounds_;
  record->wanted_ = std::move(wanted);
  record->chronicle_ = chronicle_;
  if (!Decide(record->chronicle_, *uncertainties_, values)) return nullptr;
  if (!apart && record->CompileAfter(*this)) return record;
  if (!record->Compile()) return nullptr;
  return record;
}

StampRange Record::range() const { return RecordRange(*dossier_, lens_); }

std::optional<PredicateId> Record::Find(std::string_view machine_name) const {
  for (size_t i = 0; i < law_->rules.predicates.size(); ++i) {
    if (law_->rules.predicates[i].name == machine_name) return static_cast<PredicateId>(i);
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

struct LessOfRows {
  bool operator()(std::span<const core::Value> a, std::span<const core::Value> b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }
};

}  // namespace

Record::Compiled Record::Compile(const lang::Document& question, lang::ConditionId condition,
                                 const std::vector<base::Symbol>& columns, Layer layer) {
  Workplace workplace{dossier_, symbols_, &law_->rules, {}};
  Translator translator(workplace, question, /*is_law=*/false);
  const Formula formula = translator.Translate(condition);
  std::vector<PredicateId> read;
  CollectPredicates(formula, read);
  Require(read);
  std::vector<Variable> wanted;
  for (base::Symbol column : columns) wanted.push_back(translator.VariableOf(column));

  Compiled compiled;
  compiled.plan = std::make_unique<core::Plan>();
  compiled.nodes = std::make_unique<QuestionNodes>(law_->rules, *program_->definitions, *evaluation_,
                                                   program_->domains, *compiled.plan);
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
                          const std::vector<base::Symbol>& columns, size_t most_pairs) {
  const Compiled certain = Compile(question, condition, columns, Layer::kCertain);
  Answers answers;
  answers.kinds = certain.kinds;
  answers.types = certain.types;
  core::Evaluation every(*certain.plan, chronicle_.timeline, *compounds_);
  certain.nodes->FeedInto(every);
  every.LimitPairs(most_pairs);
  every.Run();
  answers.is_cut_short = every.is_cut_short();
  if (answers.is_cut_short) return answers;
  if (!certain.is_uncertain) {
    Collect(every.Of(certain.answer), every.Of(certain.answer), answers);
    return answers;
  }
  const Compiled possible = Compile(question, condition, columns, Layer::kPossible);
  core::Evaluation some(*possible.plan, chronicle_.timeline, *compounds_);
  possible.nodes->FeedInto(some);
  some.LimitPairs(most_pairs);
  some.Run();
  answers.is_cut_short = some.is_cut_short();
  if (answers.is_cut_short) return answers;
  Collect(every.Of(certain.answer), some.Of(possible.answer), answers);
  return answers;
}

Answers Record::Ask(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns, size_t most_pairs) {
  Answers answers = AskBounds(question, condition, columns, most_pairs);
  Narrow(question, condition, columns, {0, timeline().size()}, answers);
  return answers;
}

// A world's answers narrow what is open: of a moment between the bounds, that it holds in some world, and that it does not in some.
void Record::Narrow(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns, base::Interval within, Answers& answers) {
  struct Open {
    Answer* answer;
    base::IntervalSet unheld;    // no world is known in which it holds at these moments
    base::IntervalSet unfailed;  // nor one in which it does not, at these
  };
  std::vector<Open> open;
  for (Answer& answer : answers.rows) {
    const base::IntervalSet gap =
        base::Intersect(base::Subtract(answer.possible, answer.certain), base::IntervalSet{within});
    if (!gap.IsEmpty()) open.push_back({&answer, gap, gap});
  }
  if (open.empty()) return;
  std::vector<PredicateId> read;
  Workplace workplace{dossier_, symbols_, &law_->rules, {}};
  CollectPredicates(Translator(workplace, question, /*is_law=*/false).Translate(condition), read);
  if (!uncertainties_) {
    uncertainties_ = UncertaintiesOf(chronicle_);
    std::vector<uint64_t> earliest(uncertainties_->size(), 0);
    std::vector<uint64_t> latest;
    for (const Uncertainty& uncertainty : *uncertainties_) latest.push_back(uncertainty.values - 1);
    for (const std::vector<uint64_t>& values : {earliest, latest}) {
      if (std::unique_ptr<Record> world = InWorld(values, wanted_, /*apart=*/false)) {
        extremes_.push_back({values, std::move(world)});
      }
    }
  }
  // What only worlds show: a number between the ends of what it may be.
  std::map<std::vector<core::Value>, base::IntervalSet> between;
  std::set<std::vector<core::Value>> known;
  for (const Answer& answer : answers.rows) known.insert(answer.values);
  auto look_into = [&](World& world) {
    Answers crisp = world.record->AskBounds(question, condition, columns);
    // Nothing is uncertain in a world. Should the plan of all worlds not see that, one of its own does.
    if (std::any_of(crisp.rows.begin(), crisp.rows.end(),
                    [](const Answer& row) { return !(row.certain == row.possible); })) {
      world.record = InWorld(world.values, read, /*apart=*/true);
      CHECK(world.record != nullptr) << "law that is stratified in layers, and not in a world";
      crisp = world.record->AskBounds(question, condition, columns);
    }
    std::map<std::span<const core::Value>, const base::IntervalSet*, LessOfRows> held;
    for (const Answer& row : crisp.rows) {
      held.emplace(row.values, &row.certain);
      if (!known.contains(row.values)) between[row.values] = base::Union(between[row.values], row.certain);
    }
    for (Open& one : open) {
      const auto found = held.find(one.answer->values);
      const base::IntervalSet holds = found == held.end() ? base::IntervalSet() : *found->second;
      one.unfailed = base::Intersect(one.unfailed, holds);
      one.unheld = base::Subtract(one.unheld, holds);
    }
    std::erase_if(open, [](const Open& one) { return one.unheld.IsEmpty() && one.unfailed.IsEmpty(); });
  };
  for (World& world : extremes_) {
    if (!open.empty()) look_into(world);
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
      if (std::unique_ptr<Record> record = InWorld(values, read, /*apart=*/false)) {
        World world{values, std::move(record)};
        look_into(world);
      }
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
  const Predicate& info = law_->rules.predicate(predicate);
  answers.kinds = info.schema;
  answers.types = info.slot_types;
  if (info.is_event) {
    answers.kinds.push_back(core::Kind::kCompound);
    answers.types.push_back({lang::Type::Of::kOccurrence, {}});
  }
  Collect(evaluation_->Of(program_->definitions->Of(predicate, Layer::kCertain)),
          evaluation_->Of(program_->definitions->Of(predicate, Layer::kPossible)), answers);
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
      const core::Value head = compounds_->Head(value);
      const std::span<const core::Value> parts = compounds_->Parts(value);
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
