#pragma once

// Stretches of time as people read them: from a day through a day, both included.
//
//   for (const Span& span : SpansOf(*record, answer.certain, answer.possible)) …
//   base::Result<lang::StampRange> october = ParseDate(record->dossier(), "1939-10");
//
// A day (or hour, minute, second: the dossier's grain) counts as the begin of a span if it holds at some
// moment of that day, and as its end if it still holds at the day's last moment, since "on D" reads that one.
// What both begins and ends within one day is a span of that day.

#include <string>
#include <string_view>
#include <vector>

#include "base/interval_set.h"
#include "base/result.h"
#include "lang/days.h"
#include "law/record.h"

namespace casus::api {

enum class Certainty : uint8_t { kCertain, kPossible };

std::string_view Name(Certainty certainty);  // "certain", "possible"

struct Span {
  std::string from, through;  // ISO 8601
  Certainty certainty = Certainty::kCertain;
  // The span reaches the first, or the last, day of the record: it may be longer than the record can tell.
  bool from_start = false;
  bool to_end = false;
  // It begins where the span before it in the list ends: the two differ in certainty alone.
  bool adjoins = false;

  friend bool operator==(const Span&, const Span&) = default;
};

// The pieces that hold for certain and those that hold only possibly, in the order of time.
std::vector<Span> SpansOf(const law::Record& record, const base::IntervalSet& certain,
                          const base::IntervalSet& possible);

// Whether some day ends within the interval: whether anyone who asks "on D" finds it there.
bool EndsADay(const core::Timeline& timeline, base::Interval interval);

// The stamps of an EDTF date: of a month its first and its last day. The error says how to mend it.
base::Result<lang::StampRange> ParseDate(const lang::Dossier& dossier, std::string_view date);

}  // namespace casus::api
