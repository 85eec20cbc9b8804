#include "mfotl/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "mfotl/log_bytes.h"

namespace casus::mfotl {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
// What may stand in a name, or in a text without quotes.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> table;
  table.fill(true);
  for (const char c : {' ', '\n', '\t', '\r', '(', ')', ',', ';', '@', '"'})
    table[static_cast<size_t>(c)] = false;
  return table;
}();
bool IsPlain(char c) { return kIsPlain[static_cast<unsigned char>(c)]; }

// A word of the first 8 bytes of a name behind which `room` more bytes can be read.
uint64_t HeadOf(std::string_view name, size_t room) {
  const size_t size = std::min<size_t>(name.size(), 8);
  if (name.size() + room >= 8) [[likely]] {
    return WordOf(name.data(), size);
  }
  char bytes[8] = {};
  std::copy_n(name.data(), size, bytes);
  return WordOf(bytes, size);
}

// Whether a time-point ends with the line: by a `;` that is neither in a text nor in a comment.
bool EndsPoint(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r");
  if (last == std::string_view::npos || line[last] != ';' || line[0] == '#') return false;
  return std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(last), '"') % 2 == 0;
}

// The text in quotes that begins here, without them; nothing if it does not end on its line.
std::optional<std::string_view> TextAt(const char* at, const char* end) {
  const auto* const quote =
      static_cast<const char*>(std::memchr(at + 1, '"', static_cast<size_t>(end - at - 1)));
  if (quote == nullptr) return std::nullopt;
  const std::string_view text(at + 1, static_cast<size_t>(quote - at - 1));
  if (text.find('\n') != std::string_view::npos) return std::nullopt;
  return text;
}

// Behind the text that begins here, or at the end of its line.
const char* BehindText(const char* at, const char* end) {
  if (const std::optional<std::string_view> text = TextAt(at, end)) return at + text->size() + 2;
  const void* const newline = std::memchr(at, '\n', static_cast<size_t>(end - at));
  return newline == nullptr ? end : static_cast<const char*>(newline);
}

// Where the last whole time-point ends: before an `@` at the beginning of a line, or behind a line that ends one.
size_t EndOfWholePoints(std::string_view bytes) {
  size_t end = bytes.size();
  while (end > 0) {
    const size_t newline = bytes.rfind('\n', end - 1);
    if (newline == std::string_view::npos) return 0;
    if (newline + 1 < bytes.size() && bytes[newline + 1] == '@') return newline + 1;
    const size_t before = newline == 0 ? std::string_view::npos : bytes.rfind('\n', newline - 1);
    const size_t line = before == std::string_view::npos ? 0 : before + 1;
    if (EndsPoint(bytes.substr(line, newline - line))) return newline + 1;
    end = newline;
  }
  return 0;
}

}  // namespace

LogParser::LogParser(std::span<const Predicate> predicates, const MonitorPlan& plan,
                     base::SymbolTable& symbols)
    : predicates_(predicates), symbols_(symbols), inputs_(plan.inputs), clock_(plan.clock), plain_(symbols) {
  size_t columns = 1;
  for (size_t i = 0; i < predicates.size(); ++i) {
    const std::string_view name = predicates[i].name;
    std::vector<Target>& targets = targets_[static_cast<unsigned char>(name[0])];
    const auto known = std::find_if(targets.begin(), targets.end(),
                                    [&](const Target& target) { return target.name == name; });
    if (known != targets.end()) {
      known->is_overloaded = true;
    } else {
      targets.push_back({name, HeadOf(name, 0), i, false});
    }
    columns = std::max(columns, predicates[i].columns.size());
  }
  row_.resize(columns);
}

LogParser::Position LogParser::position() const {
  return {points_, events_, error_count_, lines_, bytes_, last_stamp_};
}

