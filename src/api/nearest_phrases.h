#pragma once

// The phrases of a vocabulary that a sentence may be put into, by the words that they share.
//
//   NearestPhrases nearest(dossier.vocabulary, symbols);
//   nearest.Of("He demanded that Lithuania signed three separate treaties.", 3)     // … signs …, … demands …
//
// Words are compared by their stems, so that "signed" is a word of `{who} signs/sign {pact}`, and count by how
// few phrases have them; grammar words do not count. A guess for people to choose from, and no more. Only what a
// chronicle can state is found: no derived states. Building takes O(vocabulary), asking O(words of the sentence
// × phrases that have one of them).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/vocabulary.h"

namespace casus::api {

// What an English word has in common with its other forms: "signed", "signs", "signing" → "sign", "took" → "take"
// without its "e". To compare, not to show.
std::string StemOf(std::string_view word);

class NearestPhrases {
 public:
  NearestPhrases(const lang::Vocabulary& vocabulary, const base::SymbolTable& symbols);

  // At most `limit`, the nearest first; of equals, the one declared first.
  std::vector<lang::PredicateId> Of(std::string_view sentence, size_t limit) const;

 private:
  std::map<std::string, std::vector<size_t>, std::less<>> phrases_with_;  // by stem, ascending
  std::vector<size_t> word_counts_;                                       // by predicate: words that count
};

}  // namespace casus::api
