#pragma once

// The words that somebody looks for in every sentence, in one table: a word of a text is looked up once.
//
//   const Vocabulary::Id id = Vocabulary::Get().Find("October");   // case does not count
//   Vocabulary::Get().DateOf(id).word                               // DateWord::kMonth
//   Vocabulary::Get().UsesOf(id) & Vocabulary::kDateCore            // a date may be told here
//
// The lists stand where they belong: in date_vocabulary.cc, number_words.cc and lost_figures.cc. Words that are asked
// for only beside a number or inside of a name are in lists of their own (text/word_list.h).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/date_vocabulary.h"

namespace casus::text {

// A word of at most 16 bytes as two numbers: its bytes in their order, from the lowest on, letters small, and then
// zeros.
struct WordKey {
  static constexpr size_t kLongest = 16;

  uint64_t low = 0;
  uint64_t high = 0;

  friend bool operator==(const WordKey&, const WordKey&) = default;
};

class Vocabulary {
 public:
  using Id = uint16_t;
  static constexpr Id kUnknown = 0;

  enum Use : uint8_t {
    kDateCore = 16,     // it may be the core of a date
    kNumber = 32,       // it may begin a number (numerals.h)
    kBesideFigure = 64  // a figure may have fallen out beside it (lost_figures.h)
  };

  static const Vocabulary& Get();

  // kUnknown if nobody looks for the word. Constant time.
  Id Find(const WordKey& key) const {
    for (size_t slot = SlotOf(key);; slot = (slot + 1) % kSlots) {
      const Id id = slots_[slot];
      if (id == kUnknown || keys_[id] == key) return id;
    }
  }
  Id Find(std::string_view word) const;

  uint8_t UsesOf(Id id) const { return uses_[id]; }
  // What the word is to dates: kOther if that is nothing.
  const DateMeaning& DateOf(Id id) const { return dates_[id]; }

 private:
  static constexpr size_t kSlotBits = 12;
  static constexpr size_t kSlots = size_t{1} << kSlotBits;

  Vocabulary();
  Id Add(std::string_view word);

  static size_t SlotOf(const WordKey& key) {
    return (key.low * 0x9E3779B97F4A7C15u ^ key.high * 0xC2B2AE3D27D4EB4Fu) >> (64 - kSlotBits);
  }

  std::array<Id, kSlots> slots_{};
  std::vector<WordKey> keys_;       // by id
  std::vector<uint8_t> uses_;       // by id
  std::vector<DateMeaning> dates_;  // by id
};

}  // namespace casus::text