void LogParser::set_position(const Position& position) {
  points_ = position.points;
  events_ = position.events;
  error_count_ = position.errors;
  lines_ = position.lines;
  bytes_ = position.bytes;
  last_stamp_ = position.last_stamp;
}

size_t LogParser::Parse(std::string_view bytes, bool is_end, core::TraceChunk& chunk) {
  const size_t size = is_end ? bytes.size() : EndOfWholePoints(bytes);
  begin_ = at_ = counted_ = bytes.data();
  end_ = begin_ + size;
  if (bytes_ == 0 && bytes.substr(0, size).starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
  for (SkipBlank(); at_ < end_ && !has_stopped_; SkipBlank()) ReadPoint(chunk);
  const char* const stopped = has_stopped_ ? at_ : end_;
  lines_ += CountLines(counted_, stopped);
  const auto used = static_cast<size_t>(stopped - begin_);
  bytes_ += used;
  return used;
}

void LogParser::SkipBlanks() {
  while (at_ < end_) {
    if (IsBlank(*at_)) {
      ++at_;
    } else if (*at_ == '#' && (at_ == begin_ || at_[-1] == '\n')) {
      const void* newline = std::memchr(at_, '\n', static_cast<size_t>(end_ - at_));
      at_ = newline == nullptr ? end_ : static_cast<const char*>(newline);
    } else {
      return;
    }
  }
}

void LogParser::Report(const char* at, std::string message) {
  lines_ += CountLines(counted_, at);
  counted_ = at;
  const char* line = at;
  while (line > begin_ && line[-1] != '\n') --line;
  errors_.push_back({lines_ + 1, static_cast<uint64_t>(at - line) + 1, std::move(message)});
  ++error_count_;
  if (stops_) has_stopped_ = true;
}

// To the end of the time-point.
void LogParser::SkipPoint() {
  while (at_ < end_) {
    if (*at_ == '"') {
      at_ = BehindText(at_, end_);
    } else if (*at_ == ';') {
      ++at_;
      return;
    } else if (*at_ == '@' && (at_ == begin_ || IsBlank(at_[-1]))) {
      return;
    } else {
      ++at_;
    }
  }
}

// To the end of the tuple that is open.
void LogParser::SkipTuple() {
  while (at_ < end_ && *at_ != ')' && *at_ != ';' && *at_ != '\n' && !SeesPoint()) {
    at_ = *at_ == '"' ? BehindText(at_, end_) : at_ + 1;
  }
  if (at_ < end_ && *at_ == ')') ++at_;
}

void LogParser::ReadPoint(core::TraceChunk& chunk) {
  if (*at_ != '@') {
    Report(at_, *at_ == '>' ? "a command; commands in logs are not supported"
                            : "a time-point is expected here, which begins with @ and a time-stamp");
    ++at_;
    return SkipPoint();
  }
  const char* const begin = at_;
  ++at_;
  core::Stamp stamp = 0;
  if (!ReadStamp(stamp)) return SkipPoint();
  if (stamp < last_stamp_) {
    Report(begin, fmt::format("time runs backwards here: the time-stamp before was {}", last_stamp_));
    return SkipPoint();
  }
  last_stamp_ = stamp;
  chunk.BeginPoint(stamp);
  if (clock_) {
    core::Value* row = chunk.AddRow(*clock_);
    row[0] = static_cast<core::Value>(points_);
    row[1] = stamp;
  }
  ++points_;
  if (!ReadEvents(chunk)) SkipPoint();
}

bool LogParser::ReadStamp(core::Stamp& stamp) {
  constexpr auto kMost = static_cast<uint64_t>(kMostStamp);
  const char* const begin = at_;
  const bool is_negative = at_ < end_ && *at_ == '-';
  if (is_negative) ++at_;
  const char* const digits = at_;
  uint64_t number = 0;
  if (end_ - at_ >= static_cast<std::ptrdiff_t>(kWindow)) at_ += ParseNumber(at_, number);
  for (; at_ < end_ && IsDigit(*at_); ++at_) {
    number = number > kMost / 10 ? kMost + 1 : number * 10 + static_cast<uint64_t>(*at_ - '0');
  }
  bool is_fine = at_ > digits;
  if (is_fine && at_ < end_ && *at_ == '.') {  // 1307532861.0
    ++at_;
    while (at_ < end_ && *at_ == '0') ++at_;
  }
  is_fine = is_fine && (at_ == end_ || !IsPlain(*at_));
  if (!is_fine) Report(begin, "a time-stamp is a whole number");
  if (is_fine && number > kMost) {
    Report(begin, std::string(kStampIsFar));
    return false;
  }
  stamp = is_negative ? -static_cast<core::Stamp>(number) : static_cast<core::Stamp>(number);
  return is_fine;
}

const LogParser::Target* LogParser::FindTarget(std::string_view name) const {
  const uint64_t head = HeadOf(name, static_cast<size_t>(end_ - name.data()) - name.size());
  for (const Target& target : targets_[static_cast<unsigned char>(name[0])]) {
    if (target.head != head || target.name.size() != name.size()) continue;
    if (name.size() <= 8 || target.name == name) return &target;
  }
  return nullptr;
}

// Of the predicates with the same name, the one with as many columns as the tuple that begins here, or the
// first.
size_t LogParser::Overload(size_t predicate) const {
  size_t columns = 0;
  const char* c = at_ + 1;
  for (bool is_text = false; c < end_ && *c != '\n' && (is_text || *c != ')'); ++c) {
    if (*c == '"') is_text = !is_text;
    if (columns == 0 && !IsBlank(*c)) columns = 1;
    if (*c == ',' && !is_text) ++columns;
  }
  for (size_t i = predicate; i < predicates_.size(); ++i) {
    if (predicates_[i].name == predicates_[predicate].name && predicates_[i].columns.size() == columns)
      return i;
  }
  return predicate;
}

std::string_view LogParser::ReadName() {
  const char* const begin = at_;
  while (at_ < end_ && IsPlain(*at_)) ++at_;
  return {begin, static_cast<size_t>(at_ - begin)};
}

bool LogParser::ReadEvents(core::TraceChunk& chunk) {
  while (true) {
    SkipBlank();
    if (at_ == end_ || *at_ == '@') return true;
    if (*at_ == ';') {
      ++at_;
      return true;
    }
    const std::string_view name = ReadName();
    if (name.empty()) {
      Report(at_, fmt::format("the name of a predicate is expected here, not `{}`", *at_));
      return false;
    }
    const Target* target = FindTarget(name);
    if (target == nullptr) {
      Report(name.data(), fmt::format("there is no predicate `{}` in the signature", name));
      if (has_stopped_) return false;
      for (SkipBlank(); at_ < end_ && *at_ == '('; SkipBlank()) SkipTuple();
      continue;
    }
    SkipBlank();
    if (at_ == end_ || *at_ != '(') {
      if (!predicates_[target->predicate].columns.empty()) {
        Report(at_, fmt::format("`(` is expected behind `{}`", name));
        return false;
      }
      if (inputs_[target->predicate]) chunk.AddRow(*inputs_[target->predicate]);
      ++events_;
      continue;
    }
    if (!ReadTuples(*target, chunk)) return false;
  }
}

bool LogParser::ReadTuples(const Target& target, core::TraceChunk& chunk) {
  while (true) {
    const char* const begin = at_;
    if (target.is_overloaded) {
      if (!ReadTuple(Overload(target.predicate), chunk)) return false;
    } else if (inputs_[target.predicate]) {
      core::TraceChunk::Rows rows = chunk.RowsOf(*inputs_[target.predicate]);
      at_ = plain_.Read(at_, end_, predicates_[target.predicate].columns, rows);
      events_ += rows.count();
    } else {
      at_ = PlainTuples::Pass(at_, end_, predicates_[target.predicate].columns, events_);
    }
    if (at_ == begin && !ReadTuple(target.predicate, chunk)) return false;
    SkipBlank();
    if (at_ == end_ || *at_ != '(') return true;
  }
}

bool LogParser::ReadTuple(size_t predicate, core::TraceChunk& chunk) {
  const std::vector<Type>& columns = predicates_[predicate].columns;
  const char* const open = at_;
  ++at_;
  SkipBlank();
  std::string problem;
  size_t count = 0;
  bool is_closed = at_ < end_ && *at_ == ')';
  while (!is_closed && at_ < end_ && !SeesPoint()) {
    if (count == columns.size()) {
      problem = fmt::format("`{}` has {} column{}, and here are more", predicates_[predicate].name,
                            columns.size(), columns.size() == 1 ? "" : "s");
      break;
    }
    if (!ReadValue(columns[count], inputs_[predicate].has_value(), row_[count], problem)) break;
    ++count;
    while (at_ < end_ && *at_ == ' ') ++at_;
    if (at_ < end_ && *at_ == ',') {
      ++at_;
      while (at_ < end_ && *at_ == ' ') ++at_;
    } else if (at_ < end_ && *at_ == ')') {
      is_closed = true;
    } else {
      problem = "`,` or `)` is expected here";
      break;
    }
  }
  if (is_closed && count == columns.size()) [[likely]] {
    ++at_;
    ++events_;
    if (inputs_[predicate]) std::copy_n(row_.data(), count, chunk.AddRow(*inputs_[predicate]));
  } else {
    if (problem.empty()) {
      problem = fmt::format("`{}` has {} column{}, and here {} {}", predicates_[predicate].name,
                            columns.size(), columns.size() == 1 ? "" : "s", count == 1 ? "is" : "are", count);
      Report(open, std::move(problem));
    } else {
      Report(at_, std::move(problem));
    }
    if (has_stopped_) return false;
    SkipTuple();
  }
  return true;
}

bool LogParser::ReadValue(Type type, bool is_kept, core::Value& value, std::string& problem) {
  const char* const begin = at_;
  const auto keep = [&](std::string_view text) {
    if (is_kept) value = static_cast<core::Value>(symbols_.Intern(text));
  };
  if (type == Type::kString) {
    if (*at_ == '"') {
      const std::optional<std::string_view> text = TextAt(at_, end_);
      if (!text) {
        problem = "this text has no end on its line";
        return false;
      }
      at_ += text->size() + 2;
      keep(*text);
      return true;
    }
    while (at_ < end_ && IsPlain(*at_)) ++at_;
    if (at_ == begin) {
      problem = "a text is expected here";
      return false;
    }
    keep({begin, static_cast<size_t>(at_ - begin)});
    return true;
  }
  if (type == Type::kInteger) {
    const bool is_negative = *at_ == '-';
    const char* c = at_ + (is_negative ? 1 : 0);
    uint64_t number = 0;
    const char* const first = c;
    while (c < end_ && IsDigit(*c)) number = number * 10 + static_cast<uint64_t>(*c++ - '0');
    if (c - first > 18) {
      const auto [end, error] = std::from_chars(at_, end_, value);
      if (error != std::errc()) {
        problem = "this number is too large for an int of 64 bits";
        return false;
      }
      at_ = end;
      return true;
    }
    if (c == first || (c < end_ && IsPlain(*c))) {
      problem = "an int is expected here";
      return false;
    }
    value = is_negative ? -static_cast<int64_t>(number) : static_cast<int64_t>(number);
    at_ = c;
    return true;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(at_, end_, number);
  if (error != std::errc() || (end < end_ && IsPlain(*end))) {
    problem = "a float is expected here";
    return false;
  }
  value = core::PackFloat(number);
  at_ = end;
  return true;
}

}  // namespace casus::mfotl
