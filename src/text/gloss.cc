// Where a term ends and its description begins.
//
// The description of an encyclopedia begins by naming its subject again, so that the best sign is a repetition: "Baltic states
// The Baltic states are …", "Riga Riga is …". The longest one wins, since a term may itself repeat a word. Of other descriptions these
// are known, in this order:
//
//   - The title is longer than the term, or the term is its last words: "Boito Arrigo Boito (; …", "Thomas Bouch Sir Thomas Bouch (;
//     …", "DNA Deoxyribonucleic acid (; DNA) is …". Such a title begins with a capital, reaches to a bracket, a comma or "was", and has
//     the words of the term in their order, the last of them at its end. A term in small letters ends before the first capital, if
//     a title follows that ends with one of its words: "football match Association football, …".
//   - The link has words before the title: "Queen Victoria Victoria (…".
//   - The words of the term stand in another order ("Concordat of 1925 The 1925 concordat …"), or it opens with a remark ("de jure In
//     law and government, …"). There the term ends before the first article or "In" that is capitalized within the line, or before a
//     word that the term begins with, or before a comma that stands alone, as a template leaves it behind.
//
// A repetition is trusted anywhere if the line breaks off in " ...", which whole sentences seldom do. Anything weaker, and any
// line that does not break off, must also stand where it interrupts a sentence: what comes before it is open, and what comes
// after goes on.

