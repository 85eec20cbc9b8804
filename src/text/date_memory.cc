#include "text/date_memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "text/date_edtf.h"

// Of which year is "October 7"?
//
// A careful reader keeps the thread of the story. After "… on October 3, 1939. In the end the land was sold on
// January 10, 1941. On October 7 …" the day is of 1939, since the story goes on there and the sale was a
// look ahead. But after "December 20, 1939 … January 5, 1940", "February 3" is of 1940.
//
// So each year that was told is a thread, and remembers the day told last in it. A day without a year goes to
// the thread that it continues best: to the one with the least cost, where
//   - each day from the last one of the thread forward costs 1, and backward 2, as stories go forward;
//   - each thread that was told since costs 60 (as if it had taken two months to come back), and 60 more for a
//     thread told but once, which may have been a look aside itself;
//   - a thread of which only the year was told costs a fixed number: little if the year begins a sentence
//     ("In 1926, …") or stands before the day in its own sentence, more in another, most for an aside ("the 1926 coup"). Asides never come to the front.
// In the example 1941 costs 270 (nine months onwards) and 1939 costs 4 + 60 + 60.
//
// A step far backward, as from "December 28, 1939" to "January 3" or from "December 1910" to "March", may be the turn
// of the year as well: then both years are possible, and both are said. So they are
//   - if the best thread is not the one told last, and the day could as well go on from that one, unless it follows
//     directly on the best ("October 3" … "October 7");
//   - behind what was counted backward into another year ("Five years earlier …");
//   - if a second thread costs hardly more than the first: then one year is taken and the other named.
// Threads of an earlier section cost more and make what rests on them unsure.

