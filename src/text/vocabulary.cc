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

Vocabulary::Vocabulary() : keys_(1), entries_(1) {
  for (const DateEntry& date : DateEntries()) {
    Entry& entry = Add(date.text);
    CHECK(entry.date.text.empty()) << date.text << " stands twice in the vocabulary of dates";
    entry.date = date;
    if (date.is_core) entry.uses |= kDateCore;
  }
  for (const std::string_view word : NumberWords()) Add(word).uses |= kNumberWord;
  for (const std::string_view word : WordsBesideFigures()) Add(word).uses |= kBesideFigure;
}

Vocabulary::Entry& Vocabulary::Add(std::string_view word) {
  CHECK(!word.empty() && word.size() <= WordKey::kLongest) << word;
  const WordKey key = KeyOf(word);
  if (const Id known = Find(key); known != kUnknown) return entries_[known];
  CHECK(entries_.size() < kSlots / 2) << "the vocabulary needs more slots";
  size_t slot = SlotOf(key);
  while (slots_[slot] != kUnknown) slot = (slot + 1) % kSlots;
  slots_[slot] = static_cast<Id>(entries_.size());
  keys_.push_back(key);
  return entries_.emplace_back();
}

Vocabulary::Id Vocabulary::Find(std::string_view word) const {
  return word.empty() || word.size() > WordKey::kLongest ? kUnknown : Find(KeyOf(word));
}

}  // namespace casus::text
