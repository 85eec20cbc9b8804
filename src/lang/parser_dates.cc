// Dates, days, durations and numbers.

#include <fmt/format.h>

#include "base/everyday_date.h"
#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

constexpr int64_t kMaxCount = 1'000'000'000;  // of a unit in a duration

Diagnostic BadDate(Span part, std::string_view why) {
  return Diagnostic(Kind::kBadDate, part, fmt::format("this is not a date: {}", why));
}

Diagnostic SpanInOneDate(Span date) {
  return Diagnostic(Kind::kBadDate, date, "a span is written with `through`, not with `/`")
      .Help("for example: 1939-09-19 through 1939-10-27 (both days in)");
}

Diagnostic EverydayDate(Span date, std::vector<std::string> readings) {
  Diagnostic diagnostic(Kind::kBadDate, date, "a date is written with its year first, then month and day");
  if (readings.size() > 1) {
    return std::move(diagnostic)
        .Help(fmt::format("write `{}` if the day stands first, `{}` if the month does", readings[0],
                          readings[1]));
  }
  return std::move(diagnostic).Help(fmt::format("write `{}`", readings[0])).Fix(date, readings[0]);
}

Diagnostic BadDuration(Span number) {
  return Diagnostic(Kind::kBadDuration, number,
                    "the number of a duration must be whole and below a thousand million")
      .Help("for example: 30 days, or 1 year 6 months");
}

Diagnostic BadNumber(Span number, std::string_view why) {
  return Diagnostic(Kind::kBadNumber, number, std::string(why));
}

// What base::ParseEdtf gives for a plain day such as 1939-10-10, several times faster; nothing for any other
// text.
std::optional<base::EdtfDate> PlainDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  bool is_plain = true;
  const auto number = [&](size_t begin, size_t end) {
    int value = 0;
    for (size_t i = begin; i < end; ++i) {
      is_plain = is_plain && text[i] >= '0' && text[i] <= '9';
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const base::CivilDate civil = {number(0, 4), number(5, 7), number(8, 10)};
  if (!is_plain || !base::IsValid(civil)) return std::nullopt;
  const base::Day day = base::ToDay(civil);
  base::EdtfDate date;
  date.candidates = {{day, day}};
  date.canonical = text;
  return date;
}

}  // namespace

// Tokens of a duration: pairs of a number and a unit. Returns the first position behind them.
size_t Parser::DurationEnd(size_t ahead) const {
  while (Peek(ahead).kind == Token::Kind::kNumber && IsDurationUnit(Peek(ahead + 1).keyword)) ahead += 2;
  return ahead;
}

bool Parser::AtDuration(size_t ahead) const { return DurationEnd(ahead) != ahead; }

bool Parser::AtDate() const {
  switch (Peek().kind) {
    case Token::Kind::kDate:
    case Token::Kind::kBracket:
      return true;
    case Token::Kind::kNumber:
      return !AtDuration();
    case Token::Kind::kMinus:  // a year before 1: -0043
      return Peek(1).kind == Token::Kind::kNumber && Peek(1).gap == 0;
    default:
      return false;
  }
}

bool Parser::AtAnchor() const {
  const size_t ahead = DurationEnd(0);
  const Keyword keyword = Peek(ahead).keyword;
  return keyword == Keyword::kAfter || keyword == Keyword::kBefore;
}

// A date that is written as people do elsewhere, such as 1 March 1921, may begin at this token.
bool Parser::MayBeEverydayDate() const {
  const auto is_number = [](const Token& token) {
    return token.kind == Token::Kind::kNumber || token.error == Token::Error::kNumber;
  };
  const Token& first = Peek();
  return is_number(first) || (first.kind == Token::Kind::kName && is_number(Peek(1)));
}

// Reports such a date, if there is one.
bool Parser::FailEverydayDate(uint32_t begin) {
  auto date = base::ReadEverydayDate(text_.substr(begin, reader_.line().end - begin));
  if (!date) return false;
  const Extent extent = {begin, begin + static_cast<uint32_t>(date->length)};
  Fail(EverydayDate(Place(extent), std::move(date->readings)));
  return true;
}

// Reads the date that begins at this token; each spelling is read once.
std::optional<uint32_t> Parser::ParseDate() {
  const Token& first = Take();
  Extent extent = first.extent;
  if (first.kind == Token::Kind::kMinus) extent.end = Take().extent.end;
  if (At(Token::Kind::kSlash) && Peek().gap == 0) {
    if (FailEverydayDate(extent.begin)) return std::nullopt;
    Fail(SpanInOneDate(Place({extent.begin, Peek(1).extent.end})));
    return std::nullopt;
  }
  const std::string_view source = Source(extent);
  if (source == last_spelling_) return last_date_;
  if (const auto known = dates_.find(source); known != dates_.end()) return KeepDate(source, known->second);
  if (auto day = PlainDay(source)) return AddDate(source, *std::move(day));
  // Inside of brackets there may be spaces.
  std::string compact(source);
  std::erase(compact, ' ');
  auto date = base::ParseEdtf(compact);
  if (!date.ok()) {
    if (FailEverydayDate(extent.begin)) return std::nullopt;
    Span part = Place(extent);
    if (compact.size() == source.size()) {
      part.begin = extent.begin + static_cast<uint32_t>(std::min(date.error().offset, source.size()));
      part.end = std::min(part.begin + static_cast<uint32_t>(date.error().length), extent.end);
    }
    Fail(BadDate(part, date.error().message));
    return std::nullopt;
  }
  return AddDate(source, *std::move(date));
}

uint32_t Parser::AddDate(std::string_view source, base::EdtfDate date) {
  const auto index = static_cast<uint32_t>(document_.dates.size());
  document_.dates.push_back(std::move(date));
  dates_.emplace(source, index);
  return KeepDate(source, index);
}

