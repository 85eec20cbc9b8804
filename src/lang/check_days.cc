// Days: in the horizon, in order, no finer than the grain.

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "lang/check.h"
#include "lang/days.h"

namespace casus::lang {

using diag::Diagnostic;

void Checker::CheckStatementDays(const Document& document, const Statement& statement) {
  const When& when = statement.when;
  const bool is_span = when.kind == When::Kind::kThrough && when.first != kNone<DayId>;
  CheckDay(document, when.first,
           is_span ? "if it held before, write `initially through` its last day; or widen the horizon"
                   : "widen the horizon; a state that held before it is stated with `initially`");
  CheckDay(document, when.last,
           "widen the horizon; a state that lasts beyond it is stated with `from` its first day");
  CheckSpan(document, when.first, when.last, when.extent);
}

void Checker::CheckDay(const Document& document, DayId id, std::string_view help) {
  if (id == kNone<DayId>) return;
  const Day& day = document[id];
  if (!day.date) return;
  const base::EdtfDate& date = document.dates[*day.date];
  if (date.time && !base::Fits(*date.time, dossier_.grain)) {
    sink_.Report(Diagnostic(diag::Kind::kFinerThanGrain, document.Place(day.extent),
                            fmt::format("this time is finer than the grain of the dossier, one {}",
                                        base::Name(dossier_.grain)))
                     .Help("declare a finer one: `grain minute`, `grain second`"));
  }
  const std::vector<base::DayRange> converted =
      day.old_style ? Candidates(document, day) : std::vector<base::DayRange>();
  const std::vector<base::DayRange>& candidates = day.old_style ? converted : date.candidates;
  if (candidates.empty()) return;
  const base::Day first = base::DayOf(dossier_.first, dossier_.grain);
  const base::Day last = base::DayOf(dossier_.last, dossier_.grain);
  const bool meets = std::any_of(candidates.begin(), candidates.end(), [&](const base::DayRange& range) {
    return range.first <= last && range.last >= first;
  });
  if (meets) return;
  sink_.Report(
      Diagnostic(diag::Kind::kOutsideHorizon, document.Place(day.extent), "this lies outside of the horizon")
          .Here(
              fmt::format("the record goes from {} through {}", base::ToString(first), base::ToString(last)))
          .Help(std::string(help)));
}

void Checker::CheckIsOneDay(const Document& document, DayId id) {
  if (id == kNone<DayId>) return;
  const Day& day = document[id];
  const auto candidates = Candidates(document, day);
  if (!day.date || candidates.empty() || candidates.front().first == candidates.back().last) return;
  sink_.Report(
      Diagnostic(diag::Kind::kImpreciseState, document.Place(day.extent), "on which day of this?")
          .Here(fmt::format("{} is more than one day", document.dates[*day.date].canonical))
          .Help(fmt::format("on all of them: `from {} through {}`", base::ToString(candidates.front().first),
                            base::ToString(candidates.back().last)))
          .Help("or name the day"));
}

void Checker::CheckSpan(const Document& document, DayId first, DayId last, Extent place) {
  if (first == kNone<DayId> || last == kNone<DayId>) return;
  const auto begins = Candidates(document, document[first]);
  const auto ends = Candidates(document, document[last]);
  if (begins.empty() || ends.empty() || begins.front().first <= ends.back().last) return;
  sink_.Report(Diagnostic(diag::Kind::kSpanReversed, document.Place(place), "this ends before it begins")
                   .Here(fmt::format("{} is after {}", base::ToString(begins.front().first),
                                     base::ToString(ends.back().last)))
                   .Help("write the earlier day first"));
}

// --- Entry into force ---

// A clock that starts before the record would be set at its beginning, and strike too late.
void Checker::CheckEntryIntoForce(const Treaty& treaty) {
  const Document& document = dossier_.documents[treaty.document];
  const std::vector<LifeLine>& life = treaty.declaration->life;
  const auto entry = std::find_if(life.begin(), life.end(), [](const LifeLine& line) {
    return line.kind == LifeLine::Kind::kInForceFrom;
  });
  if (entry == life.end() || !document[entry->day].date) return;
  const std::vector<base::DayRange> days = Candidates(document, document[entry->day]);
  const base::Day first = base::DayOf(dossier_.first, dossier_.grain);
  if (days.empty() || days.back().last >= first) return;
  std::optional<diag::Span> clock;
  for (const LifeLine& line : life) {
    if (line.kind == LifeLine::Kind::kTerm && line.duration) clock = document.Place(line.extent);
  }
  for (const NormEntry& norm : treaty.norms) {
    const Document& text = dossier_.documents[norm.document];
    const Qualifier* within = Find(text, *norm.norm, Qualifier::Kind::kWithin);
    const bool runs_from_entry = norm.parent < 0 && within != nullptr &&
                                 Find(text, *norm.norm, Qualifier::Kind::kWhen) == nullptr &&
                                 Find(text, *norm.norm, Qualifier::Kind::kWhile) == nullptr;
    if (!clock && runs_from_entry) clock = text.Place(within->extent);
  }
  if (!clock) return;
  sink_.Report(Diagnostic(diag::Kind::kOutsideHorizon, document.Place(document[entry->day].extent),
                          "this lies outside of the horizon, and a time is counted from it")
                   .Here(fmt::format("the record begins on {}", base::ToString(first)))
                   .Mark(*clock, "this time")
                   .Help(fmt::format("widen the horizon: `horizon {} through …`",
                                     base::ToString(days.front().first))));
}

// --- then ---

void Checker::CheckThen(const Document& document, const Statement& statement, const Statement* before) {
  if (statement.when.kind != When::Kind::kThen) return;
  const bool has_day = before != nullptr && before->when.kind != When::Kind::kAlways &&
                       before->when.kind != When::Kind::kInitially &&
                       before->when.kind != When::Kind::kThrough;
  if (has_day) return;
  Diagnostic diagnostic(diag::Kind::kThenWithoutDay, document.Place(statement.when.extent),
                        "`then` follows no statement with a day");
  diagnostic.here = "it means the day of the statement above, a moment later";
  if (before != nullptr) {
    diagnostic.labels.push_back({document.Place(before->extent), "the statement above is of no single day"});
  }
  diagnostic.helps.push_back("write the day instead");
  sink_.Report(std::move(diagnostic));
}

void Checker::CheckThen(const Document& document) {
  const Statement* before = nullptr;
  for (const Item& item : document.items) {
    if (item.kind == Item::Kind::kStatement) {
      CheckThen(document, document.statements[item.index], before);
      before = &document.statements[item.index];
    } else if (item.kind == Item::Kind::kLens) {
      for (const LensLine& line : document.lenses[item.index].lines) {
        const Statement* supposed_before = nullptr;
        for (const Statement& statement : document[line.statements]) {
          CheckThen(document, statement, supposed_before);
          supposed_before = &statement;
        }
      }
    }
  }
}

// --- after and before ---

// Statements whose days refer to each other in a circle. What refers to nothing that is left is taken away,
// again and again; each statement that remains refers to another one that does, and following these closes a
// circle.
void Checker::CheckAnchorCycles() {
  using Node = std::pair<uint32_t, uint32_t>;  // document, statement
  struct Reference {
    Node to;
    diag::Span place;
  };
  boost::unordered_flat_map<Node, std::vector<Reference>> references;
  boost::unordered_flat_map<Node, std::vector<Node>> referring;
  std::vector<Node> nodes;  // those with references, in the order of the text
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    const Document& document = dossier_.documents[d];
    if (document.anchors.empty()) continue;
    for (uint32_t i = 0; i < document.statements.size(); ++i) {
      const When& when = document.statements[i].when;
      for (const DayId day : {when.first, when.last}) {
        if (day == kNone<DayId>) continue;
        for (const Anchor& anchor : document[document[day].anchors]) {
          const auto label = dossier_.labels.find(anchor.label.symbol);
          if (label == dossier_.labels.end()) continue;  // already diagnosed
          const LabelTarget& target = label->second;
          if (target.kind != LabelTarget::Kind::kStatement && target.kind != LabelTarget::Kind::kRow)
            continue;
          const Node from{d, i};
          const Node to{target.document, target.index};
          if (references[from].empty()) nodes.push_back(from);
          references[from].push_back({to, document.Place(anchor.extent)});
          referring[to].push_back(from);
        }
      }
    }
  }
  boost::unordered_flat_map<Node, size_t> left;  // how many references go to statements that remain
  for (const Node& node : nodes) left[node] = references[node].size();
  std::vector<Node> free;
  for (const auto& [to, from] : referring) {
    if (!left.contains(to)) free.push_back(to);
  }
  while (!free.empty()) {
    const Node node = free.back();
    free.pop_back();
    for (const Node& from : referring[node]) {
      if (--left[from] == 0) free.push_back(from);
    }
  }
  boost::unordered_flat_set<Node> visited;
  for (const Node& start : nodes) {
    if (left[start] == 0 || visited.contains(start)) continue;
    std::vector<std::pair<Node, diag::Span>> path;
    Node node = start;
    while (visited.insert(node).second) {
      const auto& outgoing = references[node];
      const auto next = std::find_if(outgoing.begin(), outgoing.end(), [&](const Reference& reference) {
        const auto remaining = left.find(reference.to);
        return remaining != left.end() && remaining->second > 0;
      });
      path.emplace_back(node, next->place);
      node = next->to;
    }
    auto step = std::find_if(path.begin(), path.end(), [&](const auto& p) { return p.first == node; });
    if (step == path.end()) continue;  // it leads into a circle that is reported already
    Diagnostic diagnostic(diag::Kind::kAnchorCycle, step->second,
                          "these days refer to each other in a circle");
    for (++step; step != path.end(); ++step)
      diagnostic.labels.push_back({step->second, "and this to the next"});
    diagnostic.helps.push_back("give one of these statements a date of its own");
    sink_.Report(std::move(diagnostic));
  }
}

