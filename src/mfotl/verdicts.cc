#include "mfotl/verdicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

namespace casus::mfotl {
namespace {

void WriteInteger(int64_t number, std::string& output) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  output.append(digits, end);
}

}  // namespace

void WriteJsonText(std::string_view text, std::string& output) {
  output += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      output += '\\';
      output += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      output += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      output += c;
    }
  }
  output += '"';
}

VerdictWriter::VerdictWriter(const Policy& policy, const MonitorPlan& plan, const base::SymbolTable& symbols,
                             VerdictForm form)
    : symbols_(symbols), form_(form), schema_(plan.plan.schema(plan.root)) {
  for (const VariableId variable : plan.answer) {
    std::string key;
    WriteJsonText(policy.variables[static_cast<size_t>(variable)].name, key);
    keys_.push_back(key + ": ");
  }
}

void VerdictWriter::Write(const core::Verdicts& verdicts, std::string& output, size_t max_points,
                          const Explain& explain) {
  size_t begin = 0;
  for (size_t i = 0; i < std::min(max_points, verdicts.points.size()); ++i) {
    const core::Verdicts::Point& point = verdicts.points[i];
    SortRows(verdicts, begin, point.end);
    if (form_ == VerdictForm::kMonPoly) {
      WriteMonPoly(verdicts, point, output);
      if (explain) {
        for (const size_t row : rows_) explain(verdicts.Row(row), point.point, output);
      }
    } else {
      WriteJson(verdicts, point, explain, output);
    }
    begin = point.end;
  }
}

void VerdictWriter::SortRows(const core::Verdicts& verdicts, size_t begin, size_t end) {
  rows_.clear();
  for (size_t row = begin; row < end; ++row) rows_.push_back(row);
  if (rows_.size() < 2) return;
  // Most rows differ in their first column, so that its order is at hand; texts are compared by themselves.
  const bool is_text = schema_[0] == core::Kind::kSymbol;
  sorted_.clear();
  for (const size_t row : rows_) {
    sorted_.emplace_back(is_text ? 0 : core::OrderKey(verdicts.Row(row)[0], schema_[0]), row);
  }
  std::sort(sorted_.begin(), sorted_.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const std::span<const core::Value> left = verdicts.Row(a.second);
    const std::span<const core::Value> right = verdicts.Row(b.second);
    for (size_t column = is_text ? 0 : 1; column < schema_.size(); ++column) {
      if (left[column] == right[column]) continue;
      if (schema_[column] == core::Kind::kSymbol) {
        return symbols_.Name(static_cast<base::Symbol>(left[column])) <
               symbols_.Name(static_cast<base::Symbol>(right[column]));
      }
      return core::OrderKey(left[column], schema_[column]) < core::OrderKey(right[column], schema_[column]);
    }
    return false;
  });
  for (size_t i = 0; i < rows_.size(); ++i) rows_[i] = sorted_[i].second;
}

void VerdictWriter::WriteValue(core::Value value, core::Kind kind, std::string& output) const {
  if (kind == core::Kind::kInteger) {
    WriteInteger(value, output);
  } else if (kind == core::Kind::kFloat) {
    output += fmt::format("{}", core::UnpackFloat(value));
  } else if (form_ == VerdictForm::kJson) {
    WriteJsonText(symbols_.Name(static_cast<base::Symbol>(value)), output);
  } else {
    output += '"';
    output += symbols_.Name(static_cast<base::Symbol>(value));
    output += '"';
  }
}

void VerdictWriter::WriteMonPoly(const core::Verdicts& verdicts, const core::Verdicts::Point& point,
                                 std::string& output) {
  output += '@';
  if (point.stamp == kLastStamp) {
    output += "MaxTS";
  } else {
    WriteInteger(point.stamp, output);
  }
  output += " (time point ";
  WriteInteger(point.point, output);
  output += schema_.empty() ? "): true" : "):";
  for (size_t i = 0; !schema_.empty() && i < rows_.size(); ++i) {
    output += " (";
    for (size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) output += ',';
      WriteValue(verdicts.Row(rows_[i])[column], schema_[column], output);
    }
    output += ')';
  }
  output += '\n';
}

void VerdictWriter::WriteJson(const core::Verdicts& verdicts, const core::Verdicts::Point& point,
                              const Explain& explain, std::string& output) {
  output += "{\"stamp\": ";
  if (point.stamp == kLastStamp) {
    output += "null";
  } else {
    WriteInteger(point.stamp, output);
  }
  output += ", \"point\": ";
  WriteInteger(point.point, output);
  output += ", \"rows\": [";
  for (size_t i = 0; i < rows_.size(); ++i) {
    output += i > 0 ? ", {" : "{";
    for (size_t column = 0; column < schema_.size(); ++column) {
      if (column > 0) output += ", ";
      output += keys_[column];
      WriteValue(verdicts.Row(rows_[i])[column], schema_[column], output);
    }
    output += '}';
  }
  output += "]";
  if (explain) {
    output += ", \"proofs\": {\"version\": 1, \"rows\": [";
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (i > 0) output += ", ";
      explain(verdicts.Row(rows_[i]), point.point, output);
    }
    output += "]}";
  }
  output += "}\n";
}

}  // namespace casus::mfotl