uint32_t Parser::KeepDate(std::string_view source, uint32_t date) {
  last_spelling_ = source;
  last_date_ = date;
  return date;
}

DayId Parser::ParseDay(std::string_view what) {
  if (!AtDate() && !AtAnchor()) {
    if (MayBeEverydayDate() && FailEverydayDate(Peek().extent.begin)) return kNone<DayId>;
    FailExpected(what, {Keyword::kAfter, Keyword::kBefore}, "1939-10-10, or 3 days after Signing");
    return kNone<DayId>;
  }
  const uint32_t begin = Peek().extent.begin;
  Day day;
  if (AtDate()) {
    day.date = ParseDate();
    day.old_style = Accept(Keyword::kOld, Keyword::kStyle);
  }
  const size_t from = open_anchors_.size();
  while (AtAnchor()) {
    Anchor anchor;
    const uint32_t anchor_begin = Peek().extent.begin;
    if (AtDuration()) anchor.distance = ParseDuration("a distance");
    anchor.relation =
        Take().keyword == Keyword::kAfter ? Anchor::Relation::kAfter : Anchor::Relation::kBefore;
    anchor.label = ParseName("the label of a statement");
    anchor.extent = From(anchor_begin);
    open_anchors_.push_back(anchor);
  }
  day.anchors = Commit(document_.anchors, open_anchors_, from);
  day.extent = From(begin);
  document_.days.push_back(day);
  return static_cast<DayId>(document_.days.size() - 1);
}

base::Duration Parser::ParseDuration(std::string_view what) {
  base::Duration duration;
  if (!AtDuration()) {
    FailExpected(what, {}, "30 days, or 1 year 6 months");
    return duration;
  }
  int64_t years = 0;
  int64_t months = 0;
  while (AtDuration()) {
    const Token& number = Take();
    int64_t count = 0;
    for (const char c : Source(number.extent)) {
      if (c == '_') continue;
      count = c == '.' || count > kMaxCount ? kMaxCount + 1 : count * 10 + (c - '0');
    }
    if (count > kMaxCount) {
      Fail(BadDuration(Place(number.extent)));
      return duration;
    }
    switch (Take().keyword) {
      case Keyword::kYear:
      case Keyword::kYears:
        years += count;
        break;
      case Keyword::kMonth:
      case Keyword::kMonths:
        months += count;
        break;
      case Keyword::kWeek:
      case Keyword::kWeeks:
        duration.days += 7 * count;
        break;
      case Keyword::kDay:
      case Keyword::kDays:
        duration.days += count;
        break;
      case Keyword::kHour:
      case Keyword::kHours:
        duration.seconds += 3'600 * count;
        break;
      case Keyword::kMinute:
      case Keyword::kMinutes:
        duration.seconds += 60 * count;
        break;
      default:
        duration.seconds += count;
        break;
    }
    if (std::max({years, months, duration.days}) > kMaxCount) {
      Fail(BadDuration(Place(number.extent)));
      return {};
    }
  }
  duration.years = static_cast<int>(years);
  duration.months = static_cast<int>(months);
  return duration;
}

std::optional<base::Decimal> Parser::ParseNumber() {
  if (!At(Token::Kind::kNumber)) {
    FailExpected("a number");
    return std::nullopt;
  }
  const uint32_t begin = Peek().extent.begin;
  const std::string_view digits = Source(Take().extent);
  std::string_view multiplier;
  if (IsMultiplier(Peek().keyword)) multiplier = Text(Take().keyword);
  const auto number = base::ParseDecimal(digits, multiplier);
  if (!number.ok()) {
    Fail(BadNumber(Place(From(begin)), number.error().message));
    return std::nullopt;
  }
  return *number;
}

bool Parser::AtWhen() const {
  switch (Peek().keyword) {
    case Keyword::kThen:
    case Keyword::kFrom:
    case Keyword::kThrough:
    case Keyword::kInitially:
    case Keyword::kAfter:
    case Keyword::kBefore:
      return true;
    case Keyword::kCeases:
      return Peek(1).keyword == Keyword::kFrom;
    default:
      break;
  }
  if (At(Token::Kind::kNumber) && Peek().gap != 0 && !AtAnchor()) {
    // A year, but not the number that begins a phrase: "18_000 troops of …".
    const Extent extent = Peek().extent;
    return extent.end - extent.begin == 4 && Source(extent).find_first_of("_.") == std::string_view::npos;
  }
  return AtDate() || AtAnchor();
}

When Parser::ParseWhen() {
  When when;
  const uint32_t begin = Peek().extent.begin;
  if (Accept(Keyword::kThen)) {
    when.kind = When::Kind::kThen;
  } else if (Accept(Keyword::kInitially)) {
    when.kind = When::Kind::kInitially;
    if (Accept(Keyword::kThrough)) when.last = ParseDay("a date after `through`");
  } else if (Accept(Keyword::kThrough)) {
    when.kind = When::Kind::kThrough;
    when.last = ParseDay("a date after `through`");
  } else if (Accept(Keyword::kCeases, Keyword::kFrom)) {
    when.kind = When::Kind::kCeases;
    when.first = ParseDay("a date after `ceases from`");
  } else {
    const bool has_from = Accept(Keyword::kFrom);
    when.kind = has_from ? When::Kind::kFrom : When::Kind::kAt;
    when.first = ParseDay(has_from ? "a date after `from`" : "a date");
    if (Accept(Keyword::kThrough)) {
      when.kind = When::Kind::kThrough;
      when.last = ParseDay("a date after `through`");
    }
  }
  when.extent = From(begin);
  return when;
}

}  // namespace casus::lang