// What the text says of a day by itself and by others has to leave one.
void Checker::CheckDayIsLeft(const Document& document, DayId id) {
  if (id == kNone<DayId> || document[document[id].anchors].empty()) return;
  const Day& day = document[id];
  const Days days(dossier_);
  StampRange left{std::numeric_limits<base::Stamp>::min(), std::numeric_limits<base::Stamp>::max()};
  const std::vector<base::DayRange> dates = Candidates(document, day);
  if (day.date && !dates.empty()) {
    left = {base::ToStamp(dates.front().first, dossier_.grain),
            base::ToStamp(dates.back().last, dossier_.grain) + base::UnitsPerDay(dossier_.grain) - 1};
  }
  for (const Anchor& anchor : document[day.anchors]) {
    const auto label = dossier_.labels.find(anchor.label.symbol);
    if (label == dossier_.labels.end()) continue;  // already diagnosed
    const StampRange bounds = days.BoundsOf(anchor);
    const StampRange before = left;
    left = {std::max(left.first, bounds.first), std::min(left.last, bounds.last)};
    if (!left.empty()) continue;
    const bool is_early = before.last < bounds.first;
    const base::Stamp limit = is_early ? bounds.first : bounds.last;
    sink_.Report(Diagnostic(diag::Kind::kNoDayLeft, document.Place(day.extent), "no day is left for this")
                     .Here(fmt::format("by `{}` it is {} at the {}, and by the rest {} at the {}",
                                       Text(anchor.label.symbol), base::ToString(limit, dossier_.grain),
                                       is_early ? "earliest" : "latest",
                                       base::ToString(is_early ? before.last : before.first, dossier_.grain),
                                       is_early ? "latest" : "earliest"))
                     .Mark(dossier_.documents[label->second.document].Place(label->second.extent),
                           "the other day is given here")
                     .Help("correct one of the two days, or what is said of their order"));
    return;
  }
}

