#include "text/difference.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "text/account.h"

namespace casus::text {

namespace {

// A region with more words than this on a side is not shown whole for the sake of a number or name in it.
constexpr size_t kShort = 8;

using Gravity = Difference::Gravity;

// Lithuania and Lithuanians are of one name.
bool AreOfOneName(std::string_view a, std::string_view b) {
  const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto common = static_cast<size_t>(ends.first - a.begin());
  return common >= 4 && common * 3 >= std::max(a.size(), b.size()) * 2;
}

// Whether each side has a name that the other has not, in no form.
bool HaveDifferentNames(std::vector<std::string_view> a, std::vector<std::string_view> b) {
  const auto erase_known = [](std::vector<std::string_view>& names,
                              const std::vector<std::string_view>& others) {
    std::erase_if(names, [&](std::string_view name) {
      return std::any_of(others.begin(), others.end(),
                         [&](std::string_view o) { return AreOfOneName(name, o); });
    });
  };
  const std::vector<std::string_view> all_a = a;
  erase_known(a, b);
  erase_known(b, all_a);
  return !a.empty() && !b.empty();
}

std::vector<const Fact*> OfKind(const std::vector<const Fact*>& facts, bool is_date) {
  std::vector<const Fact*> of_kind;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(of_kind),
               [=](const Fact* fact) { return fact->is_date == is_date; });
  return of_kind;
}

Difference::Kind KindOf(const Fact& fact) {
  return fact.is_date ? Difference::Kind::kDate : Difference::Kind::kNumber;
}

// Takes a fact from the begin or end of a part; false if it does not stand there.
bool Cut(Range& part, const Fact& fact) {
  if (fact.words.begin == part.begin) {
    part.begin = fact.words.end;
  } else if (fact.words.end == part.end) {
    part.end = fact.words.begin;
  } else {
    return false;
  }
  return true;
}

bool IsShort(const Region& region) { return region.a.size() <= kShort && region.b.size() <= kShort; }

class Describer {
 public:
  Describer(const Side& a, const Side& b, const WordTable& table) : a_(a, table), b_(b, table) {}

  void Describe(Region region);
  // What only one side has at its place, and the other somewhere else.
  void DescribeMoved(std::span<const Region> regions);
  // Negations that stand in one place of a clause here and in another there, and turn it round on both sides.
  void BalanceNegations(std::span<const Region> regions);

  std::vector<Difference> Take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Difference& x, const Difference& y) { return x.gravity < y.gravity; });
    return std::move(found_);
  }

 private:
  void Add(Gravity gravity, Difference::Kind kind, const Region& region) {
    Difference& found = found_.emplace_back(Difference{.kind = kind, .gravity = gravity});
    found.places_a = a_.Places(region.a);
    found.places_b = b_.Places(region.b);
    found.a = a_.TextOf(found.places_a);
    found.b = b_.TextOf(found.places_b);
  }

  bool IsOfFactsAlone(const Region& region) const;
  bool HasOtherNames(const Region& region) const;
  // Whether two facts stand at the same edge of a region, and words to compare remain on both sides without them.
  bool HaveRest(const Region& region, const Fact& a, const Fact& b) const;
  void DescribeWords(const Region& region, bool has_fact);
  bool CutFact(Region& region, const Fact& fact, bool is_of_a);
  Gravity GravityOfWords(const Region& region, Gravity if_telling) const;

  bool TurnsRound(const Region& region) const { return a_.TurnsRound(region.a) != b_.TurnsRound(region.b); }
  bool IsBalanced(const Region& region) const {
    return std::any_of(balanced_.begin(), balanced_.end(), [&](const Region& balanced) {
      return balanced.a.begin <= region.a.begin && region.a.end <= balanced.a.end &&
             balanced.b.begin <= region.b.begin && region.b.end <= balanced.b.end;
    });
  }

  // Whether small words turn the sense: the opposite stands on the other side, or what is said is qualified on one side only.
  bool TurnsSense(const Region& region) const {
    const Senses a = a_.SensesIn(region.a);
    const Senses b = b_.SensesIn(region.b);
    if (AreOpposed(a, b)) return true;
    const Senses only_a = Qualifiers(a & ~b);
    const Senses only_b = Qualifiers(b & ~a);
    return (only_a != 0 && (only_a & ~b_.SensesOfAll()) != 0) ||
           (only_b != 0 && (only_b & ~a_.SensesOfAll()) != 0);
  }

  // Whether a part of a has a name, and a word that is neither that nor a small one.
  bool HoldNameAndVerb(Range part) const {
    const size_t names = a_.NamesIn(part).size();
    size_t telling = 0;
    for (size_t at = part.begin; at < part.end; ++at)
      telling += a_.FormAt(at).kind >= WordKind::kPlain ? 1 : 0;
    return names > 0 && telling > names;
  }

  bool IsMoved(const Region& region) const {
    return std::any_of(moved_.begin(), moved_.end(), [&](const Region& moved) {
      return region.b.empty() ? moved.a == region.a : moved.b == region.b;
    });
  }

  Account a_;
  Account b_;
  std::vector<Region> moved_;
  std::vector<Region> balanced_;
  std::vector<Difference> found_;
};

