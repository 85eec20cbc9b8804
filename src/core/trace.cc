#include "core/trace.h"

#include <algorithm>

namespace casus::core {

TraceChunk::TraceChunk(const Plan& plan) : tables_(plan.size()) {
  for (size_t node = 0; node < plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    if (plan.op(id) == Operator::kInput) tables_[node].arity = plan.schema(id).size();
  }
}

void TraceChunk::Grow(Table& table) {
  table.values.resize(std::max({table.used + table.arity, table.values.size() * 2, size_t{64}}));
}

void TraceChunk::Clear() {
  stamps_.clear();
  for (Table& table : tables_) {
    table.rows = 0;
    table.used = 0;
    table.runs.clear();
  }
}

void TraceChunk::Save(ByteWriter& writer) const {
  writer.Numbers(stamps_);
  for (const Table& table : tables_) {
    if (table.runs.empty()) {
      writer.Numbers(table.runs);
      continue;
    }
    writer.Numbers(table.runs);
    writer.Numbers(std::vector<Value>(table.values.begin(),
                                      table.values.begin() + static_cast<std::ptrdiff_t>(table.used)));
  }
}

void TraceChunk::Load(ByteReader& reader) {
  reader.Numbers(stamps_);
  for (Table& table : tables_) {
    reader.Numbers(table.runs);
    if (table.runs.empty()) continue;
    reader.Numbers(table.values);
    table.used = table.values.size();
    table.rows = table.runs.back().end;
    uint32_t end = 0;
    for (const Run& run : table.runs) {
      if (run.end <= end || run.point >= stamps_.size()) reader.Fail();
      end = run.end;
    }
    if (table.used != table.rows * table.arity) reader.Fail();
  }
  if (!reader.ok()) Clear();
}

size_t TraceChunk::bytes() const {
  size_t bytes = stamps_.capacity() * sizeof(Stamp);
  for (const Table& table : tables_) {
    bytes += table.values.capacity() * sizeof(Value) + table.runs.capacity() * sizeof(Run);
  }
  return bytes;
}

}  // namespace casus::core
