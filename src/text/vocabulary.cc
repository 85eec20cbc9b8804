#include "text/vocabulary.h"

#include "base/check.h"
#include "text/lost_figures.h"
#include "text/numerals.h"

namespace casus::text {

namespace {

WordKey KeyOf(std::string_view word) {
  WordKey key;
  for (size_t i = 0; i < word.size(); ++i) {
    const uint64_t letter = static_cast<unsigned char>(word[i]) | 0x20u;
    (i < 8 ? key.low : key.high) |= letter << 8 * (i % 8);
  }
  return key;
}

}  // namespace

const Vocabulary& Vocabulary::Get() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

Vocabulary::Vocabulary() : keys_(1), uses_(1), dates_(1) {
  for (const DateEntry& entry : DateEntries()) {
    const Id id = Add(entry.text);
    CHECK(id + 1u == keys_.size()) << entry.text << " stands twice in the vocabulary of dates";
    dates_[id] = entry.meaning;
    if (entry.meaning.is_core) uses_[id] |= kDateCore;
  }
  for (const std::string_view word : NumberWords()) uses_[Add(word)] |= kNumber;
  for (const std::string_view word : WordsBesideFigures()) uses_[Add(word)] |= kBesideFigure;
}

Vocabulary::Id Vocabulary::Add(std::string_view word) {
  CHECK(!word.empty() && word.size() <= WordKey::kLongest) << word;
  const WordKey key = KeyOf(word);
  if (const Id known = Find(key); known != kUnknown) return known;
  const auto id = static_cast<Id>(keys_.size());
  CHECK(id < kSlots / 3) << "the vocabulary needs more slots";
  size_t slot = SlotOf(key);
  while (slots_[slot] != kUnknown) slot = (slot + 1) % kSlots;
  slots_[slot] = id;
  keys_.push_back(key);
  uses_.push_back(0);
  dates_.emplace_back();
  return id;
}

Vocabulary::Id Vocabulary::Find(std::string_view word) const {
  return word.empty() || word.size() > WordKey::kLongest ? kUnknown : Find(KeyOf(word));
}

}  // namespace casus::text
