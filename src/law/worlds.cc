#include "law/worlds.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "lang/qualifiers.h"

namespace casus::law {

using lang::LeaderOf;

namespace {

// Where the day of a statement's begin or end is written.
lang::DayId DayOf(const lang::When& when, bool is_end) {
  return is_end && when.kind != lang::When::Kind::kCeases ? when.last : when.first;
}

// The stamps within `hull` that the day may be, later by `shift`: those of its date, not all between its first and its last.
std::vector<lang::StampRange> StampsOf(const lang::Document& text, lang::DayId id, base::Grain grain,
                                       base::Stamp shift, const lang::StampRange& hull) {
  if (id == lang::kNone<lang::DayId> || !text[id].date) return {hull};
  const std::optional<base::TimeOfDay>& time = text.dates[*text[id].date].time;
  std::vector<lang::StampRange> ranges;
  for (const base::DayRange& days : lang::Candidates(text, text[id])) {
    lang::StampRange range{base::ToStamp(days.first, grain),
                           base::ToStamp(days.last, grain) + base::UnitsPerDay(grain) - 1};
    if (time) range = {base::ToStamp(days.first, *time, grain), base::ToStamp(days.last, *time, grain)};
    range = {std::max(range.first + shift, hull.first), std::min(range.last + shift, hull.last)};
    if (!range.empty()) ranges.push_back(range);
  }
  // Another source's account may have widened the window.
  const bool spans_hull =
      !ranges.empty() && ranges.front().first == hull.first && ranges.back().last == hull.last;
  return spans_hull ? ranges : std::vector<lang::StampRange>{hull};
}

uint64_t Size(const std::vector<lang::StampRange>& ranges) {
  uint64_t size = 0;
  for (const lang::StampRange& range : ranges) size += static_cast<uint64_t>(range.last - range.first) + 1;
  return size;
}

bool Contains(const std::vector<lang::StampRange>& ranges, base::Stamp stamp) {
  return std::any_of(ranges.begin(), ranges.end(), [stamp](const lang::StampRange& range) {
    return range.first <= stamp && stamp <= range.last;
  });
}

bool IsCalledDoubtful(const lang::Document& text, lang::Run<lang::Qualifier> qualifiers) {
  return lang::FindQualifier(text, qualifiers, lang::Qualifier::Kind::kDoubtful) != nullptr;
}

// What is called doubtful where the entry is written: its statement with all that it says, or its row alone.
std::optional<std::array<uint32_t, 3>> DoubtOf(const lang::Dossier& dossier, const Entry& entry) {
  if (entry.statement == Entry::kNoRow) return std::nullopt;
  const lang::Document& text = dossier.documents[entry.document];
  const lang::Statement& statement = text.statements[entry.statement];
  if (IsCalledDoubtful(text, statement.qualifiers))
    return std::array{entry.document, entry.statement, Entry::kNoRow};
  if (entry.row != Entry::kNoRow && IsCalledDoubtful(text, text[statement.rows][entry.row].qualifiers))
    return std::array{entry.document, entry.statement, entry.row};
  return std::nullopt;
}

}  // namespace

Worlds::Worlds(const lang::Dossier& dossier, const Chronicle& chronicle) : dossier_(&dossier) {
  std::map<Source, size_t> of_source;
  std::map<uint32_t, size_t> of_choice;
  std::map<std::array<uint32_t, 3>, size_t> of_doubt;
  for (uint32_t i = 0; i < chronicle.facts.facts.size(); ++i) {
    const Fact& fact = chronicle.facts.facts[i];
    for (const bool is_end : {false, true}) {
      if (!(is_end ? fact.has_end : fact.has_begin)) continue;
      const Window& window = is_end ? fact.end : fact.begin;
      // A day that is known may bound another one: that day was before it, if it is said to come after.
      if (!window.exact() || HasAnchors(chronicle, fact, is_end)) AddTime(chronicle, i, is_end, of_source);
    }
    if (!fact.doubtful) continue;
    const std::optional<std::array<uint32_t, 3>> doubt = DoubtOf(dossier, chronicle.entries[fact.statement]);
    if (doubt) {
      const auto [known, is_new] = of_doubt.try_emplace(*doubt, uncertainties_.size());
      if (is_new) Add({Uncertainty::Kind::kPresence, {}, 2});
      uncertainties_[known->second].facts.push_back(i);
    }
    if (fact.choice != Fact::kNoChoice) {
      const auto [known, is_new] = of_choice.try_emplace(fact.choice, uncertainties_.size());
      if (is_new) Add({Uncertainty::Kind::kChoice, {}, 0});
      uncertainties_[known->second].facts.push_back(i);
      ++uncertainties_[known->second].values;
    }
  }
  for (const auto& [source, uncertainty] : of_source) AddBounds(source, uncertainty, of_source);
  for (size_t i = 0; i < times_.size(); ++i) Tie(i);
}

bool Worlds::HasAnchors(const Chronicle& chronicle, const Fact& fact, bool is_end) const {
  const Entry& entry = chronicle.entries[fact.statement];
  if (entry.statement == Entry::kNoRow) return false;
  const lang::Document& text = dossier_->documents[entry.document];
  const lang::DayId day = DayOf(text.statements[LeaderOf(text, entry.statement)].when, is_end);
  return day != lang::kNone<lang::DayId> && !text[text[day].anchors].empty();
}

void Worlds::Add(Uncertainty uncertainty) {
  uncertainties_.push_back(std::move(uncertainty));
  times_.emplace_back();
}

void Worlds::AddTime(const Chronicle& chronicle, uint32_t index, bool is_end,
                     std::map<Source, size_t>& of_source) {
  const core::Timeline& line = chronicle.timeline;
  const Fact& fact = chronicle.facts.facts[index];
  const Window window = is_end ? fact.end : fact.begin;
  const bool may_lie_beyond = window.last >= line.size();
  const lang::StampRange hull{line.StampOf(window.first),
                              may_lie_beyond ? line.last_stamp() : line.StampOf(window.last)};
  Source source{kNoDocument, index, is_end, hull.first, hull.last};
  const Entry& entry = chronicle.entries[fact.statement];
  const bool is_stated = entry.statement != Entry::kNoRow;
  if (is_stated) {
    source.document = entry.document;
    source.statement = LeaderOf(dossier_->documents[entry.document], entry.statement);
  }
  const auto [known, is_new] = of_source.try_emplace(source, uncertainties_.size());
  if (is_new) {
    Add({Uncertainty::Kind::kTime, {}, 0});
    Time& time = times_.back();
    time.is_end = is_end;
    time.may_lie_beyond = may_lie_beyond;
    time.stamps = {hull};
    if (is_stated) {
      const lang::Document& text = dossier_->documents[source.document];
      const lang::When& when = text.statements[source.statement].when;
      time.shift = is_end && when.kind != lang::When::Kind::kCeases ? 1 : 0;
      time.stamps = StampsOf(text, DayOf(when, is_end), dossier_->grain, time.shift, hull);
    }
    uncertainties_.back().values = Size(time.stamps) + (may_lie_beyond ? 1 : 0);
  }
  uncertainties_[known->second].facts.push_back(index);
  times_[known->second].order.push_back(window.first - line.FirstMoment(hull.first));
}

// What the text says of a day by days that are uncertain themselves.
void Worlds::AddBounds(const Source& source, size_t uncertainty, const std::map<Source, size_t>& of_source) {
  if (source.document == kNoDocument) return;
  const lang::Document& text = dossier_->documents[source.document];
  const lang::DayId day = DayOf(text.statements[source.statement].when, source.is_end);
  if (day == lang::kNone<lang::DayId>) return;
  for (const lang::Anchor& anchor : text[text[day].anchors]) {
    const auto target = dossier_->labels.find(anchor.label.symbol);
    if (target == dossier_->labels.end()) continue;
    const lang::LabelTarget& named = target->second;
    using Kind = lang::LabelTarget::Kind;
    if (named.kind != Kind::kStatement && named.kind != Kind::kRow) continue;
    const lang::Document& other = dossier_->documents[named.document];
    const uint32_t leader = LeaderOf(other, named.index);
    const bool is_end = other.statements[leader].when.kind == lang::When::Kind::kCeases;
    const auto base = of_source.lower_bound(
        Source{named.document, leader, is_end, std::numeric_limits<base::Stamp>::min(), 0});
    if (base == of_source.end() || base->second == uncertainty) continue;
    const Source& found = base->first;
    if (found.document != named.document || found.statement != leader || found.is_end != is_end) continue;
    times_[uncertainty].bounds.push_back({base->second, anchor.relation, anchor.distance});
  }
}

// A day at a distance from another one is decided along with it, unless that may lie beyond the record, where its stamp is
// not known, or is decided by this one.
void Worlds::Tie(size_t uncertainty) {
  Time& time = times_[uncertainty];
  for (size_t i = 0; i < time.bounds.size(); ++i) {
    const Bound& bound = time.bounds[i];
    if (!bound.distance) continue;
    if (bound.relation == lang::Anchor::Relation::kBefore && times_[bound.base].may_lie_beyond) continue;
    size_t root = bound.base;
    while (times_[root].decided_by) root = times_[root].bounds[*times_[root].decided_by].base;
    if (root == uncertainty) continue;
    time.decided_by = i;
    uncertainties_[uncertainty].values = 1;
    return;
  }
}

std::vector<size_t> Worlds::All() const {
  std::vector<size_t> all(uncertainties_.size());
  std::iota(all.begin(), all.end(), size_t{0});
  return all;
}

uint64_t Worlds::Count(std::span<const size_t> some) const {
  uint64_t worlds = 1;
  for (const size_t i : some) {
    if (uncertainties_[i].values > kMaxWorlds) return kMaxWorlds + 1;
    worlds *= uncertainties_[i].values;
    if (worlds > kMaxWorlds) return kMaxWorlds + 1;
  }
  return worlds;
}

std::vector<size_t> Worlds::WithThoseTiedTo(std::vector<size_t> some) const {
  std::vector<bool> is_in(uncertainties_.size(), false);
  for (const size_t i : some) is_in[i] = true;
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (size_t i = 0; i < times_.size(); ++i) {
      for (const Bound& bound : times_[i].bounds) {
        if (is_in[i] == is_in[bound.base]) continue;
        is_in[i] = is_in[bound.base] = has_grown = true;
      }
    }
  }
  std::vector<size_t> all = All();
  std::erase_if(all, [&](size_t i) { return !is_in[i]; });
  return all;
}

