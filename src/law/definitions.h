#pragma once

// From rules and facts to a plan: every predicate becomes a node of the plan, in as many layers as it needs.
//
//   core::Plan plan;
//   Definitions definitions(rules, facts, open, domains, moments, plan);
//   definitions.DefineAll();
//   core::Evaluation evaluation(plan, timeline, compounds);
//   definitions.FeedInto(evaluation);
//   evaluation.Run();
//
// Predicates are defined on demand, depth first; one that is asked for while it is being defined is recursive, and a
// Recursion node stands in for it.
//
// An inertial state in layers. It certainly holds from a beginning that is certain, or settled and not possibly undone within its
// window, until an end that is possible. It possibly holds from a possible beginning until an end that is certain, or settled
// without a possible beginning in its window. A value that begins ends the others of its key (one … per …) by the same rule.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/evaluation.h"
#include "core/plan.h"
#include "law/facts.h"
#include "law/feeds.h"
#include "law/formula.h"
#include "law/lowering.h"

namespace casus::law {

// The entities over which variables range: by kind of the vocabulary, the values.
class Domains {
 public:
  virtual ~Domains() = default;
  virtual std::vector<core::Value> Entities(const lang::Type& type) const = 0;
};

class Definitions final : public PredicateNodes {
 public:
  // `open`, ascending: predicates of which other facts may be fed later (FeedsFrom), and which have inputs for them.
  Definitions(const RuleBase& rules, const FactTable& facts, std::span<const PredicateId> open,
              const Domains& domains, core::Moment moments, core::Plan& plan);

  void DefineAll();
  // Those, and what they rest on.
  void DefineFor(std::span<const PredicateId> predicates);
  bool IsDefined(PredicateId predicate) const { return nodes_[Index(predicate)].status == Status::kDefined; }
  void FeedInto(core::Evaluation& evaluation) const;
  // What other facts, on a timeline of the same size, feed the same inputs with: of each predicate of which they state something
  // else, all its inputs, those that get nothing included. Nothing if the facts have no place in the plan: they state what has no
  // input, or are uncertain where one layer was enough.
  std::optional<std::vector<Feed>> FeedsFrom(const FactTable& facts) const;

  core::NodeId Node(PredicateId predicate, Layer layer, std::span<const Term> terms) override;
  bool IsUncertain(PredicateId predicate) const override { return uncertain_[Index(predicate)]; }
  bool IsEvent(PredicateId predicate) const override { return rules_->predicate(predicate).is_event; }
  core::NodeId Unit() override;
  core::NodeId Domain(const VariableInfo& variable) override;

  // After DefineAll: the node of a predicate; its layer kSettled only of uncertain events.
  core::NodeId Of(PredicateId predicate, Layer layer) const;
  const std::vector<Feed>& feeds() const { return feeds_; }
  // All nodes that stand for a predicate, also those that stand in for it in its own definition.
  std::vector<std::pair<Layer, core::NodeId>> NodesOf(PredicateId predicate) const;
  size_t predicate_count() const { return nodes_.size(); }
  // Rules of which a variable that the head needs is not bound, with the variable: a mistake that the checker lets pass.
  struct Unbound {
    uint32_t rule;
    std::string variable;
  };
  const std::vector<Unbound>& unbound() const { return unbound_; }

 private:
  enum class Status : uint8_t { kNew, kBeingDefined, kDefined };
  static constexpr size_t kLayers = 3;
  struct Nodes {
    Status status = Status::kNew;
    std::optional<core::NodeId> nodes[kLayers];
    std::optional<core::NodeId> recursion[kLayers];
  };
  // The relations of one effect (beginnings, endings, happenings) of a predicate.
  struct Layers {
    std::vector<core::NodeId> certain, possible, settled;
    // Of states: doubtful spans as a whole, which end for themselves alone, and their beginnings, which may displace others.
    std::vector<core::NodeId> spans, span_begins;
  };

  // The inputs for what is stated of a predicate: that it begins or holds, or that it ends.
  struct Stated {
    PredicateId predicate;
    bool ends;
    std::array<std::optional<core::NodeId>, kFeedKinds> inputs;
  };

  static size_t Index(PredicateId predicate) { return static_cast<size_t>(predicate); }
  core::Schema SchemaOf(PredicateId predicate, Layer layer) const;
  void FindUncertain();
  void Define(PredicateId predicate);
  void DefineEvent(PredicateId predicate, Nodes& nodes);
  void DefineInertial(PredicateId predicate, Nodes& nodes);
  void DefineDerived(PredicateId predicate, Nodes& nodes);
  void Close(PredicateId predicate, Nodes& nodes);

  // What the rules of an effect give, with the columns of the head; of events also the occurrence.
  void LowerRules(PredicateId predicate, Effect effect, Layers& layers);
  // Taken as one of an effect: that of the rule, or as the beginning of what it says holds.
  void LowerRule(const Rule& rule, uint32_t index, Effect effect, Layers& layers);
  std::pair<core::NodeId, core::NodeId> Persist(const Predicate& info, const Layers& begins,
                                                const Layers& ends, const Layers& rivals,
                                                core::NodeId before);
  void AddFacts(PredicateId predicate, bool ends, Layers& layers);
  std::array<Feed, kFeedKinds> FeedsOf(const FactsByPredicate& chronicle, const Stated& stated) const;
  void ReachParts(PredicateId predicate, Layers& layers, bool begins);

  core::NodeId UnionOrEmpty(const std::vector<core::NodeId>& nodes, const core::Schema& schema);
  core::NodeId WithoutIn(core::NodeId settled, core::NodeId rows, int arity, core::Comparison after_window);
  core::NodeId DropWindow(core::NodeId settled, int arity);
  core::NodeId Displaced(core::NodeId state, core::NodeId begins, const std::vector<int>& key, int arity,
                         bool with_window);

  const RuleBase* rules_;
  const Domains* domains_;
  core::Moment moments_;
  core::Plan* plan_;
  std::vector<std::vector<uint32_t>> rules_of_;  // by predicate
  FactsByPredicate chronicle_;
  std::vector<PredicateId> open_;
  std::vector<Stated> stated_;
  std::vector<bool> uncertain_;
  std::vector<Nodes> nodes_;
  std::vector<Feed> feeds_;
  std::vector<Unbound> unbound_;
  std::optional<core::NodeId> unit_;
  std::vector<std::pair<lang::Type, core::NodeId>> domain_nodes_;
  std::optional<PredicateId> lies_in_;
};

}  // namespace casus::law
