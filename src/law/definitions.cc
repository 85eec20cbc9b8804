#include "law/definitions.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::law {
namespace {

using core::Moment;
using core::NodeId;
using core::Scalar;

std::vector<core::ColumnPair> Identity(int arity) {
  std::vector<core::ColumnPair> on;
  for (int i = 0; i < arity; ++i) on.push_back({i, i});
  return on;
}

}  // namespace

Definitions::Definitions(const RuleBase& rules, const FactTable& facts, std::span<const PredicateId> open,
                         const Domains& domains, Moment moments, core::Plan& plan)
    : rules_(&rules),
      domains_(&domains),
      moments_(moments),
      plan_(&plan),
      chronicle_(facts, rules.predicates.size()),
      open_(open.begin(), open.end()) {
  const size_t predicates = rules.predicates.size();
  rules_of_.resize(predicates);
  nodes_.resize(predicates);
  for (size_t i = 0; i < rules.rules.size(); ++i) {
    rules_of_[Index(rules.rules[i].head)].push_back(static_cast<uint32_t>(i));
  }
  for (size_t i = 0; i < predicates; ++i) {
    if (rules.predicates[i].name == "lies_in") lies_in_ = static_cast<PredicateId>(i);
  }
  FindUncertain();
}

// A predicate is uncertain if something uncertain is stated of it, or a rule of it reads an uncertain predicate or the future.
void Definitions::FindUncertain() {
  const size_t predicates = rules_->predicates.size();
  uncertain_.assign(predicates, false);
  std::vector<std::vector<uint32_t>> readers(predicates);
  for (const Rule& rule : rules_->rules) {
    std::vector<PredicateId> read;
    CollectPredicates(rule.body, read);
    for (PredicateId predicate : read) readers[Index(predicate)].push_back(static_cast<uint32_t>(rule.head));
  }
  if (lies_in_) {
    for (size_t i = 0; i < predicates; ++i) {
      if (rules_->predicates[i].reaches_parts) readers[Index(*lies_in_)].push_back(static_cast<uint32_t>(i));
    }
  }
  std::vector<uint32_t> agenda;
  auto mark = [&](uint32_t predicate) {
    if (uncertain_[predicate]) return;
    uncertain_[predicate] = true;
    agenda.push_back(predicate);
  };
  for (const Fact& fact : chronicle_.table().facts) {
    if (fact.uncertain()) mark(static_cast<uint32_t>(fact.predicate));
  }
  for (const Rule& rule : rules_->rules) {
    if (LooksAhead(rule.body)) mark(static_cast<uint32_t>(rule.head));
  }
  while (!agenda.empty()) {
    const uint32_t predicate = agenda.back();
    agenda.pop_back();
    for (uint32_t reader : readers[predicate]) mark(reader);
  }
}

void Definitions::DefineFor(std::span<const PredicateId> predicates) {
  for (PredicateId predicate : predicates) {
    if (nodes_[Index(predicate)].status == Status::kNew) Define(predicate);
  }
}

void Definitions::DefineAll() {
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].status == Status::kNew) Define(static_cast<PredicateId>(i));
  }
}

core::Schema Definitions::SchemaOf(PredicateId predicate, Layer layer) const {
  const Predicate& info = rules_->predicate(predicate);
  core::Schema schema = info.schema;
  if (info.is_event) schema.push_back(core::Kind::kCompound);
  if (layer == Layer::kSettled) schema.push_back(core::Kind::kMoment);
  return schema;
}

NodeId Definitions::Node(PredicateId predicate, Layer layer, std::span<const Term> /*terms*/) {
  Nodes& nodes = nodes_[Index(predicate)];
  if (!uncertain_[Index(predicate)]) {
    CHECK(layer != Layer::kSettled) << "a certain event has no windows";
    layer = Layer::kCertain;
  }
  if (nodes.status == Status::kNew) Define(predicate);
  const size_t at = static_cast<size_t>(layer);
  if (nodes.nodes[at]) return *nodes.nodes[at];
  if (!nodes.recursion[at]) nodes.recursion[at] = plan_->Recursion(SchemaOf(predicate, layer));
  return *nodes.recursion[at];
}