void Describer::Describe(Region region) {
  // Where nothing but facts differs, a fact of another place of the sentence is as wrong as one of none.
  const bool is_of_facts = IsOfFactsAlone(region);
  const std::vector<const Fact*> facts_a =
      is_of_facts ? a_.FactsIn(region.a) : a_.FactsMissingIn(b_, region.a);
  const std::vector<const Fact*> facts_b =
      is_of_facts ? b_.FactsIn(region.b) : b_.FactsMissingIn(a_, region.b);
  std::vector<const Fact*> more_a;
  std::vector<const Fact*> more_b;
  std::vector<std::pair<const Fact*, const Fact*>> contradictions;
  for (const bool is_date : {true, false}) {
    // The first date of one side tells against the first of the other, and so on; likewise of numbers.
    const std::vector<const Fact*> of_a = OfKind(facts_a, is_date);
    const std::vector<const Fact*> of_b = OfKind(facts_b, is_date);
    const size_t both = std::min(of_a.size(), of_b.size());
    for (size_t i = 0; i < both; ++i) {
      const bool agree = of_a[i]->value == of_b[i]->value || MayBeSame(*of_a[i], *of_b[i]);
      if (!agree) contradictions.emplace_back(of_a[i], of_b[i]);
    }
    more_a.insert(more_a.end(), of_a.begin() + static_cast<ptrdiff_t>(both), of_a.end());
    more_b.insert(more_b.end(), of_b.begin() + static_cast<ptrdiff_t>(both), of_b.end());
  }

  const bool is_only = contradictions.size() == 1 && facts_a.size() == 1 && facts_b.size() == 1;
  if (is_only && IsShort(region) && !HaveRest(region, *facts_a.front(), *facts_b.front())) {
    Add(Gravity::kContradiction, KindOf(*facts_a.front()), region);
    return;
  }
  size_t told = 0;
  for (const auto& [a, b] : contradictions) {
    Add(Gravity::kContradiction, KindOf(*a), {.a = a->words, .b = b->words});
    if (HaveRest(region, *a, *b)) {
      Cut(region.a, *a);
      Cut(region.b, *b);
    } else {
      told += a->words.size() + b->words.size();
    }
  }
  if (!region.a.empty() && !region.b.empty()) {
    std::erase_if(more_a, [&](const Fact* fact) { return CutFact(region, *fact, true); });
    std::erase_if(more_b, [&](const Fact* fact) { return CutFact(region, *fact, false); });
  }
  // What a contradiction leaves in its region is worth showing if it is more than the facts themselves.
  if (told < region.a.size() + region.b.size()) DescribeWords(region, !more_a.empty() || !more_b.empty());
}

// Whether a region tells facts of the same kinds on both sides and says the same around them: "3 May" against "9 May",
// but not "3 and 5 May" against "5 and 3 May", which lists the same.
bool Describer::IsOfFactsAlone(const Region& region) const {
  const std::vector<const Fact*> a = a_.FactsIn(region.a);
  const std::vector<const Fact*> b = b_.FactsIn(region.b);
  constexpr size_t kMostFacts = 16;  // more are a table
  if (a.empty() || a.size() != b.size() || a.size() > kMostFacts) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i]->is_date != b[i]->is_date) return false;
  }
  const auto have_same_value = [](const Fact* x, const Fact* y) { return x->value == y->value; };
  return !std::is_permutation(a.begin(), a.end(), b.begin(), b.end(), have_same_value) &&
         a_.KeysAroundFacts(region.a) == b_.KeysAroundFacts(region.b) &&
         a_.NamesIn(region.a) == b_.NamesIn(region.b);
}

