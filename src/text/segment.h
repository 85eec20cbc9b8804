#pragma once

// Sentences in running text.
//
//   SplitSentences("V. Molotov signed.[3] So did J. Urbšys.")
//       // "V. Molotov signed.[3]" and "So did J. Urbšys."
//
// The boundaries are those of Unicode (UAX #29, with the properties of ICU), and on top of them rules for how
// English prose is written: abbreviations, initials, numbers, ellipses, quotations and brackets, footnote
// marks, list labels. segment.cc says which; text/abbreviations.h has the words.

#include <string_view>
#include <vector>

namespace casus::text {

// The sentences without whitespace around them, as views into the text, ascending: between them is only
// whitespace (IsSpace of text/vicinity.h). A newline is always a boundary; who joins lines has turned soft
// ones into spaces. What runs on for more than 64 KB is parted
// at a space, or where there is none within a word. Requires valid UTF-8. Linear.
std::vector<std::string_view> SplitSentences(std::string_view text);

}  // namespace casus::text
