#include "api/span.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/edtf.h"

namespace casus::api {
namespace {

Span ToSpan(const law::Record& record, base::Interval interval, Certainty certainty) {
  const core::Timeline& line = record.timeline();
  const base::Grain grain = line.grain();
  const base::Stamp first = line.StampOf(interval.begin);
  base::Stamp last = line.StampOf(interval.end - 1);
  if (last > first && line.LastMoment(last) >= interval.end) --last;
  const lang::StampRange range = record.range();
  return {.from = base::ToString(first, grain),
          .through = base::ToString(last, grain),
          .certainty = certainty,
          .from_start = first <= range.first,
          .to_end = last >= range.last};
}

}  // namespace

std::string_view Name(Certainty certainty) {
  return certainty == Certainty::kCertain ? "certain" : "possible";
}

std::vector<Span> SpansOf(const law::Record& record, const base::IntervalSet& certain,
                          const base::IntervalSet& possible) {
  struct Piece {
    base::Interval interval;
    Certainty certainty;
  };
  std::vector<Piece> pieces;
  for (const base::Interval& interval : certain) pieces.push_back({interval, Certainty::kCertain});
  for (const base::Interval& interval : base::Subtract(possible, certain)) {
    pieces.push_back({interval, Certainty::kPossible});
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.interval.begin < b.interval.begin; });
  std::vector<Span> spans;
  for (size_t i = 0; i < pieces.size(); ++i) {
    spans.push_back(ToSpan(record, pieces[i].interval, pieces[i].certainty));
    spans.back().adjoins = i > 0 && pieces[i - 1].interval.end == pieces[i].interval.begin;
  }
  return spans;
}

bool EndsADay(const core::Timeline& timeline, base::Interval interval) {
  if (interval.IsEmpty()) return false;
  const base::Stamp last = timeline.StampOf(interval.end - 1);
  return timeline.LastMoment(last) == interval.end - 1 || timeline.StampOf(interval.begin) != last;
}

base::Result<lang::StampRange> ParseDate(const lang::Dossier& dossier, std::string_view text) {
  const base::Result<base::EdtfDate, base::EdtfError> date = base::ParseEdtf(text);
  if (!date.ok()) return base::Error{fmt::format("`{}` is not a date: {}", text, date.error().message)};
  if (date->is_span || date->candidates.empty()) {
    return base::Error{fmt::format("`{}` is a span of dates; say --from and --through instead", text)};
  }
  const base::Grain grain = dossier.grain;
  const base::Day first = date->candidates.front().first;
  const base::Day last = date->candidates.back().last;
  if (!date->time) {
    return lang::StampRange{base::ToStamp(first, grain),
                            base::ToStamp(last, grain) + base::UnitsPerDay(grain) - 1};
  }
  if (!base::Fits(*date->time, grain)) {
    return base::Error{
        fmt::format("`{}` is finer than this dossier's grain, the {}", text, base::Name(grain))};
  }
  return lang::StampRange{base::ToStamp(first, *date->time, grain), base::ToStamp(last, *date->time, grain)};
}

}  // namespace casus::api