NodeId Definitions::Of(PredicateId predicate, Layer layer) const {
  const Nodes& nodes = nodes_[Index(predicate)];
  if (!uncertain_[Index(predicate)]) layer = Layer::kCertain;
  CHECK(nodes.nodes[static_cast<size_t>(layer)]);
  return *nodes.nodes[static_cast<size_t>(layer)];
}

std::vector<std::pair<Layer, NodeId>> Definitions::NodesOf(PredicateId predicate) const {
  std::vector<std::pair<Layer, NodeId>> all;
  for (size_t layer = 0; layer < kLayers; ++layer) {
    const Nodes& nodes = nodes_[Index(predicate)];
    if (nodes.nodes[layer]) all.emplace_back(static_cast<Layer>(layer), *nodes.nodes[layer]);
    if (nodes.recursion[layer]) all.emplace_back(static_cast<Layer>(layer), *nodes.recursion[layer]);
  }
  return all;
}

void Definitions::Define(PredicateId predicate) {
  Nodes& nodes = nodes_[Index(predicate)];
  nodes.status = Status::kBeingDefined;
  const Predicate& info = rules_->predicate(predicate);
  if (info.is_event) {
    DefineEvent(predicate, nodes);
  } else if (info.inertial) {
    DefineInertial(predicate, nodes);
  } else {
    DefineDerived(predicate, nodes);
  }
  if (info.reflexive || info.transitive) Close(predicate, nodes);
  nodes.status = Status::kDefined;
  for (size_t layer = 0; layer < kLayers; ++layer) {
    if (!nodes.recursion[layer]) continue;
    CHECK(nodes.nodes[layer]) << info.name << " has no layer " << layer;
    plan_->Define(*nodes.recursion[layer], *nodes.nodes[layer]);
  }
}

NodeId Definitions::UnionOrEmpty(const std::vector<NodeId>& nodes, const core::Schema& schema) {
  if (nodes.empty()) return plan_->Input(schema);
  if (nodes.size() == 1) return nodes.front();
  return plan_->Union(nodes);
}

// --- Events --------------------------------------------------------------------------------------------------

void Definitions::DefineEvent(PredicateId predicate, Nodes& nodes) {
  Layers layers;
  AddFacts(predicate, false, layers);
  LowerRules(predicate, Effect::kHappens, layers);
  nodes.nodes[0] = UnionOrEmpty(layers.certain, SchemaOf(predicate, Layer::kCertain));
  if (!uncertain_[Index(predicate)]) return;
  nodes.nodes[1] = UnionOrEmpty(layers.possible, SchemaOf(predicate, Layer::kPossible));
  nodes.nodes[2] = UnionOrEmpty(layers.settled, SchemaOf(predicate, Layer::kSettled));
}

// --- States --------------------------------------------------------------------------------------------------

void Definitions::DefineDerived(PredicateId predicate, Nodes& nodes) {
  Layers layers;
  AddFacts(predicate, false, layers);
  LowerRules(predicate, Effect::kHolds, layers);
  ReachParts(predicate, layers, /*begins=*/false);
  const core::Schema schema = SchemaOf(predicate, Layer::kCertain);
  nodes.nodes[0] = UnionOrEmpty(layers.certain, schema);
  if (uncertain_[Index(predicate)]) nodes.nodes[1] = UnionOrEmpty(layers.possible, schema);
}

