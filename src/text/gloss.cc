// Where a term ends and its description begins.
//
// The description of an encyclopedia begins by naming its subject again, so that the best sign is a repetition: "Baltic states
// The Baltic states are …", "Riga Riga is …". The longest one wins, since a term may itself repeat a word. Some descriptions
// only use the words of the term in another order ("Concordat of 1925 The 1925 concordat …"), give a longer name ("Elektrit
// Elektrit Radiotechnical Society …", "TASS The Russian News Agency TASS …"), or open with a remark ("de jure In law and government,
// …"). There the term ends before the first article or "In" that is capitalized within the line, or before a word that the term
// begins with, or before a comma that stands alone, as a template leaves it behind.
//
// A repetition is trusted anywhere if the line breaks off in " ...", which whole sentences seldom do. Anything weaker, and any
// line that does not break off, must also stand where it interrupts a sentence: what comes before it is open, and what comes
// after goes on.

#include "text/gloss.h"

#include <algorithm>
#include <string>
#include <vector>

namespace casus::text {
namespace {

constexpr size_t kLongestTerm = 8;  // words

std::vector<std::string_view> SplitAtSpaces(std::string_view line, size_t most) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < line.size() && words.size() < most;) {
    const size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// A word as descriptions repeat it: without punctuation around it, and ASCII in lower case.
std::string Fold(std::string_view word) {
  constexpr std::string_view kPunctuation = "'\"()[],.;:";
  const size_t begin = std::min(word.find_first_not_of(kPunctuation), word.size());
  const size_t end = word.find_last_not_of(kPunctuation) + 1;
  std::string folded(word.substr(begin, end - std::min(begin, end)));
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// The words of the beginning of a line, and where a term may end among them.
class Beginning {
 public:
  explicit Beginning(std::string_view line) : line_(line), words_(SplitAtSpaces(line, 3 * kLongestTerm)) {
    for (const std::string_view word : words_) folded_.push_back(Fold(word));
    longest_ = words_.empty() ? 0 : std::min(kLongestTerm, words_.size() - 1);
  }

  // How many words the term has, by the repetition of all of it; 0 if nothing is repeated.
  size_t ByRepetition() const {
    for (size_t count = longest_; count > 0; --count) {
      if (folded_[0].empty()) return 0;
      if (Repeats(count, count) || (IsArticle(count) && Repeats(count, count + 1))) return count;
    }
    return 0;
  }

  size_t ByOpening() const {
    for (size_t count = 1; count <= longest_; ++count) {
      if (IsArticle(count)) return count;
    }
    for (size_t count = 1; count <= longest_; ++count) {
      const bool repeats_the_first = !IsLower(line_.front()) && folded_[count] == folded_[0];
      if (repeats_the_first || words_[count] == ",") return count;
    }
    return 0;
  }

  // Whether the repetition could be one of ordinary prose: "that that", "had had".
  bool IsSmall(size_t count) const { return count == 1 && IsLower(line_.front()); }

  GlossLine Part(size_t count, bool is_truncated) const {
    const size_t end =
        static_cast<size_t>(words_[count - 1].data() + words_[count - 1].size() - line_.data());
    const std::string_view rest = line_.substr(end);
    return {line_.substr(0, end), rest.substr(std::min(rest.find_first_not_of(' '), rest.size())),
            is_truncated};
  }

 private:
  bool IsArticle(size_t i) const {
    return words_[i] == "The" || words_[i] == "A" || words_[i] == "An" || words_[i] == "In";
  }
  bool Repeats(size_t count, size_t at) const {
    return at + count <= folded_.size() &&
           std::equal(folded_.begin(), folded_.begin() + static_cast<ptrdiff_t>(count),
                      folded_.begin() + static_cast<ptrdiff_t>(at));
  }

  std::string_view line_;
  std::vector<std::string_view> words_;
  std::vector<std::string> folded_;
  size_t longest_ = 0;
};

}  // namespace

std::optional<GlossLine> ReadGloss(std::string_view line, bool interrupts) {
  const bool is_truncated = line.ends_with(" ...") || line.ends_with(" …");
  if (line.empty() || (!is_truncated && !interrupts)) return std::nullopt;
  const Beginning beginning(line);
  if (const size_t count = beginning.ByRepetition();
      count > 0 && (is_truncated || !beginning.IsSmall(count))) {
    return beginning.Part(count, is_truncated);
  }
  if (!is_truncated || !interrupts) return std::nullopt;
  const size_t count = beginning.ByOpening();
  if (count == 0) return std::nullopt;
  return beginning.Part(count, is_truncated);
}

}  // namespace casus::text
