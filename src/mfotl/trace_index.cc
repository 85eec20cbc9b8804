#include "mfotl/trace_index.h"

#include <algorithm>

namespace casus::mfotl {
namespace {

constexpr size_t kFew = 8;             // rows that are looked through without a list
constexpr size_t kDropAtOnce = 4'096;  // points or rows that are dropped together, at least

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
    size_t row = 0;
    for (const core::TraceChunk::Run& run : chunk.Runs(*table.input)) {
      table.points.insert(table.points.end(), run.end - row,
                          static_cast<uint32_t>(begin - table.base + run.point));
      row = run.end;
    }
    const core::Value* const values = chunk.Values(*table.input);
    table.values.insert(table.values.end(), values, values + row * table.arity);
  }
}

void TraceIndex::Forget(Point before) {
  const auto points = static_cast<size_t>(std::max<Point>(0, before - first_));
  if (points < kDropAtOnce || points * 2 < stamps_.size()) return;
  for (Table& table : tables_) {
    const auto rows = std::lower_bound(table.points.begin(), table.points.end(), before - table.base) -
                      table.points.begin();
    Drop(table, static_cast<size_t>(rows));
    for (uint32_t& point : table.points) point -= static_cast<uint32_t>(before - table.base);
    table.base = before;
  }
  stamps_.erase(stamps_.begin(), stamps_.begin() + static_cast<std::ptrdiff_t>(points));
  first_ = before;
}

void TraceIndex::Drop(Table& table, size_t rows) {
  table.points.erase(table.points.begin(), table.points.begin() + static_cast<std::ptrdiff_t>(rows));
  table.values.erase(table.values.begin(),
                     table.values.begin() + static_cast<std::ptrdiff_t>(rows * table.arity));
  for (Column& column : table.columns) column = {};
}

Point TraceIndex::FirstFrom(core::Stamp stamp) const {
  return first_ + (std::lower_bound(stamps_.begin(), stamps_.end(), stamp) - stamps_.begin());
}

Point TraceIndex::FirstAfter(core::Stamp stamp) const {
  return first_ + (std::upper_bound(stamps_.begin(), stamps_.end(), stamp) - stamps_.begin());
}

const std::vector<uint32_t>* TraceIndex::ListOf(Table& table, size_t index, core::Value value) {
  Column& column = table.columns[index];
  for (; column.known < table.points.size(); ++column.known) {
    column.rows[table.values[column.known * table.arity + index]].push_back(column.known);
  }
  const auto found = column.rows.find(value);
  return found == column.rows.end() ? nullptr : &found->second;
}

TraceIndex::Rows TraceIndex::Find(PredicateId predicate, Pattern pattern, Point from, Point through) {
  Table& table = tables_[static_cast<size_t>(predicate)];
  const auto first = std::lower_bound(table.points.begin(), table.points.end(), from - table.base);
  const auto last = std::upper_bound(first, table.points.end(), through - table.base);
  const auto begin = static_cast<uint32_t>(first - table.points.begin());
  const auto end = static_cast<uint32_t>(last - table.points.begin());
  Rows best(nullptr, begin, end);
  for (size_t i = 0; i < pattern.size() && best.size() > kFew; ++i) {
    if (!pattern[i]) continue;
    const std::vector<uint32_t>* const list = ListOf(table, i, *pattern[i]);
    if (list == nullptr) return Rows(nullptr, 0, 0);
    const auto low = std::lower_bound(list->begin(), list->end(), begin);
    const auto high = std::lower_bound(low, list->end(), end);
    if (static_cast<size_t>(high - low) >= best.size()) continue;
    best = Rows(list->data(), static_cast<uint32_t>(low - list->begin()),
                static_cast<uint32_t>(high - list->begin()));
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
    bytes += table.values.capacity() * sizeof(core::Value) + table.points.capacity() * sizeof(uint32_t);
    for (const Column& column : table.columns) {
      bytes += column.rows.bucket_count() * sizeof(*column.rows.begin()) + column.known * sizeof(uint32_t);
    }
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
    if (table.points.size() * table.arity != table.values.size()) reader.Fail();
  }
}

}  // namespace casus::mfotl
