#pragma once

// What stands before a number and changes its meaning: "about", "up to", "between", "Article".
//
//   CuesBefore("up to about 50 men", 12)   // bound kMost, approximate, begin 0
//   EndOfLabel("Articles 5 and 6", …)      // 16: these are numbers of something, and no quantities

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/prose_tokens.h"

namespace casus::text {

struct Cues {
  enum class Bound : uint8_t { kNone, kLeast, kMost };
  enum class Opener : uint8_t { kNone, kBetween, kFrom };

  size_t begin = 0;  // of the first cue; of the number if there is none
  Bound bound = Bound::kNone;
  Opener opener = Opener::kNone;  // it is a cue only if a range follows
  size_t opener_begin = 0;
  bool approximate = false;
  bool over = false;        // the bound rests on "over" alone
  bool negative = false;    // a minus stands before it
  bool soft_label = false;  // what stands before may number it, if nothing is counted: "part 3"
  std::string_view before;  // the word before the cues
};

// Of the number that begins at `at`. Constant time.
Cues CuesBefore(const ProseTokens& tokens, size_t at);

// Where the numbers of something end of which this token is the first: "Article 5", "No. 7", "[12]", "1." of a list,
// "T-34". 0 if it is none. Linear in what it passes.
size_t EndOfLabel(const ProseTokens& tokens, const ProseToken& number);

// The end of figures that dashes or slashes join to those that end at `at`: "555-1234". Linear in what it passes.
size_t EndOfJoinedFigures(const ProseTokens& tokens, size_t at);

}  // namespace casus::text
