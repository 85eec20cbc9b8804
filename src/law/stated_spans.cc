#include "law/stated_spans.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace casus::law {

namespace {

constexpr core::Moment kNever = std::numeric_limits<core::Moment>::min();

}  // namespace

StatedSpans::StatedSpans(const FactTable& facts, std::span<const uint32_t> indices, size_t arity)
    : facts_(&facts) {
  std::vector<uint32_t> spans;
  for (const uint32_t index : indices) {
    if (facts.facts[index].has_begin && facts.facts[index].has_end) spans.push_back(index);
  }
  const auto row_of = [&](uint32_t index) { return facts.Row(facts.facts[index], arity); };
  std::stable_sort(spans.begin(), spans.end(), [&](uint32_t a, uint32_t b) {
    return std::lexicographical_compare(row_of(a).begin(), row_of(a).end(), row_of(b).begin(),
                                        row_of(b).end());
  });
  const auto are_of_one_row = [&](uint32_t a, uint32_t b) {
    return std::equal(row_of(a).begin(), row_of(a).end(), row_of(b).begin(), row_of(b).end());
  };
  for (size_t begin = 0; begin < spans.size();) {
    size_t end = begin + 1;
    while (end < spans.size() && are_of_one_row(spans[begin], spans[end])) ++end;
    if (end - begin > 1) {
      Row& row = rows_.emplace_back();
      for (size_t i = begin; i < end; ++i) {
        const Fact& fact = facts.facts[spans[i]];
        row_of_.emplace_back(spans[i], static_cast<uint32_t>(rows_.size() - 1));
        row.possible.push_back({fact.begin.first, fact.end.last, kNever, spans[i]});
        if (!fact.doubtful) row.certain.push_back({fact.begin.last, fact.end.first, kNever, spans[i]});
      }
      Sweep(row.possible);
      Sweep(row.certain);
    }
    begin = end;
  }
  std::sort(row_of_.begin(), row_of_.end());
}

void StatedSpans::Sweep(std::vector<Reach>& spans) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](const Reach& a, const Reach& b) { return a.begin < b.begin; });
  for (size_t i = 1; i < spans.size(); ++i) {
    const Reach& before = spans[i - 1];
    Reach& now = spans[i];
    if (now.end > before.end) {
      now.other_end = before.end;
    } else {
      now.other_end = std::max(now.end, before.other_end);
      now.end = before.end;
      now.fact = before.fact;
    }
  }
}

core::Moment StatedSpans::LatestEnd(const std::vector<Reach>& spans, core::Moment begin, uint32_t except) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), begin,
                       [](core::Moment moment, const Reach& span) { return moment < span.begin; });
  if (after == spans.begin()) return kNever;
  const Reach& last = *std::prev(after);
  return last.fact == except ? last.other_end : last.end;
}

StatedSpans::Cover StatedSpans::CoverOf(uint32_t index) const {
  const auto known = std::lower_bound(row_of_.begin(), row_of_.end(), std::pair(index, uint32_t{0}));
  if (known == row_of_.end() || known->first != index) return Cover::kNo;
  const Row& row = rows_[known->second];
  const Window& end = facts_->facts[index].end;
  if (LatestEnd(row.certain, end.first, index) > end.last) return Cover::kCertain;
  return LatestEnd(row.possible, end.last, index) > end.first ? Cover::kPossible : Cover::kNo;
}

}  // namespace casus::law