std::vector<uint64_t> Worlds::SpaciousValues() const {
  std::vector<uint64_t> values;
  for (size_t i = 0; i < times_.size(); ++i) {
    values.push_back(times_[i].is_end ? uncertainties_[i].values - 1 : 0);
  }
  return values;
}

base::Stamp Worlds::Step(base::Stamp from, const Bound& bound) const {
  return bound.relation == lang::Anchor::Relation::kAfter
             ? base::AddDuration(from, *bound.distance, dossier_->grain)
             : base::SubtractDuration(from, *bound.distance, dossier_->grain);
}

Worlds::Day Worlds::Decided(size_t uncertainty, const std::vector<uint64_t>& values,
                            base::Stamp last_stamp) const {
  const Time& time = times_[uncertainty];
  if (time.decided_by) {
    const Bound& bound = time.bounds[*time.decided_by];
    const Day base = Decided(bound.base, values, last_stamp);
    if (!base) return std::nullopt;
    const base::Stamp stamp = Step(*base, bound) + time.shift;
    return stamp <= last_stamp ? Day(stamp) : std::nullopt;
  }
  uint64_t value = values[uncertainty];
  for (const lang::StampRange& range : time.stamps) {
    const auto size = static_cast<uint64_t>(range.last - range.first) + 1;
    if (value < size) return range.first + static_cast<base::Stamp>(value);
    value -= size;
  }
  return std::nullopt;
}

