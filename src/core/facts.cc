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

// Calls visit(fact, begins) in the order of time, those that begin before those that end, and commit(moment) after each moment.
template <typename Visit, typename Commit>
void Sweep(const Facts& facts, Moment size, Visit visit, Commit commit) {
  const std::vector<uint32_t> by_begin = InOrder(facts.begins);
  const std::vector<uint32_t> by_end = InOrder(facts.ends);
  const auto moment_at = [](const std::vector<Moment>& moments, const std::vector<uint32_t>& order,
                            size_t i) { return i < order.size() ? moments[order[i]] : kNever; };
  const auto holds = [&](uint32_t fact) { return facts.begins[fact] < facts.ends[fact]; };
  size_t begun = 0;
  size_t ended = 0;
  while (true) {
    const Moment now =
        std::min(moment_at(facts.begins, by_begin, begun), moment_at(facts.ends, by_end, ended));
    if (now >= size) break;
    for (; moment_at(facts.begins, by_begin, begun) == now; ++begun) {
      if (holds(by_begin[begun])) visit(by_begin[begun], true);
    }
    for (; moment_at(facts.ends, by_end, ended) == now; ++ended) {
      if (holds(by_end[ended])) visit(by_end[ended], false);
    }
    commit(now);
  }
}

// Whether each fact has brought a row of its own.
bool AreOneEach(const std::vector<uint32_t>& rows) {
  for (uint32_t fact = 0; fact < rows.size(); ++fact) {
    if (rows[fact] != fact) return false;
  }
  return true;
}

}  // namespace

void Facts::WriteLog(Output& output, Moment size) const {
  if (AreOneEach(rows)) {
    // What they say goes into the log as it is.
    std::vector<Change> changes;
    Sweep(
        *this, size, [&](uint32_t fact, bool on) { changes.push_back({rows[fact], on}); },
        [&](Moment now) {
          if (changes.empty()) return;
          output.log().Begin(now);
          for (const Change change : changes) output.log().Append(change);
          changes.clear();
        });
    return;
  }
  std::vector<uint32_t> counts(output.table().size());  // by row: how many facts hold
  Sweep(
      *this, size,
      [&](uint32_t fact, bool begins_now) {
        counts[rows[fact]] += begins_now ? 1 : -1U;
        output.Set(rows[fact], counts[rows[fact]] > 0);
      },
      [&](Moment now) { output.Commit(now); });
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
