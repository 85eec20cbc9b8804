#pragma once

// What the phrases of a sentence stand for, with what was told before. Not for use outside of the reader of
// dates.
//
//   DateResolver resolver(sentence, phrases, memory);
//   resolver.Resolve(0)   // of "the next day", if the memory knows October 3, 1939: the mention 1939-10-04
//
// A phrase says as much as its words do. What it lacks comes from three places, in this order: from the list or
// the sentence it stands in ("September 28, and October 5, 1939"), from the memory of what was told before
// (date_memory.cc), and from the date that it counts from (date_steps.cc). Each of them makes the mention less
// sure and is named in its reason. What is still lacking then is written as unknown digits; and if not even
// that says anything, there is no EDTF, only the reason why.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/date_memory.h"
#include "text/date_phrase.h"
#include "text/mention.h"

namespace casus::text {

// A point with everything that was told of it.
struct ResolvedDate {
  DatePoint point;
  std::optional<DatePoint> other;  // it is this or the point, which lies before it
  std::string words;               // by which it is called later; if empty, those of the mention
  std::string year_words;          // where its year was told; if empty, in its words
};

class DateResolver {
 public:
  // All of these must outlive the resolver.
  DateResolver(std::string_view sentence, std::span<const DatePhrase> phrases, DateMemory& memory)
      : sentence_(sentence), phrases_(phrases), memory_(memory) {}

  // The mention of that phrase; the memory learns what it tells. To be called for each in order.
  Mention Resolve(size_t index);

 private:
  const DatePhrase& phrase() const { return phrases_[index_]; }
  std::string WordsOf(const DatePhrase& phrase) const {
    return std::string(sentence_.substr(phrase.at.begin, phrase.at.size()));
  }

  // Each of these returns nothing if it cannot be said, and has told the reason then.
  std::optional<ResolvedDate> Complete(const DatePoint& point);
  std::optional<ResolvedDate> CompleteStep(const DatePoint& point);
  std::optional<ResolvedDate> CompleteDecade(const DatePoint& point);
  std::optional<ToldDate> BaseOf(DatePoint& point);
  void TakeFlashback(const DatePoint& point, ResolvedDate& resolved);
  void TakeTurnOfMonth(const DatePoint& point, const ToldDate& base, ResolvedDate& resolved);
  void TakeNthWeekday(ResolvedDate& resolved);

  void TakeYear(ResolvedDate& resolved);
  bool TakeYearOfList(ResolvedDate& resolved);
  std::optional<ToldDate> NextWithYear() const;
  std::optional<int> YearBefore() const;

  void ResolvePoint();
  void ResolveSpan();
  void ResolveSide();
  void ResolveWithin();
  DatePoint LeaveOut(const DatePoint& point);
  void ResolveEither();
  void ResolveWeekday();
  void ResolvePeriod();
  void ResolveTurn();

  void CheckWeekday(ResolvedDate& resolved);
  void TakeNewStyle(ResolvedDate& resolved);
  void TakeTime(DatePoint& point);
  void TakeAtLeast();
  void Tell(const ResolvedDate& resolved);

  std::string_view sentence_;
  std::span<const DatePhrase> phrases_;
  DateMemory& memory_;
  size_t index_ = 0;
  Mention mention_;
  DateGrounds grounds_;  // of the mention
};

}  // namespace casus::text
