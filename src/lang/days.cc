#include "lang/days.h"

#include <algorithm>
#include <limits>

namespace casus::lang {

uint32_t LeaderOf(const Document& document, uint32_t statement) {
  while (statement > 0 && document.statements[statement].when.kind == When::Kind::kThen) --statement;
  return statement;
}

StampRange Days::Of(const Document& document, DayId id) const {
  const StampRange whole{dossier_->first, dossier_->last};
  if (id == kNone<DayId>) return whole;
  const StampRange range = Bounds(document, document[id]);
  return range.empty() ? StampRange{range.first, range.first} : range;
}

StampRange Days::OfLabel(base::Symbol label) const {
  if (const auto known = labels_.find(label); known != labels_.end()) return known->second;
  const StampRange whole{dossier_->first, dossier_->last};
  const auto target = dossier_->labels.find(label);
  if (target == dossier_->labels.end()) return whole;
  const LabelTarget& named = target->second;
  if (named.kind != LabelTarget::Kind::kStatement && named.kind != LabelTarget::Kind::kRow) return whole;
  if (std::find(open_.begin(), open_.end(), label) != open_.end())
    return whole;  // a cycle: already diagnosed
  open_.push_back(label);
  const Document& document = dossier_->documents[named.document];
  const When& when = document.statements[LeaderOf(document, named.index)].when;
  const StampRange range = when.first == kNone<DayId> ? whole : Of(document, when.first);
  open_.pop_back();
  labels_.emplace(label, range);
  return range;
}

StampRange Days::Bounds(const Document& document, const Day& day) const {
  const base::Grain grain = dossier_->grain;
  StampRange range{dossier_->first, dossier_->last};
  if (day.date) {
    const base::EdtfDate& date = document.dates[*day.date];
    const std::vector<base::DayRange> converted =
        day.old_style ? Candidates(document, day) : std::vector<base::DayRange>();
    const std::vector<base::DayRange>& candidates = day.old_style ? converted : date.candidates;
    if (!candidates.empty()) {
      if (date.time) {
        range = {base::ToStamp(candidates.front().first, *date.time, grain),
                 base::ToStamp(candidates.back().last, *date.time, grain)};
      } else {
        range = {base::ToStamp(candidates.front().first, grain),
                 base::ToStamp(candidates.back().last, grain) + base::UnitsPerDay(grain) - 1};
      }
      range.first = std::max(range.first, dossier_->first);
    }
  }
  for (const Anchor& anchor : document[day.anchors]) {
    const StampRange bounds = BoundsOf(anchor);
    range = {std::max(range.first, bounds.first), std::min(range.last, bounds.last)};
  }
  return range;
}

StampRange Days::BoundsOf(const Anchor& anchor) const {
  const StampRange other = OfLabel(anchor.label.symbol);
  const bool after = anchor.relation == Anchor::Relation::kAfter;
  if (anchor.distance) {
    const auto step = [&](base::Stamp stamp) {
      return after ? base::AddDuration(stamp, *anchor.distance, dossier_->grain)
                   : base::SubtractDuration(stamp, *anchor.distance, dossier_->grain);
    };
    return {step(other.first), step(other.last)};
  }
  if (after) return {other.first + 1, std::numeric_limits<base::Stamp>::max()};
  return {std::numeric_limits<base::Stamp>::min(), other.last - 1};
}

}  // namespace casus::lang