bool Worlds::Agrees(size_t uncertainty, const std::vector<Day>& days, base::Stamp last_stamp) const {
  const Time& time = times_[uncertainty];
  const Day& day = days[uncertainty];
  if (day ? !Contains(time.stamps, *day) : !time.may_lie_beyond) return false;
  return std::all_of(time.bounds.begin(), time.bounds.end(), [&](const Bound& bound) {
    const Day& base = days[bound.base];
    const bool is_after = bound.relation == lang::Anchor::Relation::kAfter;
    if (!base) return !is_after || !day;  // it is not said how far beyond
    if (bound.distance) {
      const base::Stamp stamp = Step(*base, bound) + time.shift;
      return day ? *day == stamp : stamp > last_stamp;
    }
    if (is_after) return !day || *day - time.shift > *base;
    return day && *day - time.shift < *base;
  });
}

std::vector<Decision> Worlds::Decisions(const std::vector<uint64_t>& values, std::span<const size_t> some,
                                        base::Stamp last_stamp) const {
  std::vector<Decision> decisions;
  for (const size_t i : some) {
    const Uncertainty& uncertainty = uncertainties_[i];
    if (uncertainty.values == 1 && !times_[i].decided_by) continue;
    Decision decision{uncertainty.kind, uncertainty.facts, times_[i].is_end, std::nullopt, true};
    switch (uncertainty.kind) {
      case Uncertainty::Kind::kTime:
        decision.stamp = Decided(i, values, last_stamp);
        if (decision.stamp) *decision.stamp -= times_[i].shift;
        break;
      case Uncertainty::Kind::kPresence:
        decision.is_there = values[i] == 0;
        break;
      case Uncertainty::Kind::kChoice:
        decision.facts = {uncertainty.facts[static_cast<size_t>(values[i])]};
        break;
    }
    decisions.push_back(decision);
  }
  return decisions;
}

