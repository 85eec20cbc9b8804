#pragma once

// What the words of a date say, before anything that was told earlier is added to them.
//
//   "late October"         {kPoint, point = {.unit = kMonth, .month = 10, .part = kLate}}
//   "two days later"       {kPoint, point = {.unit = kDay, .step = {{.unit = kDay, .amount = 2}}}}
//   "from 1922 to 1991"    {kSpan, point = 1922, other = 1991}
//
// Not for use outside of the reader of dates.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/grain.h"
#include "text/mention.h"
#include "text/trace.h"

namespace casus::text {

enum class DateUnit : uint8_t { kDay, kWeek, kMonth, kSeason, kYear, kDecade, kCentury };

// "early", "the end of", "the second half of", "the third quarter of" a time.
enum class DatePart : uint8_t { kWhole, kEarly, kMiddle, kLate, kBegin, kEnd, kHalf, kQuarter };

// So far from another date.
struct DateStep {
  enum class From : uint8_t {
    kTold,   // the date told last
    kOther,  // the date that the phrase names as its `other`
    kEvent,  // something whose date is not told
    kNow,    // the day of writing
    kMonth,  // the month of the letter: "the 5th ult."
  };
  From from = From::kTold;
  DateUnit unit = DateUnit::kDay;
  int amount = 0;          // negative before it
  bool vague = false;      // "a few": only the direction is known, and `amount` is 1 or -1
  bool keeps_day = false;  // a term of a law: six months after 3 May end on 3 November
  int turn = 0;            // "the 3rd": perhaps of the month after the one told; -1 perhaps of that before
};

// A time of the calendar. What was not said is not set.
struct DatePoint {
  DateUnit unit = DateUnit::kDay;  // the finest that was said
  std::optional<int>
      year;       // astronomical; of a decade its first, of a century its number, -5 for the fifth BC
  int month = 0;  // 1 to 12; of a season 21 to 24
  int day = 0;
  DatePart part = DatePart::kWhole;
  int part_index = 0;  // of a half or quarter, from 1
  bool approximate = false;
  bool vague_century = false;  // "the 1900s": perhaps the decade
  bool two_digits = false;     // only the last two digits of the year are known
  bool next_year = false;      // of a winter: it is said to end in the year after
  std::optional<base::Weekday> weekday;
  int nth_weekday = 0;  // of a month: the first Monday in it, or with -1 the last; then it is that day
  std::optional<base::TimeOfDay> time;
  bool old_style = false;
  std::optional<DateStep> step;  // then year, month and day come from where it counts; a month may be said
};

// Whether it is of a day, month or season, so that it lies somewhere in a year.
inline bool LiesInYear(const DatePoint& point) {
  return point.unit == DateUnit::kDay || point.unit == DateUnit::kMonth || point.unit == DateUnit::kSeason;
}

// Whether its year is known to all its digits.
inline bool HasKnownYear(const DatePoint& point) { return point.year && !point.two_digits; }

// Whether it is a year as a number.
inline bool IsPlainYear(const DatePoint& point) {
  return point.unit == DateUnit::kYear && point.part == DatePart::kWhole && !point.step && !point.approximate;
}

// How sure something is, and why not more so.
struct DateGrounds {
  Sureness sureness = Sureness::kSure;
  std::string reason;

  // Adds what makes it no surer than `at_most`. A reason that is told already, or is none, adds no words.
  void Add(Sureness at_most, std::string_view why);
};

struct NamedPeriod;

struct DatePhrase {
  enum class Kind : uint8_t {
    kPoint,
    kSpan,     // point to other
    kUpTo,     // until point
    kFrom,     // since point
    kWithin,   // between other and point, which counts from it
    kEither,   // point or other
    kWeekday,  // point.weekday alone; the step says in which direction, if that is told
    kTurn,     // of the century: about the point, or of one that is not told
    kPeriod,
    kPeriodUpTo,
    kPeriodFrom,
  };
  // How it stands behind the phrase before it.
  enum class Link : uint8_t {
    kNone,
    kList,        // "September 28, and October 5"
    kApposition,  // "September 29, the next day"
  };
  // How much a year alone says about what is told next.
  enum class Weight : uint8_t {
    kScene,    // "In 1926, …" at the begin of a sentence
    kMention,  // "… in 1926 …"
    kAside,    // "the 1926 coup", "since 1926", or in brackets
  };

  Kind kind = Kind::kPoint;
  Range at;
  DatePoint point;
  DatePoint other;
  Range other_at;  // where the date stands that a step of the phrase counts from
  Range year_at;   // where the date stands that gave it its month and year, if it is not in its words
  const NamedPeriod* period = nullptr;
  std::string_view leaves_out;  // of a side: "before", "after", if that leaves the point itself out
  std::string_view at_least;    // of a side or span: "at least", "as late as", if it may reach further
  DateGrounds grounds;          // of the words alone
  Link link = Link::kNone;
  Weight weight = Weight::kMention;
};

}  // namespace casus::text
