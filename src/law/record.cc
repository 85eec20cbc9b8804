#include "law/record.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <utility>

#include "base/check.h"
#include "law/closed_question.h"
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

// The origins of rules by which predicates on a cycle of the plan lead to each other: a rule that only renames has no node of
// its own.
std::vector<uint32_t> Record::RulesOn(std::span<const core::NodeId> cycle) const {
  std::vector<bool> is_on_cycle(law_->rules.predicates.size());
  for (size_t i = 0; i < definitions().predicate_count(); ++i) {
    for (const auto& [layer, node] : definitions().NodesOf(static_cast<PredicateId>(i))) {
      if (std::find(cycle.begin(), cycle.end(), node) != cycle.end()) is_on_cycle[i] = true;
    }
  }
  std::vector<uint32_t> origins;
  for (const Rule& rule : law_->rules.rules) {
    if (!is_on_cycle[static_cast<size_t>(rule.head)]) continue;
    std::vector<PredicateId> read;
    CollectPredicates(rule.body, read);
    const bool leads_on = std::any_of(read.begin(), read.end(), [&](PredicateId predicate) {
      return is_on_cycle[static_cast<size_t>(predicate)];
    });
    if (leads_on && std::find(origins.begin(), origins.end(), rule.origin) == origins.end()) {
      origins.push_back(rule.origin);
    }
  }
  return origins;
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
    if (cycle_.empty()) cycle_ = RulesOn(*cycle);
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
      worlds_.reset();
      CHECK(Compile()) << "law that is stratified in part, and not as a whole";
      return Require(predicates);
    }
    for (const auto& [layer, node] : definitions.NodesOf(predicate)) nodes.push_back(node);
  }
  evaluation_->Run(nodes);
}

lang::StampRange Record::range() const { return RecordRange(*dossier_, lens_); }

std::optional<PredicateId> Record::Find(std::string_view machine_name) const {
  for (size_t i = 0; i < law_->rules.predicates.size(); ++i) {
    if (law_->rules.predicates[i].name == machine_name) return static_cast<PredicateId>(i);
  }
  return std::nullopt;
}

namespace {

// Moment 0 lies before the record.
base::IntervalSet ToSet(std::span<const base::Interval> intervals) {
  base::IntervalSet set;
  for (const base::Interval& interval : intervals) {
    const int64_t begin = std::max<int64_t>(interval.begin, 1);
    if (begin < interval.end) set.Add({begin, interval.end});
  }
  return set;
}

// Of a question without columns: one row, if it is true at any moment.
Answers ToAnswers(const Truth& truth) {
  Answer answer;
  answer.certain = ToSet({truth.certain.begin(), truth.certain.end()});
  answer.possible = ToSet({truth.possible.begin(), truth.possible.end()});
  Answers answers;
  if (!answer.possible.IsEmpty()) answers.rows.push_back(std::move(answer));
  return answers;
}

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
}

Answers Record::AskBounds(const lang::Document& question, lang::ConditionId condition,
                          const std::vector<base::Symbol>& columns, size_t most_pairs) {
  if (columns.empty()) {
    Workplace workplace{dossier_, symbols_, &law_->rules, {}};
    const Formula formula = Translator(workplace, question, /*is_law=*/false).Translate(condition);
    if (IsClosed(formula)) {
      std::vector<PredicateId> read;
      CollectPredicates(formula, read);
      Require(read);
      return ToAnswers(TruthOf(formula, law_->rules, *program_->definitions, *evaluation_));
    }
  }
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
    SortForPeople(answers);
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
  SortForPeople(answers);
  return answers;
}

Answers Record::Ask(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns, size_t most_pairs) {
  Answers answers = AskBounds(question, condition, columns, most_pairs);
  Narrow(question, condition, columns, {{0, timeline().size()}}, answers);
  return answers;
}

Answers Record::AllBounds(PredicateId predicate) {
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
  SortForPeople(answers);
  return answers;
}

void Record::SortForPeople(Answers& answers) const {
  if (answers.rows.size() < 2) return;
  // What each value is called is made once, not for each comparison.
  std::vector<std::vector<core::Value>> keys(answers.rows.size());
  for (size_t column = 0; column < answers.kinds.size(); ++column) {
    const core::Kind kind = answers.kinds[column];
    const bool is_named = kind == core::Kind::kSymbol || kind == core::Kind::kCompound;
    boost::unordered_flat_map<core::Value, core::Value> places;
    if (is_named) {
      for (const Answer& answer : answers.rows) places.emplace(answer.values[column], 0);
      std::vector<std::pair<std::string, core::Value>> named;
      for (const auto& [value, place] : places) named.emplace_back(Say(value, kind), value);
      std::sort(named.begin(), named.end());
      core::Value place = 0;
      for (size_t i = 0; i < named.size(); ++i) {
        if (i > 0 && named[i].first != named[i - 1].first) ++place;
        places[named[i].second] = place;
      }
    }
    for (size_t row = 0; row < answers.rows.size(); ++row) {
      const core::Value value = answers.rows[row].values[column];
      keys[row].push_back(is_named ? places.at(value) : core::OrderKey(value, kind));
    }
  }
  std::vector<uint32_t> order(answers.rows.size());
  for (uint32_t row = 0; row < order.size(); ++row) order[row] = row;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
  std::vector<Answer> sorted;
  sorted.reserve(order.size());
  for (const uint32_t row : order) sorted.push_back(std::move(answers.rows[row]));
  answers.rows = std::move(sorted);
}

std::string Record::Say(PredicateId predicate, const core::Pattern& pattern) const {
  const Predicate& info = law().rules.predicate(predicate);
  std::vector<std::string> arguments;
  // Of what is alleged, the first column says by whom.
  const size_t first =
      info.phrase && info.schema.size() > dossier().vocabulary.predicate(*info.phrase).slots.size();
  for (size_t i = first; i < info.schema.size(); ++i) {
    arguments.push_back(i < pattern.size() && pattern[i] ? Say(*pattern[i], info.schema[i]) : "_");
  }
  // "an obligation arises under VII for Lithuania", not its name and then the same again.
  if (info.schema.size() > 2 && info.schema[0] == core::Kind::kCompound && pattern[0] && pattern[1] &&
      compounds().Head(*pattern[0]) == ObligationHead() &&
      compounds().Parts(*pattern[0])[kObligationNorm] == *pattern[1]) {
    arguments[0] = "an obligation";
  }
  if (info.phrase) {
    std::string text = dossier().vocabulary.Say(*info.phrase, arguments, symbols());
    if (first == 0) return text;
    return (pattern[0] ? Say(*pattern[0], info.schema[0]) : "someone") + " alleges that " + text;
  }
  std::string text = info.name.substr(info.name.starts_with(' ') ? 1 : 0);
  for (const std::string& argument : arguments) text += " " + argument;
  return text;
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