// Rows of `settled` (row, begin of window) of which no row of `rows` holds after the window's begin (or, with kGreaterEqual,
// from its begin on) up to now.
NodeId Definitions::WithoutIn(NodeId settled, NodeId rows, int arity, core::Comparison after_window) {
  std::vector<int> columns;
  for (int i = 0; i <= arity; ++i) columns.push_back(i);
  // What `last` (row, moment) says is undone.
  const auto undone_by = [&](NodeId last, core::Comparison comparison) {
    const NodeId both = plan_->Join(settled, last, Identity(arity));  // row, window, last
    const NodeId after =
        plan_->Select(both, Scalar::Compare(comparison, Scalar::Column(arity + 1), Scalar::Column(arity)));
    return plan_->Project(after, columns);
  };
  NodeId undone{};
  if (after_window == core::Comparison::kGreaterEqual) {
    // It holds now, or did just before it last fell; so nothing is said anew at each moment of a long run.
    const NodeId now = plan_->Project(plan_->Join(settled, rows, Identity(arity)), columns);
    const NodeId fallen = undone_by(plan_->LastTime(plan_->Fall(rows)), core::Comparison::kGreater);
    undone = plan_->Union({now, fallen});
  } else {
    undone = undone_by(plan_->LastTime(rows), after_window);
  }
  return plan_->Except(settled, undone, Identity(arity + 1), kBookkeeping);
}

NodeId Definitions::DropWindow(NodeId settled, int arity) {
  std::vector<int> columns;
  for (int i = 0; i < arity; ++i) columns.push_back(i);
  return plan_->Project(settled, std::move(columns));
}

// Rows of the state (as it was just before) whose key another row of `begins` takes; with the window of that, if it has one.
NodeId Definitions::Displaced(NodeId state, NodeId begins, const std::vector<int>& key, int arity,
                              bool with_window) {
  std::vector<core::ColumnPair> on;
  for (int column : key) on.push_back({column, column});
  const NodeId both = plan_->Join(plan_->Previous(state), begins, on);
  std::optional<Scalar> differs;
  int right = arity;
  for (int column = 0; column < arity; ++column) {
    if (std::find(key.begin(), key.end(), column) != key.end()) continue;
    Scalar other =
        Scalar::Compare(core::Comparison::kNotEqual, Scalar::Column(column), Scalar::Column(right++));
    differs = differs ? Scalar::Or(std::move(*differs), std::move(other)) : std::move(other);
  }
  if (!differs) return plan_->Input(plan_->schema(with_window ? begins : state));
  std::vector<int> columns;
  for (int i = 0; i < arity; ++i) columns.push_back(i);
  if (with_window) columns.push_back(right);
  return plan_->Project(plan_->Select(both, std::move(*differs)), std::move(columns));
}

// Runs of a state between beginnings and ends, displaced by `rivals` (beginnings of other values of the key). `before` is the
// possible layer of what is displaced, as a node that may be defined later.
std::pair<NodeId, NodeId> Definitions::Persist(const Predicate& info, const Layers& begins,
                                               const Layers& ends, const Layers& rivals, NodeId before) {
  const core::Schema& schema = info.schema;
  core::Schema settled_schema = schema;
  settled_schema.push_back(core::Kind::kMoment);
  const int arity = static_cast<int>(schema.size());
  const NodeId begins_certain = UnionOrEmpty(begins.certain, schema);
  const NodeId begins_possible = UnionOrEmpty(begins.possible, schema);
  std::vector<NodeId> certain_ends = ends.possible;
  std::vector<NodeId> possible_ends = ends.certain;
  std::vector<NodeId> settled_ends = ends.settled;
  if (info.key) {
    certain_ends.push_back(Displaced(before, UnionOrEmpty(rivals.possible, schema), *info.key, arity, false));
    possible_ends.push_back(Displaced(before, UnionOrEmpty(rivals.certain, schema), *info.key, arity, false));
    if (!rivals.settled.empty()) {
      settled_ends.push_back(
          Displaced(before, UnionOrEmpty(rivals.settled, settled_schema), *info.key, arity, true));
    }
  }
  const NodeId certain_end = UnionOrEmpty(certain_ends, schema);
  std::vector<NodeId> certain_begins{begins_certain};
  if (!begins.settled.empty()) {
    certain_begins.push_back(DropWindow(WithoutIn(UnionOrEmpty(begins.settled, settled_schema), certain_end,
                                                  arity, core::Comparison::kGreater),
                                        arity));
  }
  if (!settled_ends.empty()) {
    possible_ends.push_back(DropWindow(WithoutIn(UnionOrEmpty(settled_ends, settled_schema), begins_possible,
                                                 arity, core::Comparison::kGreaterEqual),
                                       arity));
  }
  return {plan_->Inertia(UnionOrEmpty(certain_begins, schema), certain_end, Identity(arity)),
          plan_->Inertia(begins_possible, UnionOrEmpty(possible_ends, schema), Identity(arity))};
}

