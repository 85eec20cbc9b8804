#include "core/facts.h"

#include <algorithm>
#include <utility>

namespace casus::core {

namespace {

// The numbers of the facts, by moment.
std::vector<uint32_t> InOrder(const std::vector<Moment>& moments) {
  std::vector<uint32_t> order(moments.size());
  for (uint32_t fact = 0; fact < order.size(); ++fact) order[fact] = fact;
  if (!std::is_sorted(moments.begin(), moments.end())) {
    std::sort(order.begin(), order.end(), [&moments](uint32_t a, uint32_t b) {
      return std::pair(moments[a], a) < std::pair(moments[b], b);
    });
  }
  return order;
}

}  // namespace

void Facts::WriteLog(Output& output, Moment size) const {
  const std::vector<uint32_t> by_begin = InOrder(begins);
  const std::vector<uint32_t> by_end = InOrder(ends);
  std::vector<uint32_t> counts(output.table().size());  // by row: how many facts hold
  const auto count = [&](uint32_t fact, uint32_t difference) {
    if (begins[fact] >= ends[fact]) return;
    counts[rows[fact]] += difference;
    output.Set(rows[fact], counts[rows[fact]] > 0);
  };
  const auto moment_at = [](const std::vector<Moment>& moments, const std::vector<uint32_t>& order,
                            size_t i) { return i < order.size() ? moments[order[i]] : kNever; };
  size_t begun = 0;
  size_t ended = 0;
  while (true) {
    const Moment now = std::min(moment_at(begins, by_begin, begun), moment_at(ends, by_end, ended));
    if (now >= size) break;
    while (moment_at(begins, by_begin, begun) == now) count(by_begin[begun++], 1);
    while (moment_at(ends, by_end, ended) == now) count(by_end[ended++], -1U);
    output.Commit(now);
  }
}

std::span<const uint32_t> Facts::OfRow(uint32_t row) const {
  if (begins_of_rows_.empty()) {
    by_row_.resize(rows.size());
    for (uint32_t fact = 0; fact < rows.size(); ++fact) by_row_[fact] = fact;
    std::sort(by_row_.begin(), by_row_.end(),
              [this](uint32_t a, uint32_t b) { return std::pair(rows[a], a) < std::pair(rows[b], b); });
    for (uint32_t place = 0; place < by_row_.size(); ++place) {
      while (begins_of_rows_.size() <= rows[by_row_[place]]) begins_of_rows_.push_back(place);
    }
    begins_of_rows_.push_back(static_cast<uint32_t>(by_row_.size()));
  }
  if (row + 1 >= begins_of_rows_.size()) return {};
  return {by_row_.data() + begins_of_rows_[row], by_row_.data() + begins_of_rows_[row + 1]};
}

}  // namespace casus::core
