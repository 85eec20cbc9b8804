#include "tests/reference/law_worlds.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "lang/days.h"
#include "lang/dossier.h"

namespace casus::reference {

namespace {

using core::Moment;
using lang::LeaderOf;
using law::Fact;

bool HasQualifier(const lang::Document& text, lang::Run<lang::Qualifier> qualifiers,
                  lang::Qualifier::Kind kind) {
  const auto all = text[qualifiers];
  return std::any_of(all.begin(), all.end(), [kind](const lang::Qualifier& one) { return one.kind == kind; });
}

// Whether the day may lie after the last stamp.
bool ReachesBeyond(const lang::Dossier& dossier, const lang::Document& text, lang::DayId id,
                   base::Stamp last) {
  if (id == lang::kNone<lang::DayId>) return false;
  const lang::Day& day = text[id];
  if (text[day.anchors].empty() && day.date) {
    const std::vector<base::DayRange> candidates = lang::Candidates(text, day);
    return !candidates.empty() && base::ToStamp(candidates.back().last, dossier.grain) > last;
  }
  return lang::Days(dossier).Of(text, id).last > last;
}

}  // namespace

Worlds::Worlds(const law::Record& record, const law::RuleBase& rules)
    : line_(record.timeline()), grain_(record.dossier().grain), last_(record.timeline().last_stamp()) {
  const law::Chronicle& chronicle = record.chronicle();
  const lang::Dossier& dossier = record.dossier();
  const base::Stamp last = last_;
  using Doubt =
      std::tuple<uint32_t, uint32_t, int64_t>;  // document, statement, and row if the row alone is called so
  std::map<Doubt, size_t> doubts;
  std::map<uint32_t, size_t> ranges;     // by entry: the choice between its ends
  std::map<uint32_t, size_t> told;       // by entry: facts of it so far
  std::map<uint32_t, size_t> number_of;  // by fact: its place in facts_
  std::set<uint32_t> in_conflict;
  for (const law::Chronicle::Conflict& conflict : chronicle.conflicts)
    in_conflict.insert({conflict.fact, conflict.other});

  for (uint32_t i = 0; i < chronicle.facts.facts.size(); ++i) {
    const Fact& fact = chronicle.facts.facts[i];
    if (static_cast<size_t>(fact.predicate) >= rules.predicates.size()) continue;
    const law::Predicate& predicate = rules.predicate(fact.predicate);
    const law::Entry& entry = chronicle.entries[fact.statement];
    number_of[i] = facts_.size();
    OpenFact& open = facts_.emplace_back();
    open.fact.predicate = fact.predicate;
    const auto row = chronicle.facts.Row(fact, predicate.schema.size());
    open.fact.row.assign(row.begin(), row.end());
    if (predicate.is_event) open.fact.row.push_back(fact.occurrence);
    open.persists = predicate.inertial;

    // A fact of a treaty's text has no statement: its own source.
    Source source{~0U, i};
    bool begins_beyond = false, ends_beyond = false;
    std::optional<Doubt> doubt;
    Written begin, end;
    if (entry.statement != law::Entry::kNoRow) {
      const lang::Document& text = dossier.documents[entry.document];
      source = {entry.document, LeaderOf(text, entry.statement)};
      const lang::Statement& statement = text.statements[entry.statement];
      const lang::When& when = text.statements[source.statement].when;
      const bool ceases = when.kind == lang::When::Kind::kCeases;
      begin = {&text, when.first, 0};
      end = {&text, ceases ? when.first : when.last, ceases ? 0 : 1};
      begins_beyond = !ceases && ReachesBeyond(dossier, text, when.first, last);
      ends_beyond = ReachesBeyond(dossier, text, ceases ? when.first : when.last, ceases ? last : last - 1);
      using Kind = lang::Qualifier::Kind;
      const bool in_row = entry.row != law::Entry::kNoRow &&
                          HasQualifier(text, text[statement.rows][entry.row].qualifiers, Kind::kDoubtful);
      if (HasQualifier(text, statement.qualifiers, Kind::kDoubtful)) {
        doubt = {entry.document, entry.statement, -1};
      } else if (in_row) {
        doubt = {entry.document, entry.statement, static_cast<int64_t>(entry.row)};
      }
    } else {
      for (const law::PrimitiveFact& primitive : record.law().primitives) {
        if (primitive.predicate != fact.predicate || primitive.values != std::vector(row.begin(), row.end()))
          continue;
        if (primitive.document == nullptr) continue;
        begins_beyond =
            ReachesBeyond(dossier, *primitive.document, primitive.from, primitive.after ? last - 1 : last);
        ends_beyond = ReachesBeyond(dossier, *primitive.document, primitive.until, last);
      }
    }
    if (fact.has_begin) open.begin = AddTime(record, source, false, begin, fact.begin, begins_beyond);
    if (fact.has_end) open.end = AddTime(record, source, true, end, fact.end, ends_beyond);

    if (doubt) {
      const auto [known, is_new] = doubts.try_emplace(*doubt, 0);
      if (is_new) known->second = AddChoice(2);
      open.present.push_back({known->second, 1});
    }
    if (fact.choice != Fact::kNoChoice && !in_conflict.contains(i)) {
      const auto [known, is_new] = ranges.try_emplace(fact.statement, 0);
      if (is_new) known->second = AddChoice(2);
      open.present.push_back({known->second, told[fact.statement]++ % 2});
    }
  }
  AddConflicts(chronicle, number_of);
  for (const KnownTime& time : known_times_) AddOrder(dossier, time);
}

// What the text says of a day by others: it keeps its distance, or comes after or before.
void Worlds::AddOrder(const lang::Dossier& dossier, const KnownTime& time) {
  if (time.written.text == nullptr || time.written.day == lang::kNone<lang::DayId>) return;
  const lang::Document& text = *time.written.text;
  for (const lang::Anchor& anchor : text[text[time.written.day].anchors]) {
    const auto target = dossier.labels.find(anchor.label.symbol);
    if (target == dossier.labels.end()) continue;
    const lang::LabelTarget& named = target->second;
    if (named.kind != lang::LabelTarget::Kind::kStatement && named.kind != lang::LabelTarget::Kind::kRow)
      continue;
    const lang::Document& other = dossier.documents[named.document];
    const Source source{named.document, LeaderOf(other, named.index)};
    const bool is_end = other.statements[source.statement].when.kind == lang::When::Kind::kCeases;
    const KnownTime* base = nullptr;
    for (const KnownTime& known : known_times_) {
      if (known.source == source && known.is_end == is_end &&
          (base == nullptr || known.days.first < base->days.first)) {
        base = &known;
      }
    }
    if (base == nullptr || base->choice == time.choice || outcomes_[base->choice] == 1) continue;
    orders_.push_back({time.choice, time.written.shift, base->choice, anchor.relation, anchor.distance});
  }
}

bool Worlds::IsInOrder(const Order& order, size_t world) const {
  const std::optional<base::Stamp> day = days_[order.choice][OutcomeOf(order.choice, world)];
  const std::optional<base::Stamp> other = days_[order.base][OutcomeOf(order.base, world)];
  const bool is_after = order.relation == lang::Anchor::Relation::kAfter;
  if (!other) return !(is_after && day);
  if (order.distance) {
    const base::Stamp expected =
        order.shift + (is_after ? base::AddDuration(*other, *order.distance, grain_)
                                : base::SubtractDuration(*other, *order.distance, grain_));
    return day ? *day == expected : expected > last_;
  }
  if (!day) return is_after;
  return is_after ? *day - order.shift > *other : *day - order.shift < *other;
}

size_t Worlds::AddChoice(size_t outcomes) {
  outcomes_.push_back(outcomes);
  days_.emplace_back();
  return outcomes_.size() - 1;
}

Worlds::Time Worlds::AddTime(const law::Record& record, Source source, bool is_end, Written written,
                             law::Window window, bool reaches_beyond) {
  const core::Timeline& line = record.timeline();
  const lang::StampRange days{line.StampOf(window.first),
                              line.StampOf(std::min(window.last, line.size() - 1))};
  Time time;
  time.order = window.first - line.FirstMoment(days.first);
  const auto known = std::find_if(known_times_.begin(), known_times_.end(), [&](const KnownTime& one) {
    return one.source == source && one.is_end == is_end && one.days == days;
  });
  if (known != known_times_.end()) {
    time.choice = known->choice;
    return time;
  }
  std::vector<std::optional<base::Stamp>> choices;
  for (base::Stamp day = days.first; day <= days.last; ++day) choices.emplace_back(day);
  if (written.text != nullptr && written.day != lang::kNone<lang::DayId> &&
      (*written.text)[written.day].date) {
    // Of a date that leaves days out in the middle, only those that it names, unless another account added days.
    const std::vector<base::DayRange> named = lang::Candidates(*written.text, (*written.text)[written.day]);
    const auto is_named = [&](const std::optional<base::Stamp>& stamp) {
      return std::any_of(named.begin(), named.end(), [&](const base::DayRange& range) {
        const base::Day day = base::DayOf(*stamp - written.shift, grain_);
        return range.first <= day && day <= range.last;
      });
    };
    if (is_named(choices.front()) && is_named(choices.back())) std::erase_if(choices, std::not_fn(is_named));
  }
  if (reaches_beyond) choices.emplace_back(std::nullopt);
  time.choice = AddChoice(choices.size());
  days_[time.choice] = std::move(choices);
  known_times_.push_back({source, is_end, days, written, time.choice});
  return time;
}

// Each set of facts of which no two are in conflict, and to which none can be added.
void Worlds::AddConflicts(const law::Chronicle& chronicle, const std::map<uint32_t, size_t>& number_of) {
  std::map<uint32_t, std::set<uint32_t>> rivals;
  for (const law::Chronicle::Conflict& conflict : chronicle.conflicts) {
    rivals[conflict.fact].insert(conflict.other);
    rivals[conflict.other].insert(conflict.fact);
  }
  std::vector<uint32_t> members;
  for (const auto& [fact, others] : rivals) members.push_back(fact);
  if (members.empty() || members.size() > 10) return;
  std::vector<std::set<uint32_t>> sets;
  for (uint32_t mask = 0; mask < (1U << members.size()); ++mask) {
    std::set<uint32_t> chosen;
    for (size_t i = 0; i < members.size(); ++i) {
      if ((mask >> i & 1U) != 0) chosen.insert(members[i]);
    }
    const auto has_rival = [&](uint32_t fact) {
      return std::any_of(chosen.begin(), chosen.end(),
                         [&](uint32_t other) { return rivals[fact].contains(other); });
    };
    const bool is_maximal = std::all_of(members.begin(), members.end(), [&](uint32_t fact) {
      return chosen.contains(fact) != has_rival(fact);
    });
    if (is_maximal) sets.push_back(std::move(chosen));
  }
  const size_t choice = AddChoice(sets.size());
  for (const uint32_t fact : members) {
    // Presence is a conjunction of outcomes; a fact that stands in several sets is one of its own for each.
    const size_t number = number_of.at(fact);
    const OpenFact open = facts_[number];
    bool is_first = true;
    for (size_t outcome = 0; outcome < sets.size(); ++outcome) {
      if (!sets[outcome].contains(fact)) continue;
      OpenFact& copy = is_first ? facts_[number] : facts_.emplace_back(open);
      copy.present.push_back({choice, outcome});
      is_first = false;
    }
  }
}

size_t Worlds::count() const {
  size_t count = 1;
  for (const size_t outcomes : outcomes_) count = std::min(kMany, count * outcomes);
  return count;
}

size_t Worlds::OutcomeOf(size_t choice, size_t world) const {
  for (size_t i = 0; i < choice; ++i) world /= outcomes_[i];
  return world % outcomes_[choice];
}

std::optional<std::vector<CrispFact>> Worlds::Facts(size_t world) const {
  struct Span {
    size_t fact;
    Moment begin;
    std::optional<Moment> end;  // none: beyond the record
  };
  if (!std::all_of(orders_.begin(), orders_.end(),
                   [&](const Order& order) { return IsInOrder(order, world); })) {
    return std::nullopt;
  }
  std::vector<CrispFact> facts;
  std::map<std::pair<law::PredicateId, LawRow>, std::vector<Span>> spans_of;
  for (const OpenFact& open : facts_) {
    if (!std::all_of(open.present.begin(), open.present.end(), [&](const auto& condition) {
          return OutcomeOf(condition.first, world) == condition.second;
        })) {
      continue;
    }
    const auto moment_of = [&](const Time& time) {
      const std::optional<base::Stamp> day = days_[time.choice][OutcomeOf(time.choice, world)];
      return day ? std::optional<Moment>(line_.FirstMoment(*day) + time.order) : std::nullopt;
    };
    CrispFact fact = open.fact;
    if (open.begin) {
      fact.begin = moment_of(*open.begin);
      if (!fact.begin) continue;  // beyond the record, and so is its end
    }
    if (open.end) {
      fact.end = moment_of(*open.end);
      if (fact.begin && fact.end && *fact.end <= *fact.begin) return std::nullopt;
    }
    if (open.persists && open.begin && open.end) {
      spans_of[{fact.predicate, fact.row}].push_back({facts.size(), *fact.begin, fact.end});
    }
    facts.push_back(std::move(fact));
  }
  // The end of a stated span within another one of the same row ends nothing.
  for (const auto& [row, spans] : spans_of) {
    for (const Span& span : spans) {
      if (std::any_of(spans.begin(), spans.end(), [&](const Span& other) {
            return span.end && other.begin <= *span.end && (!other.end || *span.end < *other.end);
          })) {
        facts[span.fact].end.reset();
      }
    }
  }
  return facts;
}

}  // namespace casus::reference
