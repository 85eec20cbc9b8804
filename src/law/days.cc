#include "law/days.h"

#include <algorithm>

namespace casus::law {

StampRange Days::Of(const lang::Document& document, lang::DayId id) const {
  const StampRange whole{dossier_->first, dossier_->last};
  if (id == lang::kNone<lang::DayId>) return whole;
  const StampRange range = Bounds(document, document[id]);
  return range.empty() ? StampRange{range.first, range.first} : range;
}

StampRange Days::OfLabel(base::Symbol label) const {
  if (const auto known = labels_.find(label); known != labels_.end()) return known->second;
  const StampRange whole{dossier_->first, dossier_->last};
  const auto target = dossier_->labels.find(label);
  if (target == dossier_->labels.end()) return whole;
  const lang::LabelTarget& named = target->second;
  if (named.kind != lang::LabelTarget::Kind::kStatement && named.kind != lang::LabelTarget::Kind::kRow)
    return whole;
  if (std::find(open_.begin(), open_.end(), label) != open_.end())
    return whole;  // a cycle: already diagnosed
  open_.push_back(label);
  const lang::Document& document = dossier_->documents[named.document];
  uint32_t index = named.index;
  while (index > 0 && document.statements[index].when.kind == lang::When::Kind::kThen) --index;
  const lang::When& when = document.statements[index].when;
  const StampRange range = when.first == lang::kNone<lang::DayId> ? whole : Of(document, when.first);
  open_.pop_back();
  labels_.emplace(label, range);
  return range;
}

StampRange Days::Bounds(const lang::Document& document, const lang::Day& day) const {
  const base::Grain grain = dossier_->grain;
  StampRange range{dossier_->first, dossier_->last};
  if (day.date) {
    const base::EdtfDate& date = document.dates[*day.date];
    const std::vector<base::DayRange> converted =
        day.old_style ? lang::Candidates(document, day) : std::vector<base::DayRange>();
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
  for (const lang::Anchor& anchor : document[day.anchors]) {
    const StampRange other = OfLabel(anchor.label.symbol);
    const bool after = anchor.relation == lang::Anchor::Relation::kAfter;
    if (anchor.distance) {
      auto step = [&](base::Stamp stamp) {
        return after ? base::AddDuration(stamp, *anchor.distance, grain)
                     : base::SubtractDuration(stamp, *anchor.distance, grain);
      };
      range.first = std::max(range.first, step(other.first));
      range.last = std::min(range.last, step(other.last));
    } else if (after) {
      range.first = std::max(range.first, other.first + 1);
    } else {
      range.last = std::min(range.last, other.last - 1);
    }
  }
  return range;
}

}  // namespace casus::law
