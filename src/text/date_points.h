#pragma once

// The grammar of one time of the calendar: "October 10, 1939", "the late 1930s", "c. 300 BC".
//
//   DatePoints points(tokens);
//   points.At(1, DatePoints::Lead::kNone)   // of the tokens "On", "October", "10": the point, and end 3
//
// A point is told by its words alone; what it lacks is added elsewhere (dates.cc). Each call looks at a bounded
// number of tokens. Not for use outside of the reader of dates.

#include <cstddef>
#include <optional>
#include <string>

#include "text/date_phrase.h"
#include "text/date_tokens.h"

namespace casus::text {

struct ParsedPoint {
  DatePoint point;
  size_t end = 0;  // behind its last token
  DateGrounds grounds;
  std::optional<DatePoint> other;  // the other reading of "3/4/1939"
  bool bare = false;               // a month or season alone: a date only where a preposition says so
};

class DatePoints {
 public:
  // What stands before the point, for numbers that may be years or not.
  enum class Lead : uint8_t {
    kNone,  // see the token before
    kTime,  // "in", "since": a time is expected
    kDate,  // a month or the begin of a span: nothing else is expected
    kAbout,
  };

  explicit DatePoints(const DateTokens& tokens) : tokens_(tokens) {}

  // The point that begins with the token `at`; an article stands before it.
  std::optional<ParsedPoint> At(size_t at, Lead lead) const { return At(at, lead, kMostDepth); }

  std::optional<ParsedPoint> YearAt(size_t at, Lead lead) const;
  std::optional<ParsedPoint> DayFirstAt(size_t at) const;  // "10 October 1939"

  struct Number {
    int value = 0;
    size_t end = 0;
  };
  std::optional<Number> OrdinalAt(size_t at) const;    // "10th", "tenth", "twenty-first"
  std::optional<Number> CardinalAt(size_t at) const;   // "10", "ten", "twenty-one"
  std::optional<Number> DayNumberAt(size_t at) const;  // "10", "10th": 1 to 31
  std::optional<Number> YearInWordsAt(size_t at) const;
  std::optional<Number> EraAt(size_t at) const;  // "BC": -1, "AD": 1

  struct Time {
    base::TimeOfDay time;
    size_t end = 0;
  };
  std::optional<Time> TimeAt(size_t at) const;  // "5 p.m.", "17:30", "noon"

  std::optional<ParsedPoint> NthWeekdayAt(size_t at) const;  // "first Monday of October 1794"

  // "that year", "the following month", "next Tuesday", "the day"…: a step without a distance in numbers.
  std::optional<ParsedPoint> StepAt(size_t at) const;

  bool MonthOf(size_t at) const { return MonthAt(at).has_value(); }

  // Whether a number is part of a larger whole: "1,939", "3.5", "$20", and "555-1939" unless it may end a span.
  bool IsGlued(size_t at, bool may_end_span = false) const;

 private:
  static constexpr int kLastDayNumber = 31;
  static constexpr int kFirstPlainYear = 1000;
  static constexpr int kLastPlainYear = 2100;
  static constexpr int kLastYearInWords = 2999;  // of a year where nothing else is expected

  // A point may hold another: "Tuesday, about the 3rd of May". No honest text goes deeper.
  static constexpr int kMostDepth = 3;
  std::optional<ParsedPoint> At(size_t at, Lead lead, int depth) const;
  std::optional<ParsedPoint> AboutAt(size_t at, int depth) const;
  std::optional<ParsedPoint> WeekdayAt(size_t at, int depth) const;
  std::optional<ParsedPoint> PartAt(size_t at, int depth) const;
  std::optional<ParsedPoint> MonthFirstAt(size_t at) const;
  std::optional<ParsedPoint> SeasonAt(size_t at) const;
  std::optional<ParsedPoint> CenturyAt(size_t at) const;
  std::optional<ParsedPoint> DecadeAt(size_t at) const;
  std::optional<ParsedPoint> NumericAt(size_t at) const;

  struct Month {
    int month = 0;
    size_t end = 0;
    bool may_be_a_word = false;  // "may", "march" in small letters
  };
  std::optional<Month> MonthAt(size_t at) const;

  enum class Noun : uint8_t { kNone, kCounted, kPlural };
  Noun NounAt(size_t at) const;
  size_t NounOf(size_t number) const;
  bool IsNumberOfYear(size_t at) const;
  bool IsNumberedBehind(size_t at) const;
  Lead LeadBefore(size_t at, bool& reject) const;

  bool IsStepOf(DateUnit unit, size_t at) const;

  // What may stand behind a day or month: the year, what it is relative to, the old style, a time.
  void TakeYear(ParsedPoint& parsed) const;
  void TakeSecondYear(ParsedPoint& parsed) const;
  bool IsShortYear(size_t at) const;
  void TakeOldStyle(ParsedPoint& parsed) const;
  void TakeOtherStyle(ParsedPoint& parsed) const;
  void TakeTime(ParsedPoint& parsed) const;
  size_t EndOfStyle(size_t at, bool& is_old) const;

  DateWord WordAt(size_t at) const { return tokens_.At(at).word; }
  std::string_view TextAt(size_t at) const { return tokens_.TextOf(tokens_.At(at)); }

  const DateTokens& tokens_;
};

}  // namespace casus::text
