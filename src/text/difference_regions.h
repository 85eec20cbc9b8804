#pragma once

// Where two runs of words differ.
//
//   FindRegions(words of "The army entered Vilnius in spring", words of "The army entered Vilnius at dawn", table)
//       // one region: "in spring" against "at dawn"
//
// Regions are whole: what is one statement stays together. A mention (a date, "7.5 million") is either in common
// or differs as a whole, and a function word that two differing parts happen to share does not part them.

#include <span>
#include <vector>

#include "text/align_words.h"

namespace casus::text {

// Words a.begin to a.end of one side stand where the words b.begin to b.end of the other stand. One of the two
// may be empty.
struct Region {
  Range a;
  Range b;
};

// One side of a comparison: words, and the reading in whose sentences they stand.
struct Side {
  const Reading* reading = nullptr;
  std::span<const PlacedWord> words;

  // The mention that a word belongs to, if that is a date, number or quantity.
  const Mention* FactAt(size_t word) const;
};

// Ascending in both. Time is linear in the number of words, times a constant bound where the two have little in
// common.
std::vector<Region> FindRegions(const Side& a, const Side& b, const WordTable& table);

// Whether the two are the same word: with regard to case, unless one of them stands where a sentence begins.
bool AreSameWord(const PlacedWord& a, const PlacedWord& b, const WordTable& table);

}  // namespace casus::text