bool Worlds::Decide(Chronicle& chronicle, const std::vector<uint64_t>& values,
                    std::span<const size_t> considered) const {
  CHECK(values.size() == uncertainties_.size());
  const core::Timeline& line = chronicle.timeline;
  std::vector<Day> days(uncertainties_.size());
  for (size_t i = 0; i < uncertainties_.size(); ++i) {
    CHECK(values[i] < uncertainties_[i].values);
    if (uncertainties_[i].kind == Uncertainty::Kind::kTime) days[i] = Decided(i, values, line.last_stamp());
  }
  for (const size_t i : considered) {
    const bool is_time = uncertainties_[i].kind == Uncertainty::Kind::kTime;
    if (is_time && !Agrees(i, days, line.last_stamp())) return false;
  }
  std::vector<bool> absent(chronicle.facts.facts.size(), false);
  for (size_t i = 0; i < uncertainties_.size(); ++i) {
    const Uncertainty& uncertainty = uncertainties_[i];
    for (size_t k = 0; k < uncertainty.facts.size(); ++k) {
      Fact& fact = chronicle.facts.facts[uncertainty.facts[k]];
      switch (uncertainty.kind) {
        case Uncertainty::Kind::kTime: {
          const core::Moment moment = days[i] ? line.FirstMoment(*days[i]) + times_[i].order[k] : line.size();
          (times_[i].is_end ? fact.end : fact.begin) = {moment, moment};
          break;
        }
        case Uncertainty::Kind::kPresence:
          if (values[i] == 1) absent[uncertainty.facts[k]] = true;
          fact.doubtful = false;
          break;
        case Uncertainty::Kind::kChoice:
          if (values[i] != k) absent[uncertainty.facts[k]] = true;
          fact.doubtful = false;
          break;
      }
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < chronicle.facts.facts.size(); ++i) {
    Fact& fact = chronicle.facts.facts[i];
    if (absent[i] || (fact.has_begin && fact.begin.first >= line.size())) continue;
    if (fact.has_begin && fact.has_end && fact.end.first <= fact.begin.first) return false;
    chronicle.facts.facts[kept++] = fact;
  }
  chronicle.facts.facts.resize(kept);
  return true;
}

}  // namespace casus::law
