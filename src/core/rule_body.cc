// Solving a rule: which relation to look at next.
//
//   recent(a, b), B(b, c), soon(c, a)           B has 3 rows at this point
//
//   B is the smallest: for each of its rows b and c are bound, and from then on each relation is asked only for what
//   goes with them. recent has 5 rows with this b, soon 2 with this c: soon is next. Now all is bound, and recent is
//   only asked whether it has (a, b).
//
// Nothing is decided beforehand but what can be said from which variables are bound (a *decision*, made when first
// needed and kept): which filters can be tested, which negated or fully bound relations can be asked for yes or no,
// and which relations could be next. Among these the one with the fewest rows that agree is taken, anew for each
// binding: an index knows their number. So guards travel into what they guard: a view is asked with what is bound,
// and the product that a negation denies is never made.
//
// On the triangle, taking the lesser of two candidate lists for each binding is what a worst-case optimal join does
// (H. Ngo, C. Ré, A. Rudra, "Skew strikes back", 2013): a vertex with many neighbours on one side costs as much as
// it has on the other.
//
// Once all variables of the head are bound, one way to satisfy the rest is enough.

#include "core/rule_body.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace casus::core {

namespace {

constexpr size_t kMaxColumns = 64;
constexpr size_t kUnknown = 1'000'000'000;  // how many rows a view has

ColumnMask Bit(int variable) { return ColumnMask{1} << variable; }

ColumnMask MaskOf(std::span<const int> variables) {
  ColumnMask mask = 0;
  for (const int variable : variables) {
    if (variable >= 0) mask |= Bit(variable);
  }
  return mask;
}

}  // namespace

struct RuleBody::Search {
  const Now& now;
  Value* values;
  ScalarContext& scalars;
  BodyVisitor& visitor;
};

// What is asked for yes or no: a scalar, or whether a leaf has a row that agrees.
struct RuleBody::Check {
  const BodyScalar* scalar = nullptr;
  bool is_filter = false;  // of a computed variable: whether it is bound already and is only compared
  const BodyLeaf* leaf = nullptr;
  ColumnMask mask = 0;   // the bound columns of the leaf
  std::vector<int> key;  // their variables
  bool is_whole_row = false;
  size_t index = kUnknown;  // of the leaf's set
};

// A leaf that can be next.
struct RuleBody::Option {
  const BodyLeaf* leaf = nullptr;
  size_t number = 0;
  ColumnMask mask = 0;
  std::vector<int> key;
  size_t index = kUnknown;
  RowSet::MatchedRows matches;                   // of the set, as found last
  std::vector<std::pair<int, int>> binds;        // column, variable
  std::vector<std::pair<int, int>> comparisons;  // column, variable, which an earlier column binds
  std::unique_ptr<Decision> next;                // when first needed
};

struct RuleBody::Decision {
  ColumnMask bound = 0;
  uint64_t done_leaves = 0;
  uint64_t done_scalars = 0;
  bool is_head_bound = false;
  std::vector<Check> checks;
  std::vector<Option> options;  // none: all is found
};

RuleBody::~RuleBody() = default;
RuleBody::RuleBody(RuleBody&&) noexcept = default;

RuleBody::RuleBody(std::vector<BodyLeaf> leaves, std::vector<BodyScalar> scalars, size_t variables,
                   std::vector<int> head)
    : leaves_(std::move(leaves)),
      scalars_(std::move(scalars)),
      variables_(variables),
      head_(std::move(head)) {
  CHECK(variables_ <= kMaxColumns && leaves_.size() <= kMaxColumns && scalars_.size() <= kMaxColumns)
      << "a rule of " << variables_ << " variables and " << leaves_.size() << " leaves";
  head_mask_ = MaskOf(head_);
  for (const BodyLeaf& leaf : leaves_) {
    if (leaf.is_negated) continue;
    is_injective_ = is_injective_ && leaf.view == nullptr &&
                    std::all_of(leaf.variables.begin(), leaf.variables.end(),
                                [&](int v) { return v >= 0 && (head_mask_ & Bit(v)) != 0; });
  }
}

