#pragma once

// The English words that dates are made of, and what they stand for. Not for use outside of the reader of
// dates.

#include <cstdint>
#include <span>
#include <string_view>

namespace casus::text {

enum class DateWord : uint8_t {
  kNone,    // before the first token and behind the last
  kOther,   // a word that says nothing of dates
  kNumber,  // digits, perhaps with letters behind them
  // Signs, up to kSign.
  kComma,
  kStop,  // a full stop
  kColon,
  kSemicolon,
  kDash,  // value 1; a hyphen has 0
  kSlash,
  kApostrophe,
  kQuote,
  kOpen,
  kClose,
  kNumberSign,  // $ § # and what else makes a number something other than a date
  kPercent,     // the same behind the number
  kSign,        // any other
  // Names of times, with their number.
  kMonth,
  kMonthShort,
  kWeekday,
  kSeason,
  kDecadeName,
  kOrdinal,
  kCardinal,
  kFew,
  kUnit,  // the value is a DateUnit
  kQuarterYear,
  // What relates.
  kLater,
  kEarlier,
  kAgo,
  kBefore,
  kAfter,
  kNext,
  kPrevious,
  kLast,
  kSame,
  kThat,
  kThis,
  kVery,
  kToday,
  kEve,
  kTurn,
  // Small words.
  kThe,
  kA,
  kOf,
  kIn,
  kOn,
  kAt,
  kBy,
  kSince,
  kUntil,
  kFrom,
  kTo,
  kThrough,
  kBetween,
  kAnd,
  kOr,
  kDuring,
  kPrior,
  kUp,
  kNo,
  kNot,
  kThan,
  kFor,
  kWithin,
  kEvery,
  kOnwards,
  kFunction,  // ends in -s and is no noun
  // Parts and marks.
  kEarly,
  kLate,
  kMid,
  kBeginning,
  kEnd,
  kHalf,
  kQuarter,
  kLatter,
  kAbout,
  kCirca,
  kBc,
  kAd,
  kMorningHours,  // am
  kEveningHours,  // pm
  kNoon,
  kPartOfDay,  // "dawn"
  // What makes a number something else.
  kCounted,   // behind it: "troops"
  kNumbered,  // before it: "page"
  kAmount,    // before "of": "population"
  kForce,     // the same, but a year may follow: "the army of 1812"
  // What begins the name of a period (date_periods.h).
  kPeriod,
};

// What a word is to dates.
struct DateMeaning {
  DateWord word = DateWord::kOther;
  bool plural = false;
  bool is_core = false;        // may be the core of a date
  bool may_be_period = false;  // may begin the name of a period
  int value = 0;
};

struct DateEntry {
  std::string_view text;  // in small letters
  DateMeaning meaning;
};

// All of them, each word once.
std::span<const DateEntry> DateEntries();

}  // namespace casus::text
