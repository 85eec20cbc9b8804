#include "law/matched_rows.h"

#include <optional>

namespace casus::law {

std::vector<uint32_t> RowsThatMatch(const core::Relation& relation, std::span<const Term> terms) {
  // The constant that fewest rows have.
  std::optional<std::span<const uint32_t>> matched;
  for (size_t column = 0; column < terms.size(); ++column) {
    if (terms[column].kind != Term::Kind::kConstant) continue;
    const std::span<const uint32_t> rows = relation.Match(static_cast<int>(column), terms[column].value);
    if (!matched || rows.size() < matched->size()) matched = rows;
  }
  std::vector<uint32_t> matching;
  auto take = [&](uint32_t row) {
    const std::span<const core::Value> values = relation.Row(row);
    for (size_t column = 0; column < terms.size(); ++column) {
      if (terms[column].kind == Term::Kind::kConstant && terms[column].value != values[column]) return;
    }
    matching.push_back(row);
  };
  if (matched) {
    for (uint32_t row : *matched) take(row);
  } else {
    for (uint32_t row = 0; row < relation.size(); ++row) take(row);
  }
  return matching;
}

core::Moment EndAsAsked(const base::Interval& interval, bool is_event, const core::Timeline& line) {
  return is_event ? line.LastMoment(line.StampOf(interval.end - 1)) + 1 : interval.end;
}

}  // namespace casus::law