bool RuleBody::IsSurelyEmpty(const Now& now) const {
  for (const BodyLeaf& leaf : leaves_) {
    if (leaf.is_negated) continue;
    if (leaf.batch != nullptr && leaf.batch->CountAt(now.point) == 0) return true;
    if (leaf.set != nullptr && leaf.set->size() == 0) return true;
  }
  return false;
}

bool RuleBody::HasBatch() const {
  return std::any_of(leaves_.begin(), leaves_.end(),
                     [](const BodyLeaf& leaf) { return leaf.batch != nullptr && !leaf.is_negated; });
}

std::unique_ptr<RuleBody::Decision> RuleBody::Decide(ColumnMask bound, uint64_t done_leaves,
                                                     uint64_t done_scalars) const {
  auto decision = std::make_unique<Decision>();
  const auto bound_columns = [&](const BodyLeaf& leaf, ColumnMask& mask, std::vector<int>& key) {
    for (size_t column = 0; column < leaf.variables.size(); ++column) {
      const int variable = leaf.variables[column];
      if (variable < 0 || (bound & Bit(variable)) == 0) continue;
      mask |= Bit(static_cast<int>(column));
      key.push_back(variable);
    }
  };
  const auto index_of = [](const BodyLeaf& leaf, ColumnMask mask, size_t columns) {
    const bool is_partial = columns > 0 && columns < leaf.variables.size();
    return leaf.set != nullptr && is_partial ? leaf.set->IndexOn(mask) : kUnknown;
  };
  // Scalars first: they are cheap, and may bind what leaves ask for.
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < scalars_.size(); ++i) {
      if ((done_scalars >> i & 1) != 0 || (MaskOf(scalars_[i].variables) & ~bound) != 0) continue;
      done_scalars |= uint64_t{1} << i;
      const int target = scalars_[i].target;
      decision->checks.push_back(
          {.scalar = &scalars_[i], .is_filter = target >= 0 && (bound & Bit(target)) != 0, .key = {}});
      if (target >= 0) bound |= Bit(target);
      again = true;
    }
  }
  // A negated leaf can be asked once all its variables that occur elsewhere are bound, and any leaf when all are.
  for (size_t i = 0; i < leaves_.size(); ++i) {
    const BodyLeaf& leaf = leaves_[i];
    if ((done_leaves >> i & 1) != 0 || (MaskOf(leaf.variables) & ~bound) != 0) continue;
    done_leaves |= uint64_t{1} << i;
    Check check = {.leaf = &leaf, .key = {}};
    bound_columns(leaf, check.mask, check.key);
    check.is_whole_row = check.key.size() == leaf.variables.size();
    check.index = index_of(leaf, check.mask, check.key.size());
    decision->checks.push_back(std::move(check));
  }
  for (size_t i = 0; i < leaves_.size(); ++i) {
    const BodyLeaf& leaf = leaves_[i];
    if ((done_leaves >> i & 1) != 0 || leaf.is_negated) continue;
    Option option;
    option.leaf = &leaf;
    option.number = i;
    bound_columns(leaf, option.mask, option.key);
    option.index = index_of(leaf, option.mask, option.key.size());
    ColumnMask binding = bound;
    for (size_t column = 0; column < leaf.variables.size(); ++column) {
      const int variable = leaf.variables[column];
      if (variable < 0 || (bound & Bit(variable)) != 0) continue;
      auto& list = (binding & Bit(variable)) != 0 ? option.comparisons : option.binds;
      list.emplace_back(static_cast<int>(column), variable);
      binding |= Bit(variable);
    }
    decision->options.push_back(std::move(option));
  }
  CHECK(
      !decision->options.empty() ||
      (done_leaves == (leaves_.size() == kMaxColumns ? ~uint64_t{0} : (uint64_t{1} << leaves_.size()) - 1) &&
       (head_mask_ & ~bound) == 0))
      << "a rule with a variable that nothing binds";
  decision->bound = bound;
  decision->done_leaves = done_leaves;
  decision->done_scalars = done_scalars;
  decision->is_head_bound = (head_mask_ & ~bound) == 0;
  return decision;
}

