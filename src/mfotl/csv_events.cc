#include "mfotl/csv_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/check.h"
#include "base/date.h"

namespace casus::mfotl {
namespace {

constexpr std::array<std::string_view, 4> kStampNames = {"ts", "time-stamp", "timestamp", "time"};
constexpr int64_t kDay = 86'400;

template <typename T>
bool ReadNumber(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// As many digits, at the beginning of the text, and then one of the signs, or the end.
bool TakeDigits(std::string_view& text, size_t count, std::string_view signs, int& number) {
  if (text.size() < count ||
      !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count), IsDigit))
    return false;
  ReadNumber(text.substr(0, count), number);
  text.remove_prefix(count);
  if (text.empty()) return true;
  if (signs.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// 2024-03-01, 2024-03-01T09:30, 2024-03-01 09:30:15.250Z: in seconds, which are counted whole.
std::optional<core::Stamp> ReadDate(std::string_view text) {
  base::CivilDate date{};
  if (!TakeDigits(text, 4, "-", date.year) || !TakeDigits(text, 2, "-", date.month) ||
      !TakeDigits(text, 2, "T ", date.day) || !base::IsValid(date)) {
    return std::nullopt;
  }
  const core::Stamp midnight = kDay * base::ToDay(date);
  if (text.empty()) return midnight;
  int hour = 0, minute = 0, second = 0;
  if (text.back() == 'Z') text.remove_suffix(1);
  if (const size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), IsDigit)) return std::nullopt;
    text = text.substr(0, point);
  }
  const bool is_time = TakeDigits(text, 2, ":", hour) && TakeDigits(text, 2, ":", minute) &&
                       (text.empty() || TakeDigits(text, 2, "", second)) && text.empty();
  if (!is_time || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return midnight + hour * 3600 + minute * 60 + second;
}

// Whether the signature says what all columns are called.
bool HasNames(const Predicate& predicate) {
  const std::vector<std::string>& names = predicate.column_names;
  return names.size() == predicate.columns.size() &&
         std::none_of(names.begin(), names.end(), [](const std::string& name) { return name.empty(); });
}

}  // namespace

CsvEvents::CsvEvents(std::string file, std::string_view name, std::span<const Predicate> predicates,
                     const MonitorPlan& plan, base::SymbolTable& symbols, ByteSource source)
    : file_(std::move(file)),
      name_(name),
      predicates_(predicates),
      plan_(plan),
      symbols_(symbols),
      csv_(std::move(source)) {}

void CsvEvents::Begin(core::Stamp after) {
  stamp_ = after;
  if (ReadHeader()) Next();
}

void CsvEvents::Report(uint64_t line, uint64_t column, std::string message) {
  errors_.push_back({line, column, std::move(message), file_});
  ++error_count_;
  if (stops_) has_stopped_ = true;
}