// --- The grain ---

void Checker::CheckFits(const Document& document, const std::optional<base::Duration>& duration,
                        Extent place) {
  if (!duration || base::Fits(*duration, dossier_.grain)) return;
  sink_.Report(Diagnostic(diag::Kind::kFinerThanGrain, document.Place(place),
                          fmt::format("{} is finer than the grain of the dossier, one {}",
                                      base::ToString(*duration), base::Name(dossier_.grain)))
                   .Help("declare a finer one: `grain minute`, `grain second`; or write whole days"));
}

void Checker::CheckLifeGrain(const Document& document, const std::vector<LifeLine>& lines) {
  for (const LifeLine& line : lines) {
    CheckFits(document, line.duration, line.extent);
    CheckLifeGrain(document, line.nested);
  }
}

void Checker::CheckGrain(const Document& document) {
  if (dossier_.grain == base::Grain::kSecond) return;
  for (const Condition& condition : document.conditions) {
    CheckFits(document, condition.lower, condition.extent);
    CheckFits(document, condition.upper, condition.extent);
  }
  for (const Anchor& anchor : document.anchors) CheckFits(document, anchor.distance, anchor.extent);
  for (const Qualifier& qualifier : document.qualifiers)
    CheckFits(document, qualifier.duration, qualifier.extent);
  for (const Term& term : document.terms) {
    if (term.kind == Term::Kind::kDuration) CheckFits(document, document.durations[term.index], term.extent);
  }
  for (const TreatyDeclaration& treaty : document.treaties) CheckLifeGrain(document, treaty.life);
}

}  // namespace casus::lang
