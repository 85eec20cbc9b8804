#pragma once

// Small words that turn the sense of a sentence as a negation does, though they carry grammar only: "before" against "after",
// "probably", "only".
//
//   AreOpposed(SenseOf("before"), SenseOf("after"))      // true
//   Qualifiers(SenseOf("perhaps")) != 0                  // what is said with it is not said without it
//
// Constant time.

#include <cstdint>
#include <string_view>

namespace casus::text {

// A bit for each sense; the senses of several words are the union of theirs.
using Senses = uint32_t;

// Of a word in small letters; 0 for most.
Senses SenseOf(std::string_view word);

// Whether one has a sense of which the other has the opposite, and neither has both.
bool AreOpposed(Senses a, Senses b);

// The senses that qualify what is said: that it is doubtful, that it holds of nothing else, that it nearly was.
Senses Qualifiers(Senses senses);

}  // namespace casus::text
