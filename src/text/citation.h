#pragma once

// Citations: a few words that identify one sentence of a source.
//
//   CitationMatch match = FindCitation(source, "signed three … treaties");
//   match.kind == CitationMatch::kFound && match.sentences == {57}
//
// The words must stand in the sentence in this order, one after the other; `…` or `...` stands for any words
// between, or none. They are compared as text/words.h says: exactly, but for punctuation between words,
// whitespace, and the forms of quotes and dashes. A citation never reaches over the end of a sentence.
//
// Only the sentences with the rarest word of the quote are looked at, so that thousands of citations cost
// little. If none matches, the nearest sentences are those with its rarest words, also where these are spelled a
// little differently or have another ending; words in their order count more. That takes a pass over the words
// of the source.

#include <string_view>
#include <vector>

#include "text/source.h"

namespace casus::text {

struct NearestSentence {
  int sentence;
  double score;  // by how rare the words are that it shares; to compare, not to show
};

struct CitationMatch {
  enum Kind { kFound, kNotFound, kAmbiguous };

  Kind kind = kNotFound;
  std::vector<int> sentences;  // all that match, ascending: one if found, several if ambiguous
  std::vector<NearestSentence>
      nearest;  // if not found, up to three that have words like the quote's, best first
};

// What stands between the gaps of a quote, or before or behind one; parts may be empty.
std::vector<std::string_view> SplitAtGaps(std::string_view quote);

// Requires a quote in valid UTF-8. One without words is not found.
CitationMatch FindCitation(const Source& source, std::string_view quote);

}  // namespace casus::text