bool CsvEvents::ReadHeader() {
  if (!csv_.Next()) {
    if (!csv_.problem().empty()) Report(csv_.problem_line(), csv_.problem_column(), csv_.problem());
    return false;  // a file with nothing in it has no events
  }
  const std::span<const CsvReader::Field> header = csv_.fields();
  if (std::find(kStampNames.begin(), kStampNames.end(), header[0].text) == kStampNames.end()) {
    Report(header[0].line, header[0].column,
           "the first line names the columns, and the first column is `ts`");
    return false;
  }
  const auto field_of = [&](std::string_view column) {
    const auto found = std::find_if(header.begin() + 1, header.end(),
                                    [&](const CsvReader::Field& field) { return field.text == column; });
    return found == header.end() ? kNone : static_cast<size_t>(found - header.begin());
  };
  // Of predicates of one name, the one that all columns fit; or the first, to say what is missing.
  const auto fits = [&](const Predicate& predicate) {
    if (predicate.name != name_) return false;
    if (!HasNames(predicate)) return predicate.columns.size() + 1 == header.size();
    return std::all_of(predicate.column_names.begin(), predicate.column_names.end(),
                       [&](const std::string& column) { return field_of(column) != kNone; });
  };
  auto chosen = std::find_if(predicates_.begin(), predicates_.end(), fits);
  if (chosen == predicates_.end()) {
    chosen = std::find_if(predicates_.begin(), predicates_.end(),
                          [&](const Predicate& predicate) { return predicate.name == name_; });
  }
  CHECK(chosen != predicates_.end()) << "no predicate " << name_;
  predicate_ = &*chosen;
  input_ = plan_.inputs[static_cast<size_t>(chosen - predicates_.begin())];
  width_ = header.size();
  row_.resize(predicate_->columns.size());
  const bool has_names = HasNames(*predicate_);
  if (!has_names && predicate_->columns.size() + 1 != header.size()) {
    Report(header[0].line, header[0].column,
           fmt::format("`{}` has {} column{}, and here {} {} behind the time-stamp", name_,
                       predicate_->columns.size(), predicate_->columns.size() == 1 ? "" : "s",
                       header.size() == 2 ? "is" : "are", header.size() - 1));
    return false;
  }
  for (size_t i = 0; i < predicate_->columns.size(); ++i) {
    fields_.push_back(has_names ? field_of(predicate_->column_names[i]) : i + 1);
    if (fields_.back() != kNone) continue;
    Report(header[0].line, header[0].column,
           fmt::format("no column is called `{}`, which `{}` has by the signature",
                       predicate_->column_names[i], name_));
    return false;
  }
  return true;
}

void CsvEvents::Next() {
  has_event_ = false;
  while (!has_event_ && !has_stopped_) {
    if (csv_.Next()) {
      has_event_ = ReadRecord();
    } else if (!csv_.problem().empty()) {
      Report(csv_.problem_line(), csv_.problem_column(), csv_.problem());
    } else {
      return;
    }
  }
}

// The event at hand; false, after having said why, if there is none.
bool CsvEvents::ReadRecord() {
  const std::span<const CsvReader::Field> fields = csv_.fields();
  const auto fail = [&](const CsvReader::Field& field, std::string message) {
    Report(field.line, field.column, std::move(message));
    return false;
  };
  if (fields.size() != width_) {
    return fail(fields[std::min(fields.size(), width_) - 1],
                fmt::format("this line has {} field{}, and the first line has {}", fields.size(),
                            fields.size() == 1 ? "" : "s", width_));
  }
  core::Stamp stamp = 0;
  if (std::string problem = ReadStamp(fields[0].text, stamp); !problem.empty())
    return fail(fields[0], problem);
  for (size_t i = 0; i < row_.size(); ++i) {
    const CsvReader::Field& field = fields[fields_[i]];
    if (std::string problem = ReadValue(field.text, predicate_->columns[i], row_[i]); !problem.empty())
      return fail(field, problem);
  }
  stamp_ = stamp;
  return true;
}

std::string CsvEvents::ReadStamp(std::string_view text, core::Stamp& stamp) const {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), stamp);
  const bool is_number = end == text.data() + text.size() && error != std::errc::invalid_argument;
  if (is_number && (error != std::errc() || stamp < -kMostStamp || stamp > kMostStamp))
    return std::string(kStampIsFar);
  if (!is_number) {
    const std::optional<core::Stamp> date = ReadDate(text);
    if (!date) return "a time-stamp is a whole number, or a date like 2024-03-01 or 2024-03-01T09:30:00";
    stamp = *date;
  }
  if (stamp < stamp_) return fmt::format("time runs backwards here: the time-stamp before was {}", stamp_);
  return "";
}

std::string CsvEvents::ReadValue(std::string_view text, Type type, core::Value& value) {
  if (type == Type::kInteger) return ReadNumber(text, value) ? "" : "an int is expected here";
  if (type == Type::kFloat) {
    double number = 0;
    if (!ReadNumber(text, number)) return "a float is expected here";
    value = core::PackFloat(number);
    return "";
  }
  if (input_) value = static_cast<core::Value>(symbols_.Intern(text));
  return "";
}

}  // namespace casus::mfotl