// Whether the names of a region are others on both sides, or stand elsewhere while all around them is the same: "Orlov
// surrendered the town to Hane" and "Hane surrendered the town to Orlov", but not "was surrendered by".
bool Describer::HasOtherNames(const Region& region) const {
  if (!IsShort(region)) return false;
  if (HaveDifferentNames(a_.NamesMissingIn(b_, region.a), b_.NamesMissingIn(a_, region.b))) return true;
  const std::vector<std::string_view> a = a_.NamesIn(region.a);
  const std::vector<std::string_view> b = b_.NamesIn(region.b);
  return a_.KeysAroundFacts(region.a) == b_.KeysAroundFacts(region.b) && a_.FactsIn(region.a).empty() &&
         b_.FactsIn(region.b).empty() && !std::is_permutation(a.begin(), a.end(), b.begin(), b.end()) &&
         HaveDifferentNames(a, b);
}

bool Describer::HaveRest(const Region& region, const Fact& a, const Fact& b) const {
  Region rest = region;
  return Cut(rest.a, a) && Cut(rest.b, b) &&
         (rest.a.begin == region.a.begin) == (rest.b.begin == region.b.begin) && a_.IsTelling(rest.a) &&
         b_.IsTelling(rest.b);
}

// Takes a fact that only one side has from the begin or end of a region, if words remain for the rest to be
// compared with: "soldiers" against "20,000 troops" is an addition, and wording.
bool Describer::CutFact(Region& region, const Fact& fact, bool is_of_a) {
  Range& part = is_of_a ? region.a : region.b;
  Range rest = part;
  if (!Cut(rest, fact) || !(is_of_a ? a_ : b_).IsTelling(rest)) return false;
  part = rest;
  if (is_of_a) {
    Add(Gravity::kMoreOrLess, Difference::Kind::kOmission, {.a = fact.words, .b = {}});
  } else {
    Add(Gravity::kMoreOrLess, Difference::Kind::kAddition, {.a = {}, .b = fact.words});
  }
  return true;
}

Gravity Describer::GravityOfWords(const Region& region, Gravity if_telling) const {
  if ((TurnsRound(region) && !IsBalanced(region)) || TurnsSense(region)) return Gravity::kNegation;
  if (!a_.IsTelling(region.a) && !b_.IsTelling(region.b)) return Gravity::kSlight;
  const bool is_one_word = region.a.size() == 1 && region.b.size() == 1;
  if (is_one_word && a_.FormAt(region.a.begin).key == b_.FormAt(region.b.begin).key) return Gravity::kSlight;
  return if_telling;
}

void Describer::DescribeWords(const Region& region, bool has_fact) {
  if (region.a.empty() || region.b.empty()) {
    const auto kind = region.a.empty() ? Difference::Kind::kAddition : Difference::Kind::kOmission;
    Add(IsMoved(region) ? Gravity::kSlight : GravityOfWords(region, Gravity::kMoreOrLess), kind, region);
    return;
  }
  const Gravity gravity = GravityOfWords(region, has_fact ? Gravity::kMoreOrLess : Gravity::kWording);
  if (HasOtherNames(region)) {
    Add(std::min(gravity, Gravity::kName), Difference::Kind::kName, region);
  } else {
    Add(gravity, Difference::Kind::kWording, region);
  }
}

