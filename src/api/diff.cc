#include "api/diff.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "api/wording.h"
#include "law/values.h"

namespace casus::api {
namespace {

// Of std/treaties and std/norms, what people ask about; the rest of them carries these.
constexpr std::array<std::string_view, 3> kInForcePhrases = {"is_in_force", "is_a_party_to", "is_suspended"};
constexpr std::array<std::string_view, 4> kNormPhrases = {"is_owed_by", "is_kept_by", "is_broken_by",
                                                          "is_in_breach_of"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Stamps at which a row holds: for certain, and merely possibly.
struct Times {
  base::IntervalSet certain, possible;
};

using Tuple = std::vector<core::Value>;  // without the occurrence
using Rows = std::map<Tuple, Times>;

class Comparer {
 public:
  Comparer(const Workspace& workspace, law::Record& a, law::Record& b)
      : workspace_(workspace), a_(a), b_(b) {}

  std::vector<DiffRow> Compare() {
    FindStatedEvents();
    FindWholes();
    std::vector<DiffRow> rows;
    for (size_t i = 0; i < workspace_.dossier().vocabulary.predicates().size(); ++i) {
      const auto predicate = static_cast<law::PredicateId>(i);
      if (const std::optional<DiffRow::Group> group = GroupOf(predicate))
        ComparePredicate(predicate, *group, rows);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const DiffRow& x, const DiffRow& y) { return x.group < y.group; });
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

  // The lands that a land lies in, and the provisions that a provision is part of.
  void FindWholes() {
    if (const std::optional<law::PredicateId> lies_in = a_.Find("lies_in")) {
      for (const law::Answer& row : a_.All(*lies_in).rows) {
        if (row.values[0] != row.values[1]) wholes_[row.values[0]].push_back(row.values[1]);
      }
    }
    if (const std::optional<law::PredicateId> belongs_to = a_.Find("belongs_to")) {
      for (const law::Answer& row : a_.All(*belongs_to).rows) {
        if (row.values[0] != row.values[1]) wholes_[row.values[0]].push_back(row.values[1]);
      }
    }
  }

  void ComparePredicate(law::PredicateId predicate, DiffRow::Group group, std::vector<DiffRow>& rows) const {
    const Rows in_a = RowsOf(a_, predicate);
    const Rows in_b = RowsOf(b_, predicate);
    std::map<Tuple, DiffRow> differing;
    auto compare = [&](const Tuple& tuple) {
      const auto at_a = in_a.find(tuple);
      const auto at_b = in_b.find(tuple);
      const Times times_a = at_a == in_a.end() ? Times{} : at_a->second;
      const Times times_b = at_b == in_b.end() ? Times{} : at_b->second;
      DiffRow row{.group = group,
                  .only_in_a = Missing(times_a, times_b, a_),
                  .only_in_b = Missing(times_b, times_a, b_)};
      if (!row.only_in_a.empty() || !row.only_in_b.empty()) differing.emplace(tuple, std::move(row));
    };
    for (const auto& [tuple, times] : in_a) compare(tuple);
    for (const auto& [tuple, times] : in_b) compare(tuple);
    const Wording wording(workspace_, a_);
    std::vector<DiffRow> found;
    for (const auto& [tuple, row] : differing) {
      DiffRow& one = found.emplace_back(row);
      one.statement = wording.Phrase(predicate, tuple);
      one.implied = IsImplied(tuple, row, differing);
    }
    std::sort(found.begin(), found.end(),
              [](const DiffRow& x, const DiffRow& y) { return x.statement < y.statement; });
    rows.insert(rows.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }

  // Whether the same differs in the same way of a whole in place of its part.
  bool IsImplied(const Tuple& tuple, const DiffRow& row, const std::map<Tuple, DiffRow>& differing) const {
    for (size_t i = 0; i < tuple.size(); ++i) {
      const auto wholes = wholes_.find(tuple[i]);
      if (wholes == wholes_.end()) continue;
      for (const core::Value whole : wholes->second) {
        Tuple of_whole = tuple;
        of_whole[i] = whole;
        const auto found = differing.find(of_whole);
        if (found == differing.end()) continue;
        if (found->second.only_in_a == row.only_in_a && found->second.only_in_b == row.only_in_b) return true;
      }
    }
    return false;
  }

  std::optional<DiffRow::Group> GroupOf(law::PredicateId id) const {
    const lang::Dossier& dossier = workspace_.dossier();
    const lang::Predicate& phrase = dossier.vocabulary.predicate(static_cast<lang::PredicateId>(id));
    const law::Predicate& info = a_.law().rules.predicate(id);
    if (phrase.primitive ||
        std::find(info.schema.begin(), info.schema.end(), core::Kind::kCompound) != info.schema.end()) {
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

  static Rows RowsOf(law::Record& record, law::PredicateId predicate) {
    Rows rows;
    const size_t arity = record.law().rules.predicate(predicate).schema.size();
    // An event of the law's making is another occurrence in each world: worlds cannot be compared by it.
    const bool is_event = record.law().rules.predicate(predicate).is_event;
    const law::Answers answers = is_event ? record.AllBounds(predicate) : record.All(predicate);
    for (const law::Answer& row : answers.rows) {
      Times& times = rows[Tuple(row.values.begin(), row.values.begin() + static_cast<std::ptrdiff_t>(arity))];
      times.certain = base::Union(times.certain, ToStamps(record, row.certain));
      times.possible =
          base::Union(times.possible, ToStamps(record, base::Subtract(row.possible, row.certain)));
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
    const base::IntervalSet certain = base::Subtract(has.certain, lacks.certain);
    const base::IntervalSet possible = base::Subtract(has.possible, lacks.possible);
    std::vector<std::pair<base::Interval, Certainty>> pieces;
    for (const base::Interval& interval : certain) pieces.emplace_back(interval, Certainty::kCertain);
    for (const base::Interval& interval : possible) pieces.emplace_back(interval, Certainty::kPossible);
    std::sort(pieces.begin(), pieces.end(),
              [](const auto& x, const auto& y) { return x.first.begin < y.first.begin; });
    const lang::StampRange range = record.range();
    const base::Grain grain = record.timeline().grain();
    std::vector<Span> spans;
    for (size_t i = 0; i < pieces.size(); ++i) {
      const auto& [interval, certainty] = pieces[i];
      spans.push_back({.from = base::ToString(interval.begin, grain),
                       .through = base::ToString(interval.end - 1, grain),
                       .certainty = certainty,
                       .from_start = interval.begin <= range.first,
                       .to_end = interval.end > range.last,
                       .adjoins = i > 0 && pieces[i - 1].first.end == interval.begin});
    }
    return spans;
  }

  const Workspace& workspace_;
  law::Record& a_;
  law::Record& b_;
  std::set<law::PredicateId> stated_;
  std::map<core::Value, Tuple> wholes_;  // by part; symbols, which both records share
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
    case DiffRow::Group::kInForce:
      return "in force";
    case DiffRow::Group::kTerritory:
      return "territory";
    case DiffRow::Group::kNorms:
      return "norms";
    case DiffRow::Group::kStates:
      return "states";
    case DiffRow::Group::kEvents:
      return "events";
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
