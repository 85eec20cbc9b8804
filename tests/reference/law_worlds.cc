#include "tests/reference/law_worlds.h"

#include <algorithm>
#include <map>
#include <set>

#include "lang/dossier.h"
#include "law/days.h"

namespace casus::reference {

namespace {

using core::Moment;
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
  return law::Days(dossier).Of(text, id).last > last;
}

// The statement whose day this one shares: the one before those that follow with `then`.
uint32_t LeaderOf(const lang::Document& text, uint32_t statement) {
  while (statement > 0 && text.statements[statement].when.kind == lang::When::Kind::kThen) --statement;
  return statement;
}

}  // namespace

Worlds::Worlds(const law::Record& record, const law::RuleBase& rules) {
  const law::Chronicle& chronicle = record.chronicle();
  const lang::Dossier& dossier = record.dossier();
  const base::Stamp last = record.timeline().last_stamp();
  std::map<Source, size_t> doubts;
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
    bool begins_beyond = false, ends_beyond = false, is_doubtful = false;
    if (entry.statement != law::Entry::kNoRow) {
      const lang::Document& text = dossier.documents[entry.document];
      source = {entry.document, LeaderOf(text, entry.statement)};
      const lang::Statement& statement = text.statements[entry.statement];
      const lang::When& when = text.statements[source.statement].when;
      const bool ceases = when.kind == lang::When::Kind::kCeases;
      begins_beyond = !ceases && ReachesBeyond(dossier, text, when.first, last);
      ends_beyond = ReachesBeyond(dossier, text, ceases ? when.first : when.last, ceases ? last : last - 1);
      is_doubtful =
          HasQualifier(text, statement.qualifiers, lang::Qualifier::Kind::kDoubtful) ||
          (entry.row != law::Entry::kNoRow &&
           HasQualifier(text, text[statement.rows][entry.row].qualifiers, lang::Qualifier::Kind::kDoubtful));
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
    if (fact.has_begin) open.begin = AddTime(record, source, false, fact.begin, begins_beyond);
    if (fact.has_end) open.end = AddTime(record, source, true, fact.end, ends_beyond);

    if (is_doubtful) {
      const auto [known, is_new] = doubts.try_emplace({entry.document, entry.statement}, 0);
      if (is_new) known->second = AddChoice(2);
      open.present.push_back({known->second, 1});
    } else if (fact.doubtful && !in_conflict.contains(i) && !begins_beyond) {
      const auto [known, is_new] = ranges.try_emplace(fact.statement, 0);
      if (is_new) known->second = AddChoice(2);
      open.present.push_back({known->second, told[fact.statement]++ % 2});
    }
  }
  AddConflicts(chronicle, number_of);
}

size_t Worlds::AddChoice(size_t outcomes) {
  outcomes_.push_back(outcomes);
  days_.emplace_back();
  return outcomes_.size() - 1;
}

Worlds::Time Worlds::AddTime(const law::Record& record, Source source, bool is_end, law::Window window,
                             bool reaches_beyond) {
  const core::Timeline& line = record.timeline();
  const law::StampRange days{line.StampOf(window.first),
                             line.StampOf(std::min(window.last, line.size() - 1))};
  Time time;
  time.order = window.first - line.FirstMoment(days.first);
  const auto key = std::pair(source, std::pair(is_end, days));
  const auto known = std::find_if(known_times_.begin(), known_times_.end(),
                                  [&](const auto& one) { return one.first == key; });
  if (known != known_times_.end()) {
    time.choice = known->second;
    return time;
  }
  const auto size = static_cast<size_t>(days.last - days.first + 1);
  time.choice = AddChoice(size + (reaches_beyond ? 1 : 0));
  for (base::Stamp day = days.first; day <= days.last; ++day)
    days_[time.choice].push_back(line.FirstMoment(day));
  if (reaches_beyond) days_[time.choice].push_back(std::nullopt);
  known_times_.emplace_back(key, time.choice);
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
  std::vector<CrispFact> facts;
  std::map<std::pair<law::PredicateId, LawRow>, std::vector<Span>> spans_of;
  for (const OpenFact& open : facts_) {
    if (!std::all_of(open.present.begin(), open.present.end(), [&](const auto& condition) {
          return OutcomeOf(condition.first, world) == condition.second;
        })) {
      continue;
    }
    const auto moment_of = [&](const Time& time) {
      std::optional<Moment> moment = days_[time.choice][OutcomeOf(time.choice, world)];
      if (moment) *moment += time.order;
      return moment;
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
