#pragma once

// Two accounts of one story, side by side: which sentence of one is which of the other, and in what they differ.
//
//   Alignment alignment = Align(a, b);
//   alignment.pairs[0].a == {57}, .b == {8}, .kind == Pair::kReworded

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "text/reading.h"
#include "text/trace.h"

namespace casus::text {

// Words where they stand.
struct PlacedWords {
  int sentence = 0;  // its id
  Range at;          // in its text
};

// What differs inside a pair. Of an addition only `b` has words, of an omission only `a`.
struct Difference {
  enum class Kind : uint8_t { kNumber, kDate, kName, kWording, kAddition, kOmission };
  enum class Gravity : uint8_t {
    kContradiction,  // a number or date against another
    kNegation,       // what turns a statement round, such as "not"
    kName,
    kMoreOrLess,  // something is told by one alone
    kWording,
    kSlight,  // function words, punctuation, case
  };
  Kind kind = Kind::kWording;
  Gravity gravity = Gravity::kWording;
  std::string a, b;
  std::vector<PlacedWords> places_a, places_b;  // more than one if the words go on in the next sentence
};

struct Pair {
  enum class Kind : uint8_t {
    kIdentical,  // word for word; at most punctuation differs
    kReworded,   // one sentence each
    kMerged,     // several of a are one of b
    kSplit,      // one of a is several of b
    kOnlyA,
    kOnlyB,
  };
  Kind kind = Kind::kReworded;
  std::vector<int> a, b;  // ids of sentences, ascending
  double likeness = 0;    // 0 to 1: the share of the weight of their words that they have in common
  std::vector<Difference> differences;  // the gravest first: numbers and dates, names, then the rest
};

struct Alignment {
  std::vector<Pair> pairs;  // in the order of a; what only b has follows what stands before it in b
};

Alignment Align(const Reading& a, const Reading& b);

// Notes of b whose sentence is not in b, with the sentence of a that they support: the one before the
// counterpart of the sentence they precede.
struct PlacedNote {
  size_t note = 0;   // in b.notes
  int sentence = 0;  // of a
};
std::vector<PlacedNote> PlaceNotes(const Reading& a, const Reading& b, const Alignment& alignment);

}  // namespace casus::text