bool RuleBody::Solve(const Now& now, ColumnMask bound, Value* values, ScalarContext& scalars,
                     BodyVisitor& visitor) {
  if (last_ == nullptr || last_bound_ != bound) {
    std::unique_ptr<Decision>& decision = decisions_[bound];
    if (!decision) decision = Decide(bound, 0, 0);
    last_ = decision.get();
    last_bound_ = bound;
  }
  Search search = {now, values, scalars, visitor};
  return Continue(search, *last_, false);
}

// Whether a leaf has a row that agrees with the key, or a scalar is true; what a scalar computes is bound.
bool RuleBody::Passes(Search& search, const Check& check) {
  std::array<Value, kMaxColumns> key;
  if (check.scalar != nullptr) {
    const BodyScalar& scalar = *check.scalar;
    for (size_t column = 0; column < scalar.variables.size(); ++column) {
      key[column] = scalar.variables[column] < 0 ? 0 : search.values[scalar.variables[column]];
    }
    const std::span<const Value> row = {key.data(), scalar.variables.size()};
    const std::optional<Value> value =
        search.scalars.evaluator.Evaluate(*scalar.scalar, *scalar.schema, row, search.now.point);
    if (!value) {
      search.scalars.problems.Add(search.scalars.evaluator.problem(), scalar.node, row);
      return false;
    }
    if (scalar.target < 0) return *value != 0;
    if (check.is_filter) return *value == search.values[scalar.target];
    search.values[scalar.target] = *value;
    return true;
  }
  const BodyLeaf& leaf = *check.leaf;
  for (size_t i = 0; i < check.key.size(); ++i) key[i] = search.values[check.key[i]];
  bool is_there = false;
  if (leaf.set != nullptr) {
    if (check.is_whole_row) {
      is_there = leaf.set->Find(key.data()) != RowSet::kNone;
    } else if (check.mask == 0) {
      is_there = leaf.set->size() > 0;
    } else {
      is_there = leaf.set->Matches(check.index, key.data()).count > 0;
    }
  } else if (leaf.batch != nullptr) {
    is_there = leaf.batch->CountAt(search.now.point) > 0 &&
               (check.mask == 0 ||
                leaf.batch->VisitMatches(check.mask, key.data(), [](const Value*) { return true; }));
  } else {
    class : public BodyVisitor {
      bool Visit(const Value*) override { return true; }
    } found;
    is_there = leaf.view->VisitMatches(search.now, check.mask, key.data(), search.scalars, found);
  }
  return is_there != leaf.is_negated;
}

// How many rows agree with what is bound; of a batch with something bound, how many it has at all.
size_t RuleBody::CountOf(Search& search, Option& option) {
  const BodyLeaf& leaf = *option.leaf;
  if (leaf.batch != nullptr) return leaf.batch->CountAt(search.now.point);
  if (leaf.view != nullptr) return kUnknown;
  if (option.mask == 0) return leaf.set->size();
  std::array<Value, kMaxColumns> key;
  for (size_t i = 0; i < option.key.size(); ++i) key[i] = search.values[option.key[i]];
  option.matches = leaf.set->Matches(option.index, key.data());
  return option.matches.count;
}

bool RuleBody::Try(Search& search, Option& option, const Value* row, bool is_head_found) {
  for (const auto& [column, variable] : option.binds) search.values[variable] = row[column];
  for (const auto& [column, variable] : option.comparisons) {
    if (search.values[variable] != row[column]) return false;
  }
  return Continue(search, *option.next, is_head_found);
}

// Whether the search is over: the visitor wants no more, or all that was asked is whether there is a way.
bool RuleBody::Continue(Search& search, Decision& decision, bool is_head_found) {
  for (const Check& check : decision.checks) {
    if (!Passes(search, check)) return false;
  }
  if (decision.options.empty()) return is_head_found || search.visitor.Visit(search.values);
  if (is_head_found || !decision.is_head_bound) return Follow(search, decision, is_head_found);
  return Follow(search, decision, true) && search.visitor.Visit(search.values);
}