#include "text/gloss.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace casus::text {
namespace {

constexpr size_t kLongestTerm = 8;  // words
constexpr size_t kMostWords = 3 * kLongestTerm;

// A word as descriptions repeat it: without punctuation around it.
std::string_view Bare(std::string_view word) {
  constexpr std::string_view kPunctuation = "'\"()[],.;:";
  const size_t begin = word.find_first_not_of(kPunctuation);
  if (begin == std::string_view::npos) return {};
  // "Italian(s) may refer to: …"
  if (word.ends_with("(s)")) word.remove_suffix(std::string_view("(s)").size());
  return word.substr(begin, word.find_last_not_of(kPunctuation) + 1 - begin);
}

// But for capitals of ASCII.
bool IsSame(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return small(x) == small(y); });
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsCapital(char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// The words of the beginning of a line, and where a term may end among them.
class Beginning {
 public:
  explicit Beginning(std::string_view line) : line_(line) {
    for (size_t at = 0; at < line.size() && size_ < kMostWords;) {
      const size_t end = std::min(line.find(' ', at), line.size());
      if (end > at) {
        words_[size_] = line.substr(at, end - at);
        bare_[size_] = Bare(words_[size_]);
        ++size_;
      }
      at = end + 1;
    }
    longest_ = size_ == 0 ? 0 : std::min(kLongestTerm, size_ - 1);
  }

  // How many words the term has, by the repetition of all of it; 0 if nothing is repeated.
  size_t ByRepetition() const {
    for (size_t count = longest_; count > 0; --count) {
      if (bare_[0].empty()) return 0;
      if (Repeats(count, count) || (IsArticle(count) && Repeats(count, count + 1))) return count;
    }
    return 0;
  }

  // By a title that is longer than the term.
  size_t ByTitle() const {
    for (size_t count = 1; count <= longest_; ++count) {
      if (IsCapital(words_[count].front()) && (IsTitleOf(count) || IsInBracketsBehind(count))) return count;
    }
    return 0;
  }

  // By the last words of the term, which are the title.
  size_t ByLastWords() const {
    for (size_t count = 2; count <= longest_; ++count) {
      if (!IsCapital(words_[count].front())) continue;
      for (size_t same = 1; same < count && count + same <= size_; ++same) {
        if (std::equal(bare_.begin() + static_cast<ptrdiff_t>(count - same),
                       bare_.begin() + static_cast<ptrdiff_t>(count),
                       bare_.begin() + static_cast<ptrdiff_t>(count), IsSame)) {
          return count;
        }
      }
    }
    return 0;
  }

  size_t ByOpening() const {
    for (size_t count = 1; count <= longest_; ++count) {
      if (IsArticle(count) || IsListOfEvents(count)) return count;
    }
    for (size_t count = 1; count <= longest_; ++count) {
      const bool repeats_the_first = !IsLower(line_.front()) && IsSame(bare_[count], bare_[0]);
      if (repeats_the_first) return HasComma(count) ? CountSame(count) : count;
      if (words_[count] == ",") return count;
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
  // "11 June Events * 173 – …", "1877 Events January * January 1 – …": what the page of a day or year begins with.
  bool IsListOfEvents(size_t i) const {
    if (words_[i] != "Events" || i + 1 >= size_) return false;
    return words_[i + 1] == "*" || (i + 2 < size_ && words_[i + 2] == "*");
  }
  // Whether a title that begins at the place is one of the term before it.
  bool IsTitleOf(size_t place) const {
    size_t found = 0;  // words of the term
    for (size_t i = place; i < size_; ++i) {
      if (IsArticle(i)) return false;  // there a description begins: "Lom River The Lom (; …"
      if (words_[i].front() == '(' || IsVerb(words_[i])) return i > place && Ends(found, i, place);
      if (found < place && IsSame(bare_[i], bare_[found])) ++found;
      if (words_[i].ends_with(',')) return Ends(found, i + 1, place);
    }
    return false;
  }
  // Whether a title from `place` to `end`, in which as many words of the term were found, ends as the term does. Of a term in small
  // letters, any of its words will do.
  bool Ends(size_t found, size_t end, size_t place) const {
    const auto is_small = [](std::string_view word) { return IsLower(word.front()); };
    const auto first = words_.begin(), term_end = words_.begin() + static_cast<ptrdiff_t>(place);
    if (std::all_of(first, term_end, is_small)) {
      return std::any_of(bare_.begin(), bare_.begin() + static_cast<ptrdiff_t>(place),
                         [&](std::string_view word) { return IsSame(word, bare_[end - 1]); });
    }
    return found == place && IsSame(bare_[end - 1], bare_[place - 1]);
  }
  // "DNA Deoxyribonucleic acid (; DNA) is …"
  bool IsInBracketsBehind(size_t place) const {
    for (size_t i = place; i + place <= size_; ++i) {
      const bool closes = words_[i + place - 1].find(')') != std::string_view::npos;
      if (closes && std::equal(bare_.begin(), bare_.begin() + static_cast<ptrdiff_t>(place),
                               bare_.begin() + static_cast<ptrdiff_t>(i), IsSame)) {
        return true;
      }
    }
    return false;
  }
  static bool IsVerb(std::string_view word) {
    return word == "is" || word == "was" || word == "are" || word == "were" || word == "may" ||
           word == "refers";
  }
  // Whether one of the words before the place, but for the first, ends with a comma: then a longer name begins among them,
  // "FC Dorn Fußballclub Dorn, commonly known as FC Dorn, is a club …".
  bool HasComma(size_t place) const {
    return std::any_of(words_.begin() + 1, words_.begin() + static_cast<ptrdiff_t>(place),
                       [](std::string_view word) { return word.ends_with(','); });
  }
  // How many words from the place on are those from the first on.
  size_t CountSame(size_t place) const {
    size_t count = 0;
    while (count < place && place + count < size_ && IsSame(bare_[count], bare_[place + count])) ++count;
    return count;
  }
  bool Repeats(size_t count, size_t at) const {
    return at + count <= size_ && std::equal(bare_.begin(), bare_.begin() + static_cast<ptrdiff_t>(count),
                                             bare_.begin() + static_cast<ptrdiff_t>(at), IsSame);
  }

  std::string_view line_;
  std::array<std::string_view, kMostWords> words_;
  std::array<std::string_view, kMostWords> bare_;
  size_t size_ = 0;
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
  for (const size_t count : {beginning.ByTitle(), beginning.ByLastWords(), beginning.ByOpening()}) {
    if (count > 0) return beginning.Part(count, is_truncated);
  }
  return std::nullopt;
}

}  // namespace casus::text
