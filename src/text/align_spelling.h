#pragma once

// Words as an alignment splits and spells them.
//
//   SplitSpelling("Tolls rose by 5%.")   // Tolls, rose, by, 5, %, and the full stop as punctuation
//   Spell("Refuses")   // key "refuses", stem "refus", a negation
//
// Words are those of text/words.h, with three additions that a citation does not need: each has its place,
// punctuation and signs ("%", "$") are words of their own kind, and a number whose digits are grouped by spaces
// is one word. Linear.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/trace.h"

namespace casus::text {

enum class WordKind : uint8_t { kPunctuation, kFunction, kPlain, kNumber };

struct SpeltRange {
  Range at;
  bool is_punctuation = false;  // a run of one and the same character
};

// In their order, without overlaps. Requires valid UTF-8.
std::vector<SpeltRange> SplitSpelling(std::string_view text);

struct Spelling {
  std::string exact;  // composed, with plain apostrophes, hyphens and quotation marks
  std::string key;    // the same without regard to case; of a number, to how its digits are grouped
  std::string stem;   // the same without English inflection: refus for refuses, refused, refusing
  WordKind kind = WordKind::kPlain;
  bool is_capitalised = false;
  bool is_negation = false;  // turns round what is said: not, never, refused
};

// Requires a word as SplitSpelling finds them.
Spelling Spell(std::string_view word);

}  // namespace casus::text
