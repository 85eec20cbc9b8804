#pragma once

// Words, as citations compare them.
//
//   SplitWords("“Soviet–Lithuanian” treaty,  of 20,000") == {"Soviet-Lithuanian", "treaty", "of", "20,000"}
//
// A word is a run of letters and digits, with an apostrophe or hyphen between them, and between digits a
// comma or full stop. All other punctuation, and how much whitespace there is, does not count. Text is
// composed (NFC), apostrophes of all forms are ', hyphens and en dashes are -. Case counts. Linear.

#include <string>
#include <string_view>
#include <vector>

namespace casus::text {

// Requires valid UTF-8.
std::vector<std::string> SplitWords(std::string_view text);

}  // namespace casus::text