// Words that stand elsewhere on the other side are no difference worth telling. But where they count the same thing, or
// tell the only date of their side, and do so differently ("two bridges were destroyed and the church burnt" against
// "the church burnt and three bridges were destroyed"), that is a contradiction. So it is where other words stand at both places:
// of a region with words on both sides, the facts count that its other side has no fact to compare with.
void Describer::DescribeMoved(std::span<const Region> regions) {
  constexpr size_t kMostRegions = 64;  // more are of sentences that have little in common
  if (regions.size() > kMostRegions) return;
  std::vector<const Fact*> only_a;
  std::vector<const Fact*> only_b;
  for (const Region& region : regions) {
    if (IsOfFactsAlone(region)) continue;
    for (const bool is_date : {true, false}) {
      const std::vector<const Fact*> of_a = OfKind(a_.FactsMissingIn(b_, region.a), is_date);
      const std::vector<const Fact*> of_b = OfKind(b_.FactsMissingIn(a_, region.b), is_date);
      const auto both = static_cast<ptrdiff_t>(std::min(of_a.size(), of_b.size()));
      only_a.insert(only_a.end(), of_a.begin() + both, of_a.end());
      only_b.insert(only_b.end(), of_b.begin() + both, of_b.end());
    }
  }
  const auto is_only_date = [](const std::vector<const Fact*>& facts) {
    return std::count_if(facts.begin(), facts.end(), [](const Fact* fact) { return fact->is_date; }) == 1;
  };
  const bool may_dates_differ = is_only_date(only_a) && is_only_date(only_b);
  for (const Fact* a : only_a) {
    const auto b = std::find_if(only_b.begin(), only_b.end(), [&](const Fact* fact) {
      if (a->is_date != fact->is_date) return false;
      const bool may_differ = a->is_date ? may_dates_differ : !a->unit.empty() && a->unit == fact->unit;
      return may_differ && !MayBeSame(*a, *fact);
    });
    if (b == only_b.end()) continue;
    Add(Gravity::kContradiction, KindOf(*a), {.a = a->words, .b = (*b)->words});
    only_b.erase(b);
  }
  std::vector<std::vector<base::Symbol>> keys;
  for (const Region& region : regions) keys.push_back(a_.KeysOf(region.a));
  for (const Region& addition : regions) {
    if (!addition.a.empty() || !b_.IsTelling(addition.b)) continue;
    const std::vector<base::Symbol> words = b_.KeysOf(addition.b);
    for (size_t i = 0; i < regions.size(); ++i) {
      if (!regions[i].b.empty() || keys[i].size() != words.size()) continue;
      const bool are_same = keys[i] == words;
      // "Hale defeated Orr" and "Orr defeated Hale": around what is common, the rest stands in another order.
      const bool changes_roles = !are_same && words.size() <= kShort &&
                                 std::is_permutation(keys[i].begin(), keys[i].end(), words.begin()) &&
                                 HoldNameAndVerb(regions[i].a);
      if (!are_same && !changes_roles) continue;
      const Region moved{.a = regions[i].a, .b = addition.b};
      if (changes_roles) Add(Gravity::kName, Difference::Kind::kName, moved);
      moved_.push_back(moved);
      keys[i].clear();
      break;
    }
  }
}

// "No soldier was ever to cross", "soldiers were never to cross".
void Describer::BalanceNegations(std::span<const Region> regions) {
  constexpr size_t kMostRegions = 64;  // more are of sentences that have little in common
  if (regions.size() > kMostRegions) return;
  const Region* open = nullptr;
  for (const Region& region : regions) {
    if (!TurnsRound(region)) continue;
    const bool balances = open != nullptr && a_.TurnsRound(open->a) != a_.TurnsRound(region.a) &&
                          a_.IsWithinClause({.begin = open->a.begin, .end = region.a.end}) &&
                          b_.IsWithinClause({.begin = open->b.begin, .end = region.b.end});
    if (balances) {
      balanced_.push_back(*open);
      balanced_.push_back(region);
    }
    open = balances ? nullptr : &region;
  }
}

}  // namespace

std::vector<Difference> FindDifferences(const Side& a, const Side& b, const WordTable& table) {
  const std::vector<Region> regions = FindRegions(a, b, table);
  if (regions.empty()) return {};
  Describer describer(a, b, table);
  describer.DescribeMoved(regions);
  describer.BalanceNegations(regions);
  for (const Region& region : regions) describer.Describe(region);
  return describer.Take();
}

bool AreWordForWord(const Side& a, const Side& b, const WordTable& table) {
  const auto is_word = [&](const PlacedWord& word) {
    return table.Form(word.form).kind != WordKind::kPunctuation;
  };
  auto at_a = a.words.begin();
  auto at_b = b.words.begin();
  size_t words = 0;
  while (true) {
    at_a = std::find_if(at_a, a.words.end(), is_word);
    at_b = std::find_if(at_b, b.words.end(), is_word);
    if (at_a == a.words.end() || at_b == b.words.end()) break;
    if (!AreSameWord(*at_a++, *at_b++, table)) return false;
    ++words;
  }
  if (at_a != a.words.end() || at_b != b.words.end()) return false;
  if (words > 0) return true;
  return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                    [&](const PlacedWord& x, const PlacedWord& y) { return AreSameWord(x, y, table); });
}

}  // namespace casus::text
