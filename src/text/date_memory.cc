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
// A step backward of more than nine months, as from "December 28, 1939" to "January 3", is rather the turn of
// the year: then both years are possible, and both are said. So they are if a second thread costs hardly more
// than the first. Threads of an earlier section cost more and make what rests on them unsure.

namespace casus::text {

namespace {

constexpr size_t kMostThreads = 8;
constexpr int kCostOfReturn = 60;
constexpr int kMostReturns = 4;
constexpr int kCostOfSection = 60;
constexpr int kCostOfLater = 30;       // a date that the sentence tells only afterwards
constexpr int kCostOfYearBefore = 40;  // a year that the sentence told before the date
constexpr int kClearMargin = 30;
constexpr int kTurnOfYear = 274;  // days back

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
    if (LiesInYear(told.point)) {
      thread.last = DaysOf(told.point).first;
    } else {
      thread.weight = std::min(thread.weight, told.weight);
    }
    ++thread.support;
    if (is_new || told.year_words.empty()) {
      thread.year_words = told.year_words.empty() ? told.words : told.year_words;
    }
    thread.sureness = told.sureness;
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
  if (!is_aside && (LiesInYear(told.point) || told.weight == DatePhrase::Weight::kScene)) last_scene_ = told;
  if (!is_aside || !last_) last_ = std::move(told);
}

std::optional<YearChoice> DateMemory::YearFor(const DatePoint& point, const Around& around) const {
  const ToldDate* later = around.later;
  struct Candidate {
    int cost = std::numeric_limits<int>::max();
    int year = 0;
    bool is_turn = false;
    const Thread* thread = nullptr;  // none for `later`
  };
  Candidate best;
  Candidate second;  // of another year
  const auto consider = [&](const Candidate& candidate) {
    if (candidate.cost < best.cost) {
      if (best.year != candidate.year || best.thread == nullptr) second = best;
      best = candidate;
    } else if (candidate.cost < second.cost && candidate.year != best.year) {
      second = candidate;
    }
  };

  for (size_t i = 0; i < threads_.size(); ++i) {
    const Thread& thread = threads_[i];
    int extra = kCostOfReturn * std::min(static_cast<int>(i), kMostReturns);
    if (i > 0 && thread.support < 2) extra += kCostOfReturn;
    if (thread.is_earlier_section) extra += kCostOfSection;
    const std::optional<base::DayRange> days = DaysIn(thread.year, point);
    if (!thread.last) {
      const int cost = thread.year == around.before
                           ? std::min(kCostOfYearBefore, CostOfYearAlone(thread.weight))
                           : CostOfYearAlone(thread.weight);
      if (days) consider({.cost = cost + extra, .year = thread.year, .thread = &thread});
      continue;
    }
    const int back = days ? *thread.last - days->last : 0;
    if (back > kTurnOfYear) {
      if (const auto next = DaysIn(thread.year + 1, point)) {
        consider({.cost = kClearMargin + std::max(0, next->first - *thread.last) + extra,
                  .year = thread.year + 1,
                  .is_turn = true,
                  .thread = &thread});
        continue;
      }
    }
    if (!days) continue;
    const int distance = back > 0 ? 2 * back : std::max(0, days->first - *thread.last);
    consider({.cost = distance + extra, .year = thread.year, .thread = &thread});
  }
  if (later != nullptr) {
    const int year = *later->point.year;
    const std::optional<base::DayRange> days = DaysIn(year, point);
    const base::DayRange told = DaysOf(later->point);
    if (days && days->first <= told.last) {
      consider({.cost = kCostOfLater + std::max(0, told.first - days->last), .year = year});
    }
  }
  if (best.cost == std::numeric_limits<int>::max()) return std::nullopt;

  YearChoice choice{.year = best.year};
  const std::string& words = best.thread != nullptr      ? best.thread->year_words
                             : later->year_words.empty() ? later->words
                                                         : later->year_words;
  choice.year_words = words;
  if (best.is_turn) {
    choice.year = best.year - 1;
    choice.other_year = best.year;
    choice.sureness = Sureness::kUnsure;
    choice.reason = fmt::format("the year is that of “{}” or the following one", words);
    return choice;
  }
  choice.reason = "the year is that of “" + words + "”";
  if (best.thread == nullptr) choice.reason += ", told later in the sentence";
  if (best.thread != nullptr) {
    choice.sureness = std::max(choice.sureness, best.thread->sureness);
    if (best.thread->is_earlier_section) {
      choice.sureness = Sureness::kUnsure;
      choice.reason += ", told in an earlier section";
    }
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

void DateMemory::BeginSection() {
  for (Thread& thread : threads_) thread.is_earlier_section = true;
  if (last_) last_->is_earlier_section = true;
  if (last_scene_) last_scene_->is_earlier_section = true;
}

}  // namespace casus::text
