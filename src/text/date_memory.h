#pragma once

// What dates a document has told so far, for those that rest on them.
//
//   DateMemory memory;
//   memory.Tell({.point = {.year = 1939, .month = 8, .day = 23}, .words = "August 23, 1939"});
//   memory.YearFor({.month = 10, .day = 3})->year == 1939
//
// Takes bounded memory and constant time. Not for use outside of the reader of dates.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "text/date_phrase.h"

namespace casus::text {

// A date told with its year, or with one that was found.
struct ToldDate {
  DatePoint point;  // of unit day, month, season or year, with its year
  std::string words;
  // Where the year stands in words; empty if that is in `words`.
  std::string year_words;
  Sureness sureness = Sureness::kSure;
  DatePhrase::Weight weight = DatePhrase::Weight::kMention;
  bool is_flashback = false;  // counted backward: "two days earlier"
  bool ends_span = false;     // "from 1905 to 1907"
  bool is_earlier_section = false;
};

struct YearChoice {
  int year = 0;
  std::optional<int> other_year;  // no less likely, and later
  Sureness sureness = Sureness::kLikely;
  std::string year_words;
  std::string reason;
};

class DateMemory {
 public:
  void Tell(ToldDate told);

  // What the sentence of a date tells of years.
  struct Around {
    std::optional<int> before;        // a year alone, told before it
    const ToldDate* later = nullptr;  // a date with its year, told after it
  };
  // The year of a day, month or season that has none. Nothing if no year was told in which there is such a day.
  std::optional<YearChoice> YearFor(const DatePoint& point, const Around& around) const;

  // The date told last, but for asides. Null if there is none.
  const ToldDate* last() const { return last_ ? &*last_ : nullptr; }
  // The same without years that a sentence tells by the way: what days and months count from.
  const ToldDate* last_scene() const { return last_scene_ ? &*last_scene_ : last(); }

  // What was told last, if it was counted backward, so that the story may go on from there or from before.
  const ToldDate* flashback() const { return flashback_ ? &*flashback_ : nullptr; }

  void BeginSection();

 private:
  // What was told of a year.
  struct Thread {
    int year = 0;
    std::optional<base::Day>
        last;                // the day told last; of a month its first. None if the year alone was told
    bool tells_day = false;  // that was a day
    DatePhrase::Weight weight = DatePhrase::Weight::kMention;  // then
    int support = 0;                                           // so many dates told it
    std::string year_words;
    Sureness sureness = Sureness::kSure;
    bool is_earlier_section = false;
  };

  struct Candidate {
    int cost = std::numeric_limits<int>::max();
    int distance = 0;  // of the cost: from the day told last
    int year = 0;
    bool is_turn = false;            // of this year or the one before
    const Thread* thread = nullptr;  // none for what the sentence tells later
  };
  std::optional<Candidate> CandidateOf(size_t index, const DatePoint& point, const Around& around) const;
  YearChoice Choose(const Candidate& best, const Candidate& front, const Around& around) const;

  std::vector<Thread> threads_;  // the one told last is the first
  std::optional<ToldDate> last_;
  std::optional<ToldDate> last_scene_;
  std::optional<ToldDate> flashback_;
};

}  // namespace casus::text
