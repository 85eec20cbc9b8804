#pragma once

// The words of two accounts, prepared for comparing them.
//
//   WordTable table;
//   AccountWords a(reading_a, table), b(reading_b, table);
//
// Linear in the length of the texts.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "text/align_spelling.h"
#include "text/reading.h"

namespace casus::text {

// A word, however often it occurs: its spelling (text/align_spelling.h) with symbols for texts.
struct WordForm {
  base::Symbol exact;
  base::Symbol key;
  base::Symbol stem;
  WordKind kind = WordKind::kPlain;
  bool is_capitalised = false;
  bool is_negation = false;
};

// A word where it stands.
struct PlacedWord {
  static constexpr uint32_t kNoMention = UINT32_MAX;

  uint32_t form = 0;              // in the table
  uint32_t sentence = 0;          // its index in the reading, from 0
  uint32_t mention = kNoMention;  // the mention of the sentence that it belongs to
  bool opens = false;  // stands where any word is capitalised: at the begin of a sentence or quotation
  Range at;            // in the text of the sentence
};

class WordTable {
 public:
  // Requires a word as the accounts split them.
  uint32_t Intern(std::string_view word);
  const WordForm& Form(uint32_t form) const { return forms_[form]; }

  // Stems that no word has but that are worth comparing, such as the day of a date.
  base::Symbol InternStem(std::string_view stem) { return texts_.Intern(stem); }

  std::string_view Text(base::Symbol symbol) const { return texts_.Name(symbol); }
  size_t symbol_count() const { return texts_.size(); }

  // Counts a word towards what is a name: those that are capitalised where others are not.
  void Witness(const PlacedWord& word);
  bool IsName(const PlacedWord& word) const;

 private:
  WordForm Describe(std::string_view word);

  base::SymbolTable spellings_;  // a form is the symbol of its spelling
  std::vector<WordForm> forms_;
  base::SymbolTable texts_;        // exact forms, keys and stems
  std::vector<int32_t> capitals_;  // by key: how much oftener it is capitalised than not
};

// A stem in a sentence.
struct CountedStem {
  base::Symbol stem;
  uint32_t count;
};

class AccountWords {
 public:
  AccountWords(const Reading& reading, WordTable& table);

  size_t size() const { return word_begins_.size() - 1; }  // in sentences
  std::span<const PlacedWord> Words(size_t sentence) const { return Words(sentence, 1); }
  // Of `count` sentences in a row.
  std::span<const PlacedWord> Words(size_t sentence, size_t count) const;
  // By stem. Without punctuation, but with the days of dates.
  std::span<const CountedStem> Stems(size_t sentence) const;

 private:
  void CountStems(const Reading& reading, WordTable& table, size_t sentence);

  std::vector<PlacedWord> words_;
  std::vector<size_t> word_begins_;  // by sentence, and one more
  std::vector<CountedStem> stems_;
  std::vector<size_t> stem_begins_;  // by sentence, and one more
};

// The month and day of a date in EDTF, such as "10-03"; empty if it does not say both.
std::string_view MonthAndDay(std::string_view edtf);

}  // namespace casus::text