void Definitions::DefineInertial(PredicateId predicate, Nodes& nodes) {
  const Predicate& info = rules_->predicate(predicate);
  const core::Schema schema = SchemaOf(predicate, Layer::kCertain);
  const int arity = static_cast<int>(schema.size());
  const bool is_uncertain = uncertain_[Index(predicate)];
  Layers begins;
  Layers ends;
  AddFacts(predicate, false, begins);
  LowerRules(predicate, Effect::kBegins, begins);
  ReachParts(predicate, begins, /*begins=*/true);
  AddFacts(predicate, true, ends);
  LowerRules(predicate, Effect::kEnds, ends);
  ReachParts(predicate, ends, /*begins=*/false);

  // What the text of a treaty states holds while the text does, each text by itself; of a state with a key, until another
  // value begins.
  struct Text {
    Layers holds, begins;
  };
  std::vector<Text> texts;
  for (uint32_t index : rules_of_[Index(predicate)]) {
    const Rule& rule = rules_->rules[index];
    if (rule.effect != Effect::kHolds) continue;
    Text& text = texts.emplace_back();
    LowerRule(rule, index, Effect::kHolds, text.holds);
    LowerRule(rule, index, Effect::kBegins, text.begins);
    ReachParts(predicate, text.holds, /*begins=*/false);
    ReachParts(predicate, text.begins, /*begins=*/true);
  }
  if (!is_uncertain && texts.empty()) {
    nodes.nodes[0] = plan_->Inertia(UnionOrEmpty(begins.certain, schema), UnionOrEmpty(ends.certain, schema),
                                    Identity(arity), info.key);
    return;
  }
  Layers rivals = begins;
  auto append = [](std::vector<NodeId>& to, const std::vector<NodeId>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(rivals.possible, begins.span_begins);
  for (const Text& text : texts) {
    append(rivals.certain, text.begins.certain);
    append(rivals.possible, text.begins.possible);
    append(rivals.settled, text.begins.settled);
  }
  // What is displaced is read as it was before: the state is recursive through time.
  auto before = [&](Layer layer) {
    const size_t at = static_cast<size_t>(layer);
    if (!nodes.recursion[at]) nodes.recursion[at] = plan_->Recursion(schema);
    return *nodes.recursion[at];
  };
  if (!is_uncertain) {
    begins.possible = begins.certain;
    ends.possible = ends.certain;
    rivals.possible = rivals.certain;
  }
  const NodeId held = before(is_uncertain ? Layer::kPossible : Layer::kCertain);
  std::vector<NodeId> certain;
  std::vector<NodeId> possible;
  const auto [main_certain, main_possible] = Persist(info, begins, ends, rivals, held);
  certain.push_back(main_certain);
  possible.push_back(main_possible);
  append(possible, begins.spans);
  for (Text& text : texts) {
    const NodeId holds_certain = UnionOrEmpty(text.holds.certain, schema);
    const NodeId holds_possible = is_uncertain ? UnionOrEmpty(text.holds.possible, schema) : holds_certain;
    if (!info.key) {
      certain.push_back(holds_certain);
      possible.push_back(holds_possible);
      continue;
    }
    if (!is_uncertain) text.begins.possible = text.begins.certain;
    const auto [run_certain, run_possible] = Persist(info, text.begins, {}, rivals, held);
    certain.push_back(plan_->Join(run_certain, holds_certain, Identity(arity)));
    possible.push_back(plan_->Join(run_possible, holds_possible, Identity(arity)));
  }
  nodes.nodes[0] = UnionOrEmpty(certain, schema);
  if (is_uncertain) nodes.nodes[1] = UnionOrEmpty(possible, schema);
}

// What is stated of a whole is stated of its parts, unless something is stated of the part itself at that moment.
void Definitions::ReachParts(PredicateId predicate, Layers& layers, bool begins) {
  const Predicate& info = rules_->predicate(predicate);
  if (!info.reaches_parts || !lies_in_) return;
  const int slot = *info.reaches_parts;
  auto reach = [&](std::vector<NodeId>& nodes, Layer layer, const core::Schema& schema,
                   const NodeId* direct) {
    if (nodes.empty()) return;
    const NodeId whole = UnionOrEmpty(nodes, schema);
    const NodeId lies = Node(*lies_in_, layer == Layer::kPossible ? Layer::kPossible : Layer::kCertain, {});
    const NodeId proper = plan_->Select(
        lies, Scalar::Compare(core::Comparison::kNotEqual, Scalar::Column(0), Scalar::Column(1)));
    const NodeId both = plan_->Join(whole, proper, {{slot, 1}});
    std::vector<int> columns;
    for (int i = 0; i < static_cast<int>(schema.size()); ++i) columns.push_back(i);
    columns[static_cast<size_t>(slot)] = static_cast<int>(schema.size());
    NodeId parts = plan_->Project(both, std::move(columns));
    if (direct != nullptr && info.key) {
      std::vector<core::ColumnPair> on;
      for (int column : *info.key) on.push_back({column, column});
      parts = plan_->Except(parts, *direct, std::move(on));
    }
    nodes = {whole, parts};
  };
  const core::Schema schema = SchemaOf(predicate, Layer::kCertain);
  std::optional<NodeId> direct;
  if (begins && !layers.certain.empty()) direct = UnionOrEmpty(layers.certain, schema);
  reach(layers.certain, Layer::kCertain, schema, direct ? &*direct : nullptr);
  if (!uncertain_[Index(predicate)]) return;
  reach(layers.possible, Layer::kPossible, schema, direct ? &*direct : nullptr);
  reach(layers.spans, Layer::kPossible, schema, nullptr);
  reach(layers.span_begins, Layer::kPossible, schema, nullptr);
  reach(layers.settled, Layer::kCertain, SchemaOf(predicate, Layer::kSettled), direct ? &*direct : nullptr);
}

void Definitions::Close(PredicateId predicate, Nodes& nodes) {
  const Predicate& info = rules_->predicate(predicate);
  CHECK(info.schema.size() == 2) << "only a state between two can be reflexive or transitive";
  const size_t layers = uncertain_[Index(predicate)] ? 2 : 1;
  for (size_t layer = 0; layer < layers; ++layer) {
    const NodeId base = *nodes.nodes[layer];
    std::vector<NodeId> parts{base};
    if (info.reflexive) {
      VariableInfo variable;
      variable.kind = info.schema[0];
      variable.type.of = lang::Type::Of::kUnknown;
      if (info.phrase) variable.type = info.slot_types[0];
      parts.push_back(plan_->Map(Domain(variable), {Scalar::Column(0), Scalar::Column(0)}));
    }
    if (info.transitive) {
      const NodeId all = plan_->Recursion(info.schema);
      parts.push_back(plan_->Project(plan_->Join(all, base, {{1, 0}}), {0, 2}));
      const NodeId closed = plan_->Union(parts);
      plan_->Define(all, closed);
      nodes.nodes[layer] = closed;
    } else {
      nodes.nodes[layer] = UnionOrEmpty(parts, info.schema);
    }
  }
}

// --- Rules ---------------------------------------------------------------------------------------------------

void Definitions::LowerRules(PredicateId predicate, Effect effect, Layers& layers) {
  for (uint32_t index : rules_of_[Index(predicate)]) {
    const Rule& rule = rules_->rules[index];
    if (rule.effect == effect) LowerRule(rule, index, effect, layers);
  }
}

void Definitions::LowerRule(const Rule& rule, uint32_t index, Effect effect, Layers& layers) {
  Lowering lowering(*plan_, *this, rule.variables);
  const bool is_uncertain = uncertain_[Index(rule.head)];
  const bool body_is_uncertain = lowering.IsUncertain(rule.body);

  std::optional<Formula> begun;
  const Formula* body = &rule.body;
  if (effect != Effect::kHolds && lowering.FindTrigger(rule.body) == nullptr) {
    begun = Formula::Begun(rule.body, lowering.NewVariable(" since", core::Kind::kMoment));
    begun->origin = rule.origin;
    body = &*begun;
  }
  std::vector<Variable> triggers;  // the occurrences at which the rule is considered
  for (const Formula* part : Conjuncts(*body)) {
    if (part->occurrence.kind == Term::Kind::kVariable) triggers.push_back(part->occurrence.variable);
  }
  auto head = [&](const Lowered& rows, std::optional<Variable> window) -> std::optional<NodeId> {
    for (const Term& argument : rule.arguments) {
      for (Variable variable : FreeVariables(argument)) {
        if (!rows.ColumnOf(variable)) {
          unbound_.push_back({index, lowering.variables()[static_cast<size_t>(variable)].name});
          return std::nullopt;
        }
      }
    }
    std::vector<Scalar> columns;
    for (const Term& argument : rule.arguments) columns.push_back(lowering.ToScalar(argument, rows));
    if (effect == Effect::kHappens) {
      // Who this occurrence is: what the rule reports, of which event or run.
      std::vector<Scalar> parts = columns;
      for (Variable variable : rows.columns) {
        const VariableInfo& info = lowering.variables()[static_cast<size_t>(variable)];
        if (info.name == " since" || info.name == " row" ||
            std::find(triggers.begin(), triggers.end(), variable) != triggers.end()) {
          parts.push_back(lowering.ToScalar(Term::Var(variable), rows));
        }
      }
      columns.push_back(Scalar::Tuple(OccurrenceOfRule(index), std::move(parts)));
    }
    if (window) columns.push_back(lowering.ToScalar(Term::Var(*window), rows));
    bool identity = columns.size() == rows.columns.size();
    for (size_t i = 0; identity && i < columns.size(); ++i)
      identity = columns[i].AsColumn() == static_cast<int>(i);
    if (identity) return rows.node;
    return plan_->Map(rows.node, std::move(columns), rule.origin);
  };

  const Lowered certain = lowering.Lower(*body, Layer::kCertain);
  for (Variable variable : lowering.unbound()) {
    unbound_.push_back({index, lowering.variables()[static_cast<size_t>(variable)].name});
  }
  if (!lowering.unbound().empty()) return;
  const std::optional<NodeId> node = head(certain, std::nullopt);
  if (!node) return;
  layers.certain.push_back(*node);
  if (!is_uncertain) return;
  if (!body_is_uncertain) {
    layers.possible.push_back(*node);
    return;
  }
  // What is bound in one layer is bound in each.
  const auto in_layer = [&](const Lowered& rows, std::optional<Variable> window) {
    const std::optional<NodeId> same = head(rows, window);
    CHECK(same) << "a variable of " << rules_->predicate(rule.head).name << " is not bound in another layer";
    return *same;
  };
  layers.possible.push_back(in_layer(lowering.Lower(*body, Layer::kPossible), std::nullopt));
  if (effect == Effect::kHolds) return;
  Variable window{};
  if (std::optional<Lowered> settled = lowering.LowerSettled(*body, &window)) {
    layers.settled.push_back(in_layer(*settled, window));
  }
}

// --- Facts ---------------------------------------------------------------------------------------------------

void Definitions::AddFacts(PredicateId predicate, bool ends, Layers& layers) {
  Stated stated{predicate, ends, {}};
  const bool is_uncertain = uncertain_[Index(predicate)];
  std::array<Feed, kFeedKinds> own = FeedsOf(chronicle_, stated);
  std::array<bool, kFeedKinds> is_fed{};
  for (size_t kind = 0; kind < kFeedKinds; ++kind) is_fed[kind] = !own[kind].items.empty();
  const bool is_stated = std::find(is_fed.begin(), is_fed.end(), true) != is_fed.end();
  if (std::binary_search(open_.begin(), open_.end(), predicate) || (is_uncertain && is_stated)) {
    // In a world, what is uncertain is stated outright.
    is_fed[static_cast<size_t>(FeedKind::kCertain)] = true;
    if (is_uncertain) is_fed[static_cast<size_t>(FeedKind::kPossible)] = true;
  }
  std::vector<NodeId>* const to[kFeedKinds] = {&layers.certain, &layers.possible, &layers.settled,
                                               &layers.spans, &layers.span_begins};
  constexpr Layer kLayerOf[kFeedKinds] = {Layer::kCertain, Layer::kPossible, Layer::kSettled,
                                          Layer::kPossible, Layer::kPossible};
  for (size_t kind = 0; kind < kFeedKinds; ++kind) {
    if (!is_fed[kind]) continue;
    const NodeId input = plan_->Input(SchemaOf(predicate, kLayerOf[kind]));
    stated.inputs[kind] = input;
    to[kind]->push_back(input);
    own[kind].input = input;
    if (!own[kind].items.empty()) feeds_.push_back(std::move(own[kind]));
  }
  stated_.push_back(stated);
}

std::array<Feed, kFeedKinds> Definitions::FeedsOf(const FactsByPredicate& chronicle,
                                                  const Stated& stated) const {
  return law::FeedsOf(rules_->predicate(stated.predicate), chronicle.table(), chronicle.Of(stated.predicate),
                      stated.ends, uncertain_[Index(stated.predicate)], moments_);
}

std::optional<std::vector<Feed>> Definitions::FeedsFrom(const FactTable& facts) const {
  const FactsByPredicate chronicle(facts, nodes_.size());
  std::vector<bool> is_other(nodes_.size());
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const auto predicate = static_cast<PredicateId>(i);
    is_other[i] = !chronicle.SaysTheSameAs(chronicle_, predicate, rules_->predicate(predicate).schema.size());
    if (!is_other[i] || uncertain_[i]) continue;
    for (const uint32_t fact : chronicle.Of(predicate)) {
      if (facts.facts[fact].uncertain()) return std::nullopt;
    }
  }
  std::vector<Feed> all;
  for (const Stated& stated : stated_) {
    if (!is_other[Index(stated.predicate)]) continue;
    std::array<Feed, kFeedKinds> feeds = FeedsOf(chronicle, stated);
    for (size_t kind = 0; kind < kFeedKinds; ++kind) {
      if (!stated.inputs[kind]) {
        if (!feeds[kind].items.empty()) return std::nullopt;
        continue;
      }
      feeds[kind].input = *stated.inputs[kind];
      all.push_back(std::move(feeds[kind]));
    }
  }
  return all;
}

NodeId Definitions::Unit() {
  if (!unit_) {
    unit_ = plan_->Input({});
    Feed feed;
    feed.input = *unit_;
    feed.begins = {0};
    feed.ends = {moments_};
    feed.items = {{Feed::kNoFact, Feed::Part::kWhole}};
    feeds_.push_back(std::move(feed));
  }
  return *unit_;
}

NodeId Definitions::Domain(const VariableInfo& variable) {
  for (const auto& [type, node] : domain_nodes_) {
    if (type.of == variable.type.of && type.kind == variable.type.kind) return node;
  }
  Feed feed;
  feed.input = plan_->Input({variable.kind});
  feed.values = domains_->Entities(variable.type);
  feed.begins.assign(feed.values.size(), 0);
  feed.ends.assign(feed.values.size(), moments_);
  feed.items.assign(feed.values.size(), {Feed::kNoFact, Feed::Part::kWhole});
  const NodeId node = feed.input;
  domain_nodes_.emplace_back(variable.type, node);
  feeds_.push_back(std::move(feed));
  return node;
}

void Definitions::FeedInto(core::Evaluation& evaluation) const {
  for (const Feed& feed : feeds_) feed.Into(evaluation);
}

}  // namespace casus::law
