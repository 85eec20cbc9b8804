#pragma once

// What the inputs of a plan are fed with: the facts of a predicate, by the layers that they speak to.
//
//   FactsByPredicate chronicle(facts, rules.predicates.size());
//   std::array<Feed, kFeedKinds> feeds =
//       FeedsOf(rules.predicate(id), facts, chronicle.Of(id), /*ends=*/false, is_uncertain, moments);
//   feeds[static_cast<size_t>(FeedKind::kCertain)].Into(evaluation);      // once its input is set
//
// Linear in the facts.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/evaluation.h"
#include "core/plan.h"
#include "law/facts.h"
#include "law/formula.h"

namespace casus::law {

enum class FeedKind : uint8_t {
  kCertain,
  kPossible,
  kSettled,
  // Of states: doubtful spans as a whole, which end for themselves alone, and their beginnings, which may displace others.
  kSpans,
  kSpanBegins,
};
inline constexpr size_t kFeedKinds = 5;

struct Feed {
  enum class Part : uint8_t { kWhole, kBegin, kEnd };
  struct Item {
    uint32_t fact;  // index into FactTable::facts, or kNoFact
    Part part;
  };
  static constexpr uint32_t kNoFact = 0xFFFFFFFFu;
  core::NodeId input{};
  std::vector<Item> items;          // by number of the fact within the input
  std::vector<core::Value> values;  // rows, one after the other
  std::vector<core::Moment> begins, ends;

  void Into(core::Evaluation& evaluation) const;
};

// The facts of a table, by predicate. The table must outlive it.
class FactsByPredicate {
 public:
  FactsByPredicate(const FactTable& table, size_t predicates);

  const FactTable& table() const { return *table_; }
  // Indices into table().facts, ascending.
  std::span<const uint32_t> Of(PredicateId predicate) const {
    const uint32_t* const begin = begins_.data() + static_cast<size_t>(predicate);
    return {facts_.data() + begin[0], facts_.data() + begin[1]};
  }
  // Whether another table states the same of a predicate, in the same order: then it feeds the same.
  bool SaysTheSameAs(const FactsByPredicate& other, PredicateId predicate, size_t arity) const;

 private:
  const FactTable* table_;
  std::vector<uint32_t> begins_;  // by predicate, and the end of all: into facts_
  std::vector<uint32_t> facts_;
};

// By FeedKind. `ends`: what is said of ends, of states only. `is_uncertain`: the predicate has layers. `moments` is the size of
// the timeline.
std::array<Feed, kFeedKinds> FeedsOf(const Predicate& predicate, const FactTable& table,
                                     std::span<const uint32_t> facts, bool ends, bool is_uncertain,
                                     core::Moment moments);

}  // namespace casus::law
