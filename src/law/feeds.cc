#include "law/feeds.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "law/stated_spans.h"

namespace casus::law {

using core::Moment;

void Feed::Into(core::Evaluation& evaluation) const {
  const size_t arity = evaluation.plan().schema(input).size();
  for (size_t i = 0; i < items.size(); ++i) {
    evaluation.AddFact(input, {values.data() + i * arity, arity}, begins[i], ends[i]);
  }
}

FactsByPredicate::FactsByPredicate(const FactTable& table, size_t predicates)
    : table_(&table), begins_(predicates + 1), facts_(table.facts.size()) {
  for (const Fact& fact : table.facts) ++begins_[static_cast<size_t>(fact.predicate)];
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  // From the last to the first: each begin moves down from the end of its predicate's facts to their begin.
  for (size_t i = table.facts.size(); i-- > 0;) {
    facts_[--begins_[static_cast<size_t>(table.facts[i].predicate)]] = static_cast<uint32_t>(i);
  }
}

bool FactsByPredicate::SaysTheSameAs(const FactsByPredicate& other, PredicateId predicate,
                                     size_t arity) const {
  const auto is_same_row = [](std::span<const core::Value> one, std::span<const core::Value> two) {
    return std::equal(one.begin(), one.end(), two.begin(), two.end());
  };
  const auto says_the_same = [&](uint32_t one, uint32_t two) {
    const Fact& a = table_->facts[one];
    const Fact& b = other.table_->facts[two];
    return a.doubtful == b.doubtful && a.has_begin == b.has_begin && a.has_end == b.has_end &&
           a.begin == b.begin && a.end == b.end && a.occurrence == b.occurrence &&
           is_same_row(table_->Row(a, arity), other.table_->Row(b, arity));
  };
  const std::span<const uint32_t> own = Of(predicate);
  const std::span<const uint32_t> others = other.Of(predicate);
  return std::equal(own.begin(), own.end(), others.begin(), others.end(), says_the_same);
}

std::array<Feed, kFeedKinds> FeedsOf(const Predicate& predicate, const FactTable& table,
                                     std::span<const uint32_t> facts, bool ends, bool is_uncertain,
                                     Moment moments) {
  const size_t arity = predicate.schema.size();
  std::array<Feed, kFeedKinds> feeds;
  auto add = [&](FeedKind kind, uint32_t index, Moment begin, Moment end, Feed::Part part,
                 std::optional<Moment> window) {
    const Fact& fact = table.facts[index];
    Feed& feed = feeds[static_cast<size_t>(kind)];
    const std::span<const core::Value> row = table.Row(fact, arity);
    for (const core::Value value : row) feed.values.push_back(value);
    if (predicate.is_event) feed.values.push_back(fact.occurrence);
    if (window) feed.values.push_back(*window);
    feed.begins.push_back(begin);
    feed.ends.push_back(end);
    feed.items.push_back({index, part});
  };
  const auto within = [&](Moment moment) { return std::min(moment, moments); };
  if (!ends) {
    // Most facts are certain, and begin.
    Feed& certain = feeds[static_cast<size_t>(FeedKind::kCertain)];
    certain.items.reserve(facts.size());
    certain.values.reserve(facts.size() * (arity + (predicate.is_event ? 1 : 0)));
    certain.begins.reserve(facts.size());
    certain.ends.reserve(facts.size());
  }
  std::optional<StatedSpans> spans_of_rows;
  if (ends) spans_of_rows.emplace(table, facts, arity);
  for (const uint32_t index : facts) {
    const Fact& fact = table.facts[index];
    if (!predicate.is_event && !predicate.inertial) {
      // A primitive or a state that is stated for always: the whole stretch at once.
      const Window begin = fact.has_begin ? fact.begin : Window{0, 0};
      const Window end = fact.has_end ? fact.end : Window{moments, moments};
      if (!fact.doubtful && begin.last < end.first) {
        add(FeedKind::kCertain, index, begin.last, within(end.first), Feed::Part::kWhole, std::nullopt);
      }
      if (is_uncertain && begin.first < end.last) {
        add(FeedKind::kPossible, index, begin.first, within(end.last), Feed::Part::kWhole, std::nullopt);
      }
      continue;
    }
    if (ends ? !fact.has_end : !fact.has_begin) continue;
    const Window& window = ends ? fact.end : fact.begin;
    if (window.first >= moments) continue;
    if (!predicate.is_event && fact.doubtful && fact.has_begin && fact.has_end && !ends) {
      add(FeedKind::kSpans, index, fact.begin.first, within(fact.end.last), Feed::Part::kWhole, std::nullopt);
      add(FeedKind::kSpanBegins, index, fact.begin.first, within(fact.begin.last + 1), Feed::Part::kBegin,
          std::nullopt);
      continue;
    }
    const StatedSpans::Cover cover =
        ends && fact.has_begin ? spans_of_rows->CoverOf(index) : StatedSpans::Cover::kNo;
    if (cover == StatedSpans::Cover::kCertain) continue;
    const Feed::Part part = ends ? Feed::Part::kEnd : Feed::Part::kBegin;
    const bool is_certain = !fact.doubtful && cover == StatedSpans::Cover::kNo;
    if (is_certain && window.exact()) {
      add(FeedKind::kCertain, index, window.first, window.first + 1, part, std::nullopt);
    }
    if (!is_uncertain) continue;
    add(FeedKind::kPossible, index, window.first, within(window.last + 1), part, std::nullopt);
    if (is_certain && !window.exact() && window.last < moments) {
      add(FeedKind::kSettled, index, window.last, window.last + 1, part, window.first);
    }
  }
  return feeds;
}

}  // namespace casus::law