bool RuleBody::Follow(Search& search, Decision& decision, bool is_head_found) {
  Option* best = &decision.options[0];
  size_t least = CountOf(search, *best);
  for (size_t i = 1; i < decision.options.size() && least > 0; ++i) {
    Option& option = decision.options[i];
    const size_t count = CountOf(search, option);
    // Of two that are as small, the one that what is bound narrows down.
    if (count > least || (count == least && (best->mask != 0 || option.mask == 0))) continue;
    best = &option;
    least = count;
  }
  if (least == 0) return false;
  if (!best->next) {
    ColumnMask bound = decision.bound;
    for (const auto& [column, variable] : best->binds) bound |= Bit(variable);
    best->next = Decide(bound, decision.done_leaves | uint64_t{1} << best->number, decision.done_scalars);
  }
  const BodyLeaf& leaf = *best->leaf;
  const auto attempt = [&](const Value* row) { return Try(search, *best, row, is_head_found); };
  if (leaf.set != nullptr && best->mask == 0) {
    for (const uint32_t id : leaf.set->Ids()) {
      if (attempt(leaf.set->Row(id))) return true;
    }
    return false;
  }
  if (leaf.set != nullptr) {
    const size_t index = best->index;
    for (uint32_t id = best->matches.first; id != RowSet::kNone; id = leaf.set->NextMatch(index, id)) {
      if (attempt(leaf.set->Row(id))) return true;
    }
    return false;
  }
  if (leaf.batch != nullptr && best->mask == 0) {
    const size_t count = leaf.batch->CountAt(search.now.point);
    for (size_t row = 0; row < count; ++row) {
      if (attempt(leaf.batch->Row(row))) return true;
    }
    return false;
  }
  std::array<Value, kMaxColumns> key;
  for (size_t i = 0; i < best->key.size(); ++i) key[i] = search.values[best->key[i]];
  if (leaf.batch != nullptr) return leaf.batch->VisitMatches(best->mask, key.data(), attempt);
  struct Attempts final : BodyVisitor {
    explicit Attempts(decltype(attempt)& f) : attempt_row(f) {}
    bool Visit(const Value* row) override { return attempt_row(row); }
    decltype(attempt)& attempt_row;
  } attempts(attempt);
  return leaf.view->VisitMatches(search.now, best->mask, key.data(), search.scalars, attempts);
}

bool View::VisitMatches(const Now& now, ColumnMask mask, const Value* key, ScalarContext& scalars,
                        BodyVisitor& visitor) {
  struct Rows final : BodyVisitor {
    Rows(std::span<const int> h, BodyVisitor& v) : head(h), outer(v) {}
    bool Visit(const Value* variables) override {
      std::array<Value, kMaxColumns> row;
      for (size_t column = 0; column < head.size(); ++column) row[column] = variables[head[column]];
      return outer.Visit(row.data());
    }
    std::span<const int> head;
    BodyVisitor& outer;
  };
  std::array<Value, kMaxColumns> values;
  for (RuleBody& body : bodies_) {
    if (body.IsSurelyEmpty(now)) continue;
    ColumnMask bound = 0;
    bool agrees = true;
    const Value* next = key;
    for (size_t column = 0; column < body.head().size(); ++column) {
      if ((mask >> column & 1) == 0) continue;
      const int variable = body.head()[column];
      const Value value = *next++;
      // A variable may stand in several columns.
      if ((bound & Bit(variable)) != 0 && values[static_cast<size_t>(variable)] != value) agrees = false;
      values[static_cast<size_t>(variable)] = value;
      bound |= Bit(variable);
    }
    if (!agrees) continue;
    Rows rows(body.head(), visitor);
    if (body.Solve(now, bound, values.data(), scalars, rows)) return true;
  }
  return false;
}

}  // namespace casus::core
