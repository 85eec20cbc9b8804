#pragma once

// One of two accounts, with what a comparison asks of its parts: which facts and names they tell, and whether they
// turn round what is said.
//
//   const Account a(side_a, table), b(side_b, table);
//   a.FactsMissingIn(b, part)        // "4 May 1921", if b nowhere says so
//
// Parts are ranges of the side's words. A question takes time linear in its part.

#include <boost/unordered/unordered_flat_set.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/align.h"
#include "text/difference_regions.h"
#include "text/same_value.h"
#include "text/sense_words.h"

namespace casus::text {

// A date or number that a side states.
struct Fact {
  Range words;
  bool is_date = false;
  std::string value;
  std::string_view unit = {};            // what a number counts
  std::optional<AmountRange> open = {};  // of a number with one end: "more than 500"
};

// Whether two facts of one kind, of which the values differ, may be of the same day or amount.
bool MayBeSame(const Fact& a, const Fact& b);

// The side and the table must outlive it.
class Account {
 public:
  Account(const Side& side, const WordTable& table);

  std::vector<const Fact*> FactsIn(Range part) const;
  // Those that the other side states nowhere.
  std::vector<const Fact*> FactsMissingIn(const Account& other, Range part) const;

  std::vector<std::string_view> NamesIn(Range part) const;
  std::vector<std::string_view> NamesMissingIn(const Account& other, Range part) const;

  // Whether the words of a part turn round what is said. Two negations of one clause do not.
  bool TurnsRound(Range part) const;
  // The senses of the small words of a part, and of all of the side.
  Senses SensesIn(Range part) const;
  Senses SensesOfAll() const { return SensesIn({.begin = 0, .end = side_.words.size()}); }
  // Whether the words of a part hold together in one clause.
  bool IsWithinClause(Range part) const;
  bool IsTelling(Range part) const;
  // The words of a part, whatever their case; punctuation does not count.
  std::vector<base::Symbol> KeysOf(Range part) const;
  // The same without those of facts and names, and without articles.
  std::vector<base::Symbol> KeysAroundFacts(Range part) const;
  const WordForm& FormAt(size_t word) const { return table_.Form(side_.words[word].form); }

  // The words of a part, without the punctuation around them if there is more than that; by sentence.
  std::vector<PlacedWords> Places(Range part) const;

  std::string TextOf(const std::vector<PlacedWords>& places) const;

 private:
  template <typename Condition>
  bool Any(Range part, Condition condition) const {
    for (size_t at = part.begin; at < part.end; ++at) {
      if (condition(FormAt(at))) return true;
    }
    return false;
  }

  bool IsName(size_t at) const;

  const Side& side_;
  const WordTable& table_;
  std::vector<Fact> facts_;
  boost::unordered_flat_set<std::string> values_;
  boost::unordered_flat_set<base::Symbol> stems_;
};

}  // namespace casus::text
