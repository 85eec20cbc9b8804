#pragma once

// A sentence as the reader of dates sees it: numbers, the words that dates are made of, and everything else.
//
//   DateTokens tokens;
//   tokens.Begin("On October 10, 1939 …");
//   tokens.Fill(100);            // kOn, kMonth 10, kNumber 10, kComma, kNumber 1939, …
//   tokens.has_trigger()         // something here may be a date; most sentences are done with that
//
// Only the words of a fixed vocabulary are told apart. Tokens come in portions, so that a sentence of any
// length takes bounded memory. Linear. Not for use outside of the reader of dates.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

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
  // What makes a number something else.
  kCounted,   // behind it: "troops"
  kNumbered,  // before it: "page"
  kAmount,    // before "of": "population"
  // What begins the name of a period (date_periods.h).
  kPeriod,
};

struct DateToken {
  size_t begin = 0;
  size_t end = 0;
  int value = 0;  // of a number, at most 9 digits; or of the word
  DateWord word = DateWord::kNone;
  uint8_t digits = 0;    // of a number
  bool spaced = false;   // whitespace stands before it
  bool capital = false;  // its first letter is one
  bool plural = false;   // of a unit
  bool in_brackets = false;
  bool may_be_period = false;  // it may begin the name of a period, whatever else it is
  enum class Suffix : uint8_t {
    kNone,
    kOrdinal,
    kS,
    kOther
  } suffix = Suffix::kNone;  // of a number: 10th, 1920s
};

class DateTokens {
 public:
  // Starts with a new sentence, which must outlive the tokens.
  void Begin(std::string_view sentence);

  // Appends tokens until there are `count`, or all. Tells whether there are more.
  bool Fill(size_t count);
  // Forgets the first `count` tokens: what was token `count` is then token 0.
  void Drop(size_t count);

  // kNone beyond both ends.
  const DateToken& At(size_t index) const { return index < size_ ? tokens_[index] : none_; }
  size_t size() const { return size_; }
  std::string_view TextOf(const DateToken& token) const {
    return sentence_.substr(token.begin, token.end - token.begin);
  }
  std::string_view sentence() const { return sentence_; }

  // Whether a token read since Begin can be the core of a date.
  bool has_trigger() const { return has_trigger_; }

 private:
  void ReadWord(DateToken& token);
  void ReadNumber(DateToken& token);
  void ReadSign(DateToken& token);

  std::string_view sentence_;
  size_t at_ = 0;
  size_t depth_ = 0;  // of brackets
  bool has_trigger_ = false;
  std::vector<DateToken> tokens_;  // the first `size_` of them count; the others keep their place for more
  size_t size_ = 0;
  DateToken none_;
};

}  // namespace casus::text
