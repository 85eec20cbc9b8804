#pragma once

// A fixed list of English words, asked for every word of a text.
//
//   constexpr WordList kMonths({"january", "february"});
//   kMonths.Contains("January")    // true: case does not count
//   kMonths.Find("February")       // 1
//
// The words are lower-case ASCII: letters, "'", "-". Most words of a text are refused by their first letter and
// length alone, so that asking costs a few nanoseconds. A list is sorted when the program is compiled.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::text {

template <size_t kSize>
class WordList {
 public:
  constexpr explicit WordList(const std::string_view (&words)[kSize]) {
    for (size_t i = 0; i < kSize; ++i) entries_[i] = {.word = words[i], .index = i};
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.word < b.word; });
    size_t at = 0;
    for (size_t letter = 0; letter < kLetters; ++letter) {
      begins_[letter] = at;
      for (; at < kSize && LetterOf(entries_[at].word[0]) == letter; ++at) {
        lengths_[letter] |= LengthBit(entries_[at].word.size());
      }
    }
    begins_[kLetters] = at;
  }

  // Where the word stands in the list as it was given.
  constexpr std::optional<size_t> Find(std::string_view word) const {
    if (word.empty()) return std::nullopt;
    const size_t letter = LetterOf(word[0]);
    if (letter >= kLetters || (lengths_[letter] & LengthBit(word.size())) == 0) return std::nullopt;
    for (size_t at = begins_[letter]; at < begins_[letter + 1]; ++at) {
      if (IsSame(entries_[at].word, word)) return entries_[at].index;
    }
    return std::nullopt;
  }

  constexpr bool Contains(std::string_view word) const { return Find(word).has_value(); }

 private:
  static constexpr size_t kLetters = 26;

  struct Entry {
    std::string_view word;
    size_t index = 0;
  };

  static constexpr size_t LetterOf(char c) { return static_cast<size_t>((c | 0x20) - 'a') & 0xFF; }
  static constexpr uint64_t LengthBit(size_t length) { return uint64_t{1} << std::min<size_t>(length, 63); }

  static constexpr bool IsSame(std::string_view listed, std::string_view word) {
    if (listed.size() != word.size()) return false;
    for (size_t i = 0; i < listed.size(); ++i) {
      if (listed[i] != (word[i] | 0x20)) return false;
    }
    return true;
  }

  std::array<Entry, kSize> entries_{};
  std::array<size_t, kLetters + 1> begins_{};
  std::array<uint64_t, kLetters> lengths_{};
};

}  // namespace casus::text
