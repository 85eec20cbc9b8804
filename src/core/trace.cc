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
  table.values.resize(std::max({table.used, table.values.size() * 2, size_t{64}}));
}

void TraceChunk::Clear() {
  stamps_.clear();
  for (Table& table : tables_) {
    table.rows = 0;
    table.used = 0;
    table.runs.clear();
  }
}

size_t TraceChunk::bytes() const {
  size_t bytes = stamps_.capacity() * sizeof(Stamp);
  for (const Table& table : tables_) {
    bytes += table.values.capacity() * sizeof(Value) + table.runs.capacity() * sizeof(Run);
  }
  return bytes;
}

}  // namespace casus::core