namespace casus::text {

namespace {

constexpr size_t kMostThreads = 8;
constexpr int kCostOfReturn = 60;
constexpr int kMostReturns = 4;
constexpr int kCostOfSection = 60;
constexpr int kCostOfLater = 30;       // a date that the sentence tells only afterwards
constexpr int kCostOfYearBefore = 40;  // a year that the sentence told before the date
constexpr int kClearMargin = 30;
constexpr int kFarBack = 60;  // days
constexpr int kMonthsFarBack = 3;
constexpr int kDirectly = 31;     // days behind a thread told more than once
constexpr int kDirectlyOnce = 7;  // and behind a single day

int CostOfYearAlone(DatePhrase::Weight weight) {
  switch (weight) {
    case DatePhrase::Weight::kScene:
      return 30;
    case DatePhrase::Weight::kMention:
      return 200;
    case DatePhrase::Weight::kAside:
      return 260;
  }
  return 260;
}

// The point in that year, if it has such a day.
std::optional<base::DayRange> DaysIn(int year, DatePoint point) {
  if (year < base::kFirstYear || year > base::kLastYear) return std::nullopt;
  point.year = year;
  if (WhyImpossible(point) ||
      (point.old_style && !base::IsValid(base::CivilDate{year, point.month, point.day}))) {
    return std::nullopt;
  }
  return DaysOf(point);
}

// Whether so many days back from the day told last are rather a turn of the year. Months count as wholes.
bool IsFarBack(const DatePoint& point, base::Day last, int back) {
  if (point.unit != DateUnit::kMonth) return back > kFarBack;
  return back > 0 && base::ToCivil(last).month - point.month >= kMonthsFarBack;
}

}  // namespace

void DateMemory::Tell(ToldDate told) {
  const int year = *told.point.year;
  const bool is_aside = told.weight == DatePhrase::Weight::kAside;
  const auto found = std::find_if(threads_.begin(), threads_.end(),
                                  [&](const Thread& thread) { return thread.year == year; });
  const bool is_new = found == threads_.end();
  Thread thread = is_new ? Thread{.year = year, .weight = told.weight} : *found;
  // What an aside says of a year that is known already changes nothing.
  if (is_new || !is_aside) {
    if (LiesInYear(told.point) || told.point.part != DatePart::kWhole) {
      thread.last = DaysOf(told.point).first;
      thread.tells_day = told.point.unit == DateUnit::kDay;
    } else {
      thread.weight = std::min(thread.weight, told.weight);
    }
    ++thread.support;
    if (is_new || told.year_words.empty()) {
      thread.year_words = told.year_words.empty() ? told.words : told.year_words;
    }
    // Of the days within a span of years, the last year is but one.
    thread.sureness = told.ends_span && !thread.last ? Sureness::kUnsure : told.sureness;
    thread.is_earlier_section = false;
    if (!is_new) threads_.erase(found);
    const auto place = is_aside ? threads_.end() : threads_.begin();
    if (threads_.size() == kMostThreads) {
      if (is_aside) return;
      threads_.pop_back();
      threads_.insert(threads_.begin(), std::move(thread));
    } else {
      threads_.insert(place, std::move(thread));
    }
  }
  if (told.is_flashback) {
    flashback_ = told;
  } else if (!is_aside) {
    flashback_.reset();
  }
  if (!is_aside && (LiesInYear(told.point) || told.weight == DatePhrase::Weight::kScene)) last_scene_ = told;
  if (!is_aside || !last_) last_ = std::move(told);
}

// The thread's year for the point, or the one after it.
std::optional<DateMemory::Candidate> DateMemory::CandidateOf(size_t index, const DatePoint& point,
                                                             const Around& around) const {
  const Thread& thread = threads_[index];
  int extra = kCostOfReturn * std::min(static_cast<int>(index), kMostReturns);
  if (index > 0 && thread.support < 2) extra += kCostOfReturn;
  if (thread.is_earlier_section) extra += kCostOfSection;
  const std::optional<base::DayRange> days = DaysIn(thread.year, point);
  Candidate candidate{.year = thread.year, .thread = &thread};
  if (!thread.last) {
    if (!days) return std::nullopt;
    candidate.cost = CostOfYearAlone(thread.weight);
    if (thread.year == around.before) candidate.cost = std::min(kCostOfYearBefore, candidate.cost);
    candidate.cost += extra;
    return candidate;
  }
  const int back = days ? *thread.last - days->last : 0;
  if (days && IsFarBack(point, *thread.last, back)) {
    if (const auto next = DaysIn(thread.year + 1, point)) {
      candidate.year = thread.year + 1;
      candidate.is_turn = true;
      candidate.distance = std::max(0, next->first - *thread.last);
      candidate.cost = kClearMargin + candidate.distance + extra;
      return candidate;
    }
  }
  if (!days) return std::nullopt;
  candidate.distance = back > 0 ? 2 * back : std::max(0, days->first - *thread.last);
  candidate.cost = candidate.distance + extra;
  return candidate;
}

std::optional<YearChoice> DateMemory::YearFor(const DatePoint& point, const Around& around) const {
  Candidate best;
  Candidate second;  // of another year
  Candidate front;   // of the thread told last
  const auto consider = [&](const Candidate& candidate) {
    if (candidate.cost < best.cost) {
      if (best.year != candidate.year || best.thread == nullptr) second = best;
      best = candidate;
    } else if (candidate.cost < second.cost && candidate.year != best.year) {
      second = candidate;
    }
  };
  for (size_t i = 0; i < threads_.size(); ++i) {
    const auto candidate = CandidateOf(i, point, around);
    if (!candidate) continue;
    consider(*candidate);
    if (i == 0 && threads_[i].weight != DatePhrase::Weight::kAside) front = *candidate;
  }
  if (around.later != nullptr) {
    const int year = *around.later->point.year;
    const std::optional<base::DayRange> days = DaysIn(year, point);
    const base::DayRange told = DaysOf(around.later->point);
    if (days && days->first <= told.last) {
      consider({.cost = kCostOfLater + std::max(0, told.first - days->last), .year = year});
    }
  }
  if (best.cost == std::numeric_limits<int>::max()) return std::nullopt;

  YearChoice choice = Choose(best, front, around);
  if (choice.other_year) return choice;
  if (flashback_ && *flashback_->point.year != choice.year && DaysIn(*flashback_->point.year, point)) {
    const int year = *flashback_->point.year;
    choice.other_year = std::max(year, choice.year);
    choice.year = std::min(year, choice.year);
    choice.sureness = Sureness::kUnsure;
    choice.reason += fmt::format(", or that of “{}”", flashback_->words);
    return choice;
  }
  // A year told by the way is no rival for a day.
  const bool is_rival =
      second.cost != std::numeric_limits<int>::max() && (second.thread == nullptr || second.thread->last ||
                                                         second.thread->weight != DatePhrase::Weight::kAside);
  if (is_rival && second.cost - best.cost < kClearMargin) {
    choice.sureness = Sureness::kUnsure;
    choice.reason += fmt::format("; {} is possible, too", YearInWords(second.year));
  }
  return choice;
}

YearChoice DateMemory::Choose(const Candidate& best, const Candidate& front, const Around& around) const {
  const auto words_of = [&](const Candidate& candidate) -> const std::string& {
    return candidate.thread != nullptr        ? candidate.thread->year_words
           : around.later->year_words.empty() ? around.later->words
                                              : around.later->year_words;
  };
  const auto at_the_turn = [&](const Candidate& candidate) {
    return YearChoice{
        .year = candidate.year - 1,
        .other_year = candidate.year,
        .sureness = Sureness::kUnsure,
        .year_words = words_of(candidate),
        .reason = fmt::format("the year is that of “{}” or the following one", words_of(candidate))};
  };
  if (best.is_turn && best.thread == front.thread) return at_the_turn(best);

  const bool follows_directly =
      best.thread != nullptr && !best.is_turn &&
      (best.thread->support > 1 ? best.distance <= kDirectly
                                : best.thread->tells_day && best.distance <= kDirectlyOnce);
  const bool may_go_on = front.thread != nullptr && best.thread != nullptr && front.year != best.year &&
                         !follows_directly && (front.thread->last || front.year > best.year);
  if (may_go_on && front.is_turn) {
    YearChoice choice = at_the_turn(front);
    choice.reason += fmt::format("; {} is possible, too", YearInWords(best.year));
    return choice;
  }
  if (may_go_on) {
    return {
        .year = std::min(best.year, front.year),
        .other_year = std::max(best.year, front.year),
        .sureness = Sureness::kUnsure,
        .year_words = words_of(front),
        .reason = fmt::format("the year is that of “{}” or that of “{}”", words_of(best), words_of(front))};
  }
  if (best.is_turn) return at_the_turn(best);

  YearChoice choice{.year = best.year, .year_words = words_of(best)};
  choice.reason = "the year is that of “" + choice.year_words + "”";
  if (best.thread == nullptr) {
    choice.reason += ", told later in the sentence";
    return choice;
  }
  choice.sureness = std::max(choice.sureness, best.thread->sureness);
  if (best.thread->is_earlier_section) {
    choice.sureness = Sureness::kUnsure;
    choice.reason += ", told in an earlier section";
  }
  return choice;
}

void DateMemory::BeginSection() {
  for (Thread& thread : threads_) thread.is_earlier_section = true;
  if (last_) last_->is_earlier_section = true;
  if (last_scene_) last_scene_->is_earlier_section = true;
  flashback_.reset();
}

}  // namespace casus::text
