#pragma once

// Ways to spell one English word.
//
//   SpellingKey("defence") == SpellingKey("defense")
//   SpellingKey("occured") == SpellingKey("occurred")
//   SpellingKey("departed") != SpellingKey("deported")
//
// Nothing here is by resemblance: one letter makes another word ("adopted", "adapted") far oftener than another
// spelling. Known are what British and American spelling do regularly, hyphens, accents, letters that are or are
// not doubled, "ie" for "ei", and the commonest mistakes. Short words are taken as they are, since for them these
// rules would make one of two ("tour", "tor"; "later", "latter").

#include <string>
#include <string_view>

namespace casus::text {

// Equal for words that are the same. Requires a word in lower case, and is not meant for names. Linear.
std::string SpellingKey(std::string_view word);

}  // namespace casus::text
