#include "api/diff.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "api/wording.h"
#include "law/values.h"

namespace casus::api {
namespace {

// Of std/treaties and std/norms, what people ask about; the rest of them carries these.
constexpr std::array<std::string_view, 4> kInForcePhrases = {"is_in_force", "is_a_party_to", "is_bound_by", "is_suspended"};
constexpr std::array<std::string_view, 4> kNormPhrases = {"is_owed_by", "is_kept_by", "is_broken_by", "is_in_breach_of"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Stamps at which a row holds: for certain, and merely possibly.
struct Times {
  base::IntervalSet certain, possible;
};

using Rows = std::map<std::string, Times>;  // by statement

class Comparer {
 public:
  Comparer(const Workspace& workspace, law::Record& a, law::Record& b) : workspace_(workspace), a_(a), b_(b) {}

  std::vector<DiffRow> Compare() {
    FindStatedEvents();
    std::vector<DiffRow> rows;
    const lang::Vocabulary& vocabulary = workspace_.dossier().vocabulary;
    for (size_t i = 0; i < vocabulary.predicates().size(); ++i) {
      const auto predicate = static_cast<law::PredicateId>(i);
      const std::optional<DiffRow::Group> group = GroupOf(predicate);
      if (!group) continue;
      const Rows in_a = RowsOf(a_, predicate);
      const Rows in_b = RowsOf(b_, predicate);
      std::set<std::string> statements;
      for (const auto& [statement, times] : in_a) statements.insert(statement);
      for (const auto& [statement, times] : in_b) statements.insert(statement);
      for (const std::string& statement : statements) {
        const Times none;
        const auto at_a = in_a.find(statement);
        const auto at_b = in_b.find(statement);
        const Times& times_a = at_a == in_a.end() ? none : at_a->second;
        const Times& times_b = at_b == in_b.end() ? none : at_b->second;
        DiffRow row{*group, statement, Missing(times_a, times_b, a_), Missing(times_b, times_a, b_)};
        if (!row.only_in_a.empty() || !row.only_in_b.empty()) rows.push_back(std::move(row));
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const DiffRow& x, const DiffRow& y) { return x.group < y.group; });
    return rows;
  }

 private:
  void FindStatedEvents() {
    for (const law::Record* record : {&a_, &b_}) {
      for (const law::Fact& fact : record->chronicle().facts.facts) {
        const law::Entry& entry = record->chronicle().entries[fact.statement];
        if (entry.statement != law::Entry::kNoRow) stated_.insert(fact.predicate);
      }
    }
  }

  std::optional<DiffRow::Group> GroupOf(law::PredicateId id) const {
    const lang::Dossier& dossier = workspace_.dossier();
    const lang::Predicate& phrase = dossier.vocabulary.predicate(static_cast<lang::PredicateId>(id));
    const law::Predicate& info = a_.law().rules.predicate(id);
    if (phrase.primitive || std::find(info.schema.begin(), info.schema.end(), core::Kind::kCompound) != info.schema.end()) {
      return std::nullopt;
    }
    if (phrase.is_event) return stated_.contains(id) ? std::optional(DiffRow::Group::kEvents) : std::nullopt;
    if (Contains(kInForcePhrases, info.name)) return DiffRow::Group::kInForce;
    if (Contains(kNormPhrases, info.name)) return DiffRow::Group::kNorms;
    const std::string_view path = workspace_.files().Path(dossier.documents[phrase.origin.document].file);
    if (path.starts_with("std/territory")) return DiffRow::Group::kTerritory;
    const bool carries_others =
        path.starts_with("std/treaties") || path.starts_with("std/norms") || path.starts_with("std/kinds");
    return carries_others ? std::nullopt : std::optional(DiffRow::Group::kStates);
  }

  Rows RowsOf(law::Record& record, law::PredicateId predicate) const {
    const Wording wording(workspace_, record);
    Rows rows;
    for (const law::Answer& row : record.All(predicate).rows) {
      Times& times = rows[wording.Phrase(predicate, row.values)];
      times.certain = base::Union(times.certain, ToStamps(record, row.certain));
      times.possible = base::Union(times.possible, ToStamps(record, base::Subtract(row.possible, row.certain)));
    }
    return rows;
  }

  // The records' moments are not the same, but their days are.
  static base::IntervalSet ToStamps(const law::Record& record, const base::IntervalSet& moments) {
    const core::Timeline& line = record.timeline();
    base::IntervalSet stamps;
    for (const base::Interval& interval : moments) {
      stamps.Add({line.StampOf(interval.begin), line.StampOf(interval.end - 1) + 1});
    }
    return stamps;
  }

  // What one has and the other has not, with the same certainty.
  static std::vector<Span> Missing(const Times& has, const Times& lacks, const law::Record& record) {
    std::vector<Span> spans;
    const law::StampRange range = record.range();
    const base::Grain grain = record.timeline().grain();
    auto add = [&](const base::IntervalSet& stamps, Certainty certainty) {
      for (const base::Interval& interval : stamps) {
        spans.push_back({.from = base::ToString(interval.begin, grain),
                         .through = base::ToString(interval.end - 1, grain),
                         .certainty = certainty,
                         .from_start = interval.begin <= range.first,
                         .to_end = interval.end > range.last});
      }
    };
    add(base::Subtract(has.certain, lacks.certain), Certainty::kCertain);
    add(base::Subtract(has.possible, lacks.possible), Certainty::kPossible);
    std::stable_sort(spans.begin(), spans.end(), [](const Span& x, const Span& y) { return x.from < y.from; });
    return spans;
  }

  const Workspace& workspace_;
  law::Record& a_;
  law::Record& b_;
  std::set<law::PredicateId> stated_;
};

std::vector<std::string> LeftStanding(const Workspace& workspace, const law::Record& record) {
  std::vector<std::string> labels;
  for (const base::Symbol label : record.chronicle().left_standing) {
    labels.emplace_back(workspace.symbols().Name(label));
  }
  return labels;
}

}  // namespace

std::string_view Name(DiffRow::Group group) {
  switch (group) {
    case DiffRow::Group::kInForce: return "in force";
    case DiffRow::Group::kTerritory: return "territory";
    case DiffRow::Group::kNorms: return "norms";
    case DiffRow::Group::kStates: return "states";
    case DiffRow::Group::kEvents: return "events";
  }
  return {};
}

DiffReport Diff(Workspace& workspace, std::string_view lens_a, std::string_view lens_b) {
  DiffReport report;
  report.lens_a = lens_a;
  report.lens_b = lens_b;
  law::Record* a = workspace.RecordUnder(lens_a);
  law::Record* b = a == nullptr ? nullptr : workspace.RecordUnder(lens_b);
  if (b != nullptr) {
    report.rows = Comparer(workspace, *a, *b).Compare();
    report.left_standing_in_a = LeftStanding(workspace, *a);
    report.left_standing_in_b = LeftStanding(workspace, *b);
    report.evaluated = true;
  }
  report.diagnostics = workspace.report();
  return report;
}

}  // namespace casus::api
