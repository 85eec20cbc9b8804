#include "mfotl/verdicts.h"

#include <algorithm>
#include <span>
#include <utility>

namespace casus::mfotl {
VerdictWriter::VerdictWriter(const Policy& policy, const MonitorPlan& plan, const base::SymbolTable& symbols,
                             VerdictForm form)
    : symbols_(symbols), form_(form), schema_(plan.plan.schema(plan.root)) {
  for (const VariableId variable : plan.answer) {
    std::string key;
    Pen(key).PutJsonText(policy.variables[static_cast<size_t>(variable)].name);
    keys_.push_back(key + ": ");
  }
}

void VerdictWriter::Write(const core::Verdicts& verdicts, std::string& output, size_t max_points,
                          const Explain& explain) {
  Pen pen(output);
  size_t begin = 0;
  for (size_t i = 0; i < std::min(max_points, verdicts.points.size()); ++i) {
    const core::Verdicts::Point& point = verdicts.points[i];
    SortRows(verdicts, begin, point.end);
    if (form_ == VerdictForm::kMonPoly) {
      WriteMonPoly(verdicts, point, pen);
      if (explain) {
        for (const Place& place : order_) explain(verdicts.Row(place.row), point.point, pen);
      }
    } else {
      WriteJson(verdicts, point, explain, pen);
    }
    begin = point.end;
  }
}

void VerdictWriter::SortRows(const core::Verdicts& verdicts, size_t begin, size_t end) {
  order_.clear();
  if (end - begin == 1 || schema_.empty()) {
    order_.push_back({0, 0, begin});
    return;
  }
  // Most rows differ in what the first two columns begin with, so that this is at hand.
  const bool has_two = schema_.size() > 1 && schema_[0] != core::Kind::kSymbol;
  for (size_t row = begin; row < end; ++row) {
    const std::span<const core::Value> values = verdicts.Row(row);
    order_.push_back({KeyOf(values[0], schema_[0]), has_two ? KeyOf(values[1], schema_[1]) : 0, row});
  }
  const auto is_before = [&](const Place& a, const Place& b) {
    if (a.key != b.key) return a.key < b.key;
    if (a.next != b.next) return a.next < b.next;
    const std::span<const core::Value> left = verdicts.Row(a.row);
    const std::span<const core::Value> right = verdicts.Row(b.row);
    for (size_t column = 0; column < schema_.size(); ++column) {
      if (left[column] == right[column]) continue;
      if (schema_[column] == core::Kind::kSymbol) {
        return symbols_.Name(static_cast<base::Symbol>(left[column])) <
               symbols_.Name(static_cast<base::Symbol>(right[column]));
      }
      return core::OrderKey(left[column], schema_[column]) < core::OrderKey(right[column], schema_[column]);
    }
    return false;
  };
  if (!SortByKeys()) return std::sort(order_.begin(), order_.end(), is_before);
  for (auto begin_alike = order_.begin(); begin_alike != order_.end();) {
    auto end_alike = begin_alike + 1;
    while (end_alike != order_.end() && end_alike->key == begin_alike->key) ++end_alike;
    if (end_alike - begin_alike > 1) std::sort(begin_alike, end_alike, is_before);
    begin_alike = end_alike;
  }
}

bool VerdictWriter::SortByKeys() {
  constexpr size_t kFew = 48, kBits = 8, kMostPasses = 3;
  if (order_.size() < kFew) return false;
  const auto [least, greatest] = std::minmax_element(
      order_.begin(), order_.end(), [](const Place& a, const Place& b) { return a.key < b.key; });
  const auto base = static_cast<uint64_t>(least->key);
  const uint64_t range = static_cast<uint64_t>(greatest->key) - base;
  if (range >> (kBits * kMostPasses) != 0) return false;
  spare_order_.resize(order_.size());
  for (size_t shift = 0; range >> shift != 0; shift += kBits) {
    const auto digit = [&](const Place& place) {
      return (static_cast<uint64_t>(place.key) - base) >> shift & ((size_t{1} << kBits) - 1);
    };
    std::array<uint32_t, size_t{1} << kBits> places{};
    for (const Place& place : order_) ++places[digit(place)];
    uint32_t next = 0;
    for (uint32_t& place : places) next += std::exchange(place, next);
    for (const Place& place : order_) spare_order_[places[digit(place)]++] = place;
    std::swap(order_, spare_order_);
  }
  return true;
}

int64_t VerdictWriter::KeyOf(core::Value value, core::Kind kind) const {
  if (kind != core::Kind::kSymbol) return core::OrderKey(value, kind);
  const std::string_view text = symbols_.Name(static_cast<base::Symbol>(value));
  uint64_t key = 0;
  for (size_t i = 0; i < 8; ++i) key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  return static_cast<int64_t>(key ^ uint64_t{1} << 63);
}

void VerdictWriter::WriteValue(core::Value value, core::Kind kind, Pen& pen) const {
  if (kind == core::Kind::kInteger) {
    pen.PutInteger(value);
  } else if (kind == core::Kind::kFloat) {
    // Six digits, as MonPoly has them; JSON says all.
    const double number = core::UnpackFloat(value);
    form_ == VerdictForm::kJson ? pen.PutJsonFloat(number) : pen.PutFloat(number, true);
  } else if (form_ == VerdictForm::kJson) {
    pen.PutJsonText(symbols_.Name(static_cast<base::Symbol>(value)));
  } else {
    pen.Put('"');
    pen.Put(symbols_.Name(static_cast<base::Symbol>(value)));
    pen.Put('"');
  }
}

void VerdictWriter::WriteMonPoly(const core::Verdicts& verdicts, const core::Verdicts::Point& point,
                                 Pen& pen) {
  pen.Put('@');
  if (point.stamp == kLastStamp) {
    pen.Put("MaxTS");
  } else {
    pen.PutInteger(point.stamp);
  }
  pen.Put(" (time point ");
  pen.PutInteger(point.point);
  pen.Put(schema_.empty() ? "): true" : "):");
  for (size_t i = 0; !schema_.empty() && i < order_.size(); ++i) {
    pen.Put(" (");
    for (size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) pen.Put(',');
      WriteValue(verdicts.Row(order_[i].row)[column], schema_[column], pen);
    }
    pen.Put(')');
  }
  pen.Put('\n');
}

void VerdictWriter::WriteJson(const core::Verdicts& verdicts, const core::Verdicts::Point& point,
                              const Explain& explain, Pen& pen) {
  pen.Put("{\"stamp\": ");
  if (point.stamp == kLastStamp) {
    pen.Put("null");
  } else {
    pen.PutInteger(point.stamp);
  }
  pen.Put(", \"point\": ");
  pen.PutInteger(point.point);
  pen.Put(", \"rows\": [");
  for (size_t i = 0; i < order_.size(); ++i) {
    pen.Put(i > 0 ? ", {" : "{");
    for (size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) pen.Put(", ");
      pen.Put(keys_[column]);
      WriteValue(verdicts.Row(order_[i].row)[column], schema_[column], pen);
    }
    pen.Put('}');
  }
  pen.Put("]");
  if (explain) {
    pen.Put(", \"proofs\": {\"version\": 1, \"rows\": [");
    for (size_t i = 0; i < order_.size(); ++i) {
      if (i > 0) pen.Put(", ");
      explain(verdicts.Row(order_[i].row), point.point, pen);
    }
    pen.Put("]}");
  }
  pen.Put("}\n");
}

}  // namespace casus::mfotl
