#pragma once

// A run of capitalized words, as a name may be written.
//
//   TakeNameRun("the League of Nations met", token of "League")   // "League", "Nations" joined by "of"
//
// Words are joined by a single space, a hyphen or dash, by "of" and "of the", by particles ("de", "van der"), by a
// possessive before an event or institution ("Żeligowski's Mutiny"), and by "and" before the last words of a treaty.

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/prose_tokens.h"

namespace casus::text {

struct NamePart {
  enum class Joint : uint8_t { kSpace, kDash, kOf, kWord };

  ProseToken token;  // its first word
  size_t begin = 0;
  size_t end = 0;  // with the full stop of an initial, without a possessive "'s" at the end of the run
  Joint joint = Joint::kSpace;  // to the part before
  std::string_view text;
};

struct NameRun {
  static constexpr size_t kMostParts = 16;

  boost::container::static_vector<NamePart, kMostParts> parts;
  size_t end = 0;  // where to read on: behind a possessive, or a compound that is no name
};

// Requires that the token is a capitalized word. A run of more parts than the most is cut. Without parts if the word
// belongs to a compound that is no name ("Soviet-occupied"). Linear in what it passes.
NameRun TakeNameRun(const ProseTokens& tokens, const ProseToken& first);

// Whether the run is this word alone, as a look at the next one shows; false where that does not tell. Quick, for the
// words that begin sentences: "The treaty".
bool IsRunByItself(const ProseTokens& tokens, const ProseToken& first);

// Whether the word is a function word; an acronym ("US", "WHO") is none.
bool IsOrdinaryWord(std::string_view word);

}  // namespace casus::text
