#pragma once

// From the words of a phrase to the predicates that it may be.
//
// Patterns and phrases are sequences of words and slots. A pattern fits a phrase if both have words and slots
// at the same places, and each word of the phrase is one of the forms of the pattern's word: `{who}
// signs/sign {pact}` fits `Germany and Soviet_Union sign Secret_Protocols`. Several patterns may fit; the
// kinds of their slots decide (the resolver's task).
//
// Method: words that are forms of each other in any pattern are put into one class, by union and find. A
// pattern's shape is its sequence of classes, with a mark for a slot, and patterns are found by the hash of
// their shape: one look-up a word, one for the phrase, and then a comparison with the forms themselves. So
// the forms of long patterns don't multiply, and a phrase takes O(its parts), without allocation.

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"

namespace casus::lang {

struct Predicate;

using PredicateList = boost::container::small_vector<PredicateId, 4>;

class PhraseIndex {
 public:
  PhraseIndex() = default;
  // Predicates are numbered by their place. They need not outlive the index.
  explicit PhraseIndex(std::span<const Predicate> predicates);

  // The predicates whose pattern fits, in the order of their declaration.
  void Find(std::span<const Part> parts, PredicateList& found) const;
  void Find(std::span<const DeclaredPart> pattern, PredicateList& found) const;

  // For "did you mean": the predicates that share most of the phrase's telling words, and among them those whose words and
  // places of slots are nearest, at most `limit` of them, the nearest first; none if none is near. Takes O(predicates).
  PredicateList Nearest(std::span<const Part> parts, size_t limit, const base::SymbolTable& symbols) const;

 private:
  // A word's forms are words_[begin..end); a slot has none.
  struct Position {
    uint32_t begin, end;
  };
  struct Pattern {
    uint32_t begin, count;  // in positions_
    uint32_t next;          // the pattern of the same hash that was declared next, or kNoPattern
  };
  static constexpr uint32_t kNoPattern = 0xFFFFFFFFu;
  static constexpr uint32_t kSlot = 0xFFFFFFFFu;  // the class of a slot

  uint32_t ClassOf(base::Symbol word) const;  // kSlot if no pattern has the word
  bool Fits(const Pattern& pattern, std::span<const Part> parts) const;
  bool Fits(const Pattern& pattern, std::span<const DeclaredPart> parts) const;

  std::vector<base::Symbol> words_;
  std::vector<Position> positions_;
  std::vector<Pattern> patterns_;                                // by predicate
  boost::unordered_flat_map<base::Symbol, uint32_t> classes_;    // of words
  boost::unordered_flat_map<uint64_t, uint32_t> first_by_hash_;  // of patterns
};

}  // namespace casus::lang
