#pragma once

// A citation whose words an edited source no longer has, found again where the source says the same.
//
//   The quote          signed three separate treaties of defence
//   A later edition    … signed the three separate treaties of defense, …          moved
//   Another            … signed two separate treaties of defence, …                not the same: 2 is not 3
//
// To anchor a statement to a sentence that merely looks alike would forge its evidence, so that everything
// doubtful is refused. A sentence says the same as the quote if it has the same words one after the other,
// except for
//   - punctuation;
//   - words that neither assert nor deny ("the", "that", "had"), which may come and go;
//   - ways to spell one word: "defence", "defense"; "occured", "occurred"; "co-operation", "cooperation";
//   - the order of the day and month of a date, and of an adverb in -ly and the word beside it.
// Numbers, names and negations must be the same, and there must be no negation elsewhere in the sentence. Other
// prepositions, modal and auxiliary verbs count as words: "from" is not "to", "attacked" not "was attacked". The
// quote must have three words that tell something, and no other sentence may have nearly all of them.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.h"
#include "text/trace.h"

namespace casus::text {

struct MovedCitation {
  int sentence = 0;
  std::string words;  // those that stand there now: FindCitation finds the sentence by them
};

class MovedCitations {
 public:
  // Linear in the size of the source, which has to outlive it.
  explicit MovedCitations(const Source& source);

  // Nothing if it is not certain where the quote has gone. Requires valid UTF-8. Takes time by how often the
  // quote's words occur.
  std::optional<MovedCitation> Find(std::string_view quote) const;

 private:
  // A word that counts.
  struct Word {
    std::string key;   // equal for words that are the same
    std::string stem;  // equal for words that are nearly the same
    Range at;
    bool is_telling = false;
    bool is_negation = false;
    bool may_open = false;  // the case of its first letter may be that of the begin of a sentence
  };
  using Words = std::vector<Word>;

  static Words WordsOf(std::string_view text);
  static bool IsSame(const Word& a, const Word& b);
  static bool MayChangePlaces(const Word& a, const Word& b);
  static bool SaySame(const Word* quoted, const Word* found, size_t count);
  // Where the fragments stand in a sentence, one place each; empty if they do not.
  static std::vector<Range> PlacesOf(const std::vector<Words>& fragments, const Words& sentence);

  const Source& source_;
  std::vector<Words> sentences_;
  boost::unordered_flat_map<std::string, std::vector<int>> sentences_with_;  // by stem; ascending
};

}  // namespace casus::text
