#include "law/closed_question.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "law/matched_rows.h"

namespace casus::law {
namespace {

class Reader {
 public:
  Reader(const RuleBase& rules, const Definitions& definitions, const core::Evaluation& record)
      : rules_(rules), definitions_(definitions), record_(record) {}

  Truth Read(const Formula& formula) const {
    switch (formula.kind) {
      case Formula::Kind::kAtom:
        return ReadAtom(formula);
      case Formula::Kind::kNot: {
        const Truth denied = Read(formula.children[0]);
        return {base::Complement(denied.possible, line()), base::Complement(denied.certain, line())};
      }
      case Formula::Kind::kOr: {
        Truth any;
        for (const Formula& child : formula.children) {
          const Truth one = Read(child);
          any = {base::Union(any.certain, one.certain), base::Union(any.possible, one.possible)};
        }
        return any;
      }
      default: {
        Truth all = {base::IntervalSet{line()}, base::IntervalSet{line()}};
        for (const Formula& child : formula.children) {
          const Truth one = Read(child);
          all = {base::Intersect(all.certain, one.certain), base::Intersect(all.possible, one.possible)};
        }
        return all;
      }
    }
  }

 private:
  base::Interval line() const { return {0, record_.timeline().size()}; }

  Truth ReadAtom(const Formula& atom) const {
    // One that was made for this question says nothing (see QuestionNodes).
    if (static_cast<size_t>(atom.predicate) >= definitions_.predicate_count()) return {};
    const bool is_event = rules_.predicate(atom.predicate).is_event;
    Truth truth;
    truth.certain = Moments(definitions_.Of(atom.predicate, Layer::kCertain), atom.terms, is_event);
    truth.possible = definitions_.IsUncertain(atom.predicate)
                         ? Moments(definitions_.Of(atom.predicate, Layer::kPossible), atom.terms, is_event)
                         : truth.certain;
    return truth;
  }

  base::IntervalSet Moments(core::NodeId node, std::span<const Term> terms, bool is_event) const {
    const core::Relation& relation = record_.Of(node);
    std::vector<base::Interval> moments;
    for (const uint32_t row : RowsThatMatch(relation, terms)) {
      for (const base::Interval& interval : relation.Intervals(row)) {
        moments.push_back({interval.begin, EndAsAsked(interval, is_event, record_.timeline())});
      }
    }
    return base::IntervalSet(std::span<const base::Interval>(moments));
  }

  const RuleBase& rules_;
  const Definitions& definitions_;
  const core::Evaluation& record_;
};

}  // namespace

bool IsClosed(const Formula& formula) {
  switch (formula.kind) {
    case Formula::Kind::kAtom:
      return !formula.just_before && !formula.binds_only && formula.occurrence.kind == Term::Kind::kAny &&
             std::all_of(formula.terms.begin(), formula.terms.end(), [](const Term& term) {
               return term.kind == Term::Kind::kConstant || term.kind == Term::Kind::kAny;
             });
    case Formula::Kind::kTrue:
    case Formula::Kind::kAnd:
    case Formula::Kind::kOr:
    case Formula::Kind::kNot:
      return std::all_of(formula.children.begin(), formula.children.end(), IsClosed);
    default:
      return false;
  }
}

Truth TruthOf(const Formula& closed, const RuleBase& rules, const Definitions& definitions,
              const core::Evaluation& record) {
  return Reader(rules, definitions, record).Read(closed);
}

}  // namespace casus::law
