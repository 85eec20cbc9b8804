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
#include <utility>
#include <vector>

namespace casus::text {

template <size_t kSize>
class WordList {
 public:
  constexpr explicit WordList(const std::string_view (&words)[kSize]) {
    for (size_t i = 0; i < kSize; ++i) entries_[i] = {.word = words[i], .index = i};
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::pair(BucketOf(a.word), a.word) < std::pair(BucketOf(b.word), b.word);
    });
    size_t at = 0;
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
      begins_[bucket] = static_cast<uint16_t>(at);
      while (at < kSize && BucketOf(entries_[at].word) == bucket) ++at;
    }
    begins_[kBuckets] = static_cast<uint16_t>(at);
  }

  // Where the word stands in the list as it was given.
  constexpr std::optional<size_t> Find(std::string_view word) const {
    if (word.empty()) return std::nullopt;
    const size_t bucket = BucketOf(word);
    if (bucket >= kBuckets) return std::nullopt;
    for (size_t at = begins_[bucket]; at < begins_[bucket + 1]; ++at) {
      if (IsSame(entries_[at].word, word)) return entries_[at].index;
    }
    return std::nullopt;
  }

  constexpr bool Contains(std::string_view word) const { return Find(word).has_value(); }

  static constexpr size_t size() { return kSize; }
  // The words, in the order in which they are kept.
  constexpr std::string_view word(size_t at) const { return entries_[at].word; }
  std::vector<std::string_view> Words() const {
    std::vector<std::string_view> words;
    for (const Entry& entry : entries_) words.push_back(entry.word);
    return words;
  }

 private:
  // A bucket holds the words of one first letter and one length; the longest share one.
  static constexpr size_t kLengths = 16;
  static constexpr size_t kBuckets = 26 * kLengths;

  struct Entry {
    std::string_view word;
    size_t index = 0;
  };

  // Beyond the buckets for what does not begin with an ASCII letter.
  static constexpr size_t BucketOf(std::string_view word) {
    const size_t letter = static_cast<size_t>((word[0] | 0x20) - 'a') & 0xFF;
    return letter * kLengths + std::min(word.size(), kLengths - 1);
  }

  static constexpr bool IsSame(std::string_view listed, std::string_view word) {
    if (listed.size() != word.size()) return false;
    for (size_t i = 0; i < listed.size(); ++i) {
      if (listed[i] != (word[i] | 0x20)) return false;
    }
    return true;
  }

  std::array<Entry, kSize> entries_{};
  std::array<uint16_t, kBuckets + 1> begins_{};
};

// One list of the words of several.
template <typename... Lists>
constexpr auto JoinLists(const Lists&... lists) {
  std::string_view words[(Lists::size() + ...)];
  size_t size = 0;
  const auto add = [&](const auto& list) {
    for (size_t at = 0; at < list.size(); ++at) words[size++] = list.word(at);
  };
  (add(lists), ...);
  return WordList(words);
}

}  // namespace casus::text
