#include "mfotl/trace_index.h"

#include <algorithm>

namespace casus::mfotl {
namespace {

constexpr size_t kFew = 16;            // rows that are looked through without a list
constexpr size_t kDropAtOnce = 4'096;  // points and rows that are dropped together, at least
constexpr uint32_t kLeastRoom = 4;     // of a list

}  // namespace

TraceIndex::TraceIndex(const Policy& policy, const MonitorPlan& plan) : tables_(plan.inputs.size()) {
  for (size_t i = 0; i < tables_.size(); ++i) {
    tables_[i].input = plan.inputs[i];
    tables_[i].arity = policy.predicates[i].columns.size();
    tables_[i].columns.resize(tables_[i].arity);
  }
}

void TraceIndex::Append(const core::TraceChunk& chunk) {
  const Point begin = end();
  for (size_t i = 0; i < chunk.points(); ++i) stamps_.push_back(chunk.StampOf(i));
  for (Table& table : tables_) {
    if (!table.input) continue;
    const auto old_rows = static_cast<uint32_t>(table.points.size());
    const auto old_points = static_cast<uint32_t>(begin - table.base);
    const std::span<const core::TraceChunk::Run> runs = chunk.Runs(*table.input);
    const uint32_t rows = runs.empty() ? 0 : runs.back().end;
    table.points.resize(old_rows + rows);
    table.begins.resize(old_points + chunk.points() + 1);
    uint32_t row = 0;
    uint32_t point = 0;  // up to which it is said where the rows of points begin
    for (const core::TraceChunk::Run& run : runs) {
      for (; point < run.point; ++point) table.begins[old_points + point + 1] = old_rows + row;
      for (; row < run.end; ++row) table.points[old_rows + row] = old_points + run.point;
    }
    for (; point < chunk.points(); ++point) table.begins[old_points + point + 1] = old_rows + row;
    const core::Value* const values = chunk.Values(*table.input);
    table.values.insert(table.values.end(), values, values + rows * table.arity);
  }
}

void TraceIndex::Forget(Point first, std::span<const Point> first_needed) {
  for (size_t i = 0; i < tables_.size(); ++i) {
    Table& table = tables_[i];
    if (!table.input) continue;
    const Point before = std::clamp(first_needed[i], table.base, end());
    const auto points = static_cast<size_t>(before - table.base);
    const size_t rows = table.begins[points];
    if (points + rows >= kDropAtOnce && points * 2 >= table.begins.size() &&
        rows * 2 >= table.points.size()) {
      Drop(table, before);
    }
  }
  // The stamps of points that still have rows stay.
  for (const Table& table : tables_) {
    if (table.input) first = std::min(first, table.base);
  }
  const auto points = static_cast<size_t>(std::max<Point>(0, first - first_));
  if (points < kDropAtOnce || points * 2 < stamps_.size()) return;
  stamps_.erase(stamps_.begin(), stamps_.begin() + static_cast<std::ptrdiff_t>(points));
  first_ = first;
}

void TraceIndex::Drop(Table& table, Point before) {
  const auto points = static_cast<uint32_t>(before - table.base);
  const uint32_t rows = table.begins[points];
  table.points.erase(table.points.begin(), table.points.begin() + static_cast<std::ptrdiff_t>(rows));
  table.values.erase(table.values.begin(),
                     table.values.begin() + static_cast<std::ptrdiff_t>(rows * table.arity));
  table.begins.erase(table.begins.begin(), table.begins.begin() + static_cast<std::ptrdiff_t>(points));
  for (uint32_t& point : table.points) point -= points;
  for (uint32_t& begin : table.begins) begin -= rows;
  for (Column& column : table.columns) {
    column.rows.Clear();
    column.known = 0;
  }
  table.base = before;
}

template <typename IsBehind>
Point TraceIndex::FirstWhere(Point near, IsBehind is_behind) const {
  const auto at = [&](Point point) { return is_behind(StampOf(point)); };
  Point low = near;   // it is at or after this one
  Point high = near;  // it is at or before this one
  Point step = 1;
  if (near < end() && !at(near)) {
    while (high < end() && !at(high)) {
      low = high + 1;
      high = std::min(end(), high + step);
      step *= 2;
    }
  } else {
    while (low > first_ && at(low - 1)) {
      high = low - 1;
      low = std::max(first_, low - step);
      step *= 2;
    }
  }
  while (low < high) {
    const Point middle = low + (high - low) / 2;
    if (at(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Point TraceIndex::FirstFrom(core::Stamp stamp, Point near) const {
  return FirstWhere(near, [stamp](core::Stamp other) { return other >= stamp; });
}

Point TraceIndex::FirstAfter(core::Stamp stamp, Point near) const {
  return FirstWhere(near, [stamp](core::Stamp other) { return other > stamp; });
}

void TraceIndex::ValueLists::Add(core::Value value, uint32_t row) {
  List& list = lists_[value];
  if (list.size == list.room) {
    const uint32_t room = std::max(kLeastRoom, list.room * 2);
    const auto begin = static_cast<uint32_t>(pool_.size());
    pool_.resize(pool_.size() + room);
    std::copy_n(pool_.begin() + list.begin, list.size, pool_.begin() + begin);
    list.begin = begin;
    list.room = room;
  }
  pool_[list.begin + list.size++] = row;
}

std::span<const uint32_t> TraceIndex::ValueLists::Of(core::Value value) const {
  const auto found = lists_.find(value);
  if (found == lists_.end()) return {};
  return std::span(pool_).subspan(found->second.begin, found->second.size);
}

void TraceIndex::ValueLists::Clear() {
  lists_.clear();
  pool_.clear();
}

size_t TraceIndex::ValueLists::bytes() const {
  return lists_.bucket_count() * sizeof(*lists_.begin()) + pool_.capacity() * sizeof(uint32_t);
}

std::span<const uint32_t> TraceIndex::ListOf(Table& table, size_t index, core::Value value) {
  Column& column = table.columns[index];
  for (; column.known < table.points.size(); ++column.known) {
    column.rows.Add(table.values[column.known * table.arity + index], column.known);
  }
  return column.rows.Of(value);
}

TraceIndex::Rows TraceIndex::Find(PredicateId predicate, Pattern pattern, Point from, Point through) {
  Table& table = tables_[static_cast<size_t>(predicate)];
  const auto rows_before = [&table](Point point) {
    return table.begins[static_cast<size_t>(
        std::clamp<Point>(point - table.base, 0, static_cast<Point>(table.begins.size()) - 1))];
  };
  const uint32_t begin = rows_before(from);
  const uint32_t end = rows_before(through + 1);
  Rows best(nullptr, begin, end);
  for (size_t i = 0; i < pattern.size() && best.size() > kFew; ++i) {
    if (!pattern[i]) continue;
    const std::span<const uint32_t> list = ListOf(table, i, *pattern[i]);
    const auto low = std::lower_bound(list.begin(), list.end(), begin);
    const auto high = std::lower_bound(low, list.end(), end);
    if (static_cast<size_t>(high - low) >= best.size()) continue;
    best = Rows(list.data(), static_cast<uint32_t>(low - list.begin()),
                static_cast<uint32_t>(high - list.begin()));
  }
  return best;
}

size_t TraceIndex::rows() const {
  size_t rows = 0;
  for (const Table& table : tables_) rows += table.points.size();
  return rows;
}

size_t TraceIndex::bytes() const {
  size_t bytes = stamps_.capacity() * sizeof(core::Stamp);
  for (const Table& table : tables_) {
    bytes += table.values.capacity() * sizeof(core::Value) +
             (table.points.capacity() + table.begins.capacity()) * sizeof(uint32_t);
    for (const Column& column : table.columns) bytes += column.rows.bytes();
  }
  return bytes;
}

void TraceIndex::Save(core::ByteWriter& writer) const {
  writer.Number(first_);
  writer.Numbers(stamps_);
  for (const Table& table : tables_) {
    writer.Number(table.base);
    writer.Numbers(table.values);
    writer.Numbers(table.points);
  }
}

void TraceIndex::Load(core::ByteReader& reader) {
  first_ = reader.Number();
  reader.Numbers(stamps_);
  for (Table& table : tables_) {
    table.base = reader.Number();
    reader.Numbers(table.values);
    reader.Numbers(table.points);
    if (!table.input) continue;
    const bool is_fine = table.points.size() * table.arity == table.values.size() && first_ <= table.base &&
                         table.base <= end() && std::is_sorted(table.points.begin(), table.points.end()) &&
                         (table.points.empty() || table.points.back() < end() - table.base);
    if (!is_fine) {
      reader.Fail();
      return;
    }
    table.begins.assign(1, 0);
    for (uint32_t row = 0; row < table.points.size(); ++row) {
      while (table.begins.size() <= table.points[row]) table.begins.push_back(row);
    }
    table.begins.resize(static_cast<size_t>(end() - table.base) + 1,
                        static_cast<uint32_t>(table.points.size()));
  }
}

}  // namespace casus::mfotl
