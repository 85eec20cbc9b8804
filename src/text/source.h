#pragma once

// A source: a document that was read (text/reading.h), ready to be cited.
//
//   base::Result<Source> source = Source::FromBytes(bytes);
//   if (!source.ok()) return source.error();
//   source->sentence(57).text == "He demanded that Lithuania signed three separate treaties, …"
//
// Reading is linear; a source does not change once it is read, so that several threads may use it.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/symbol.h"
#include "text/reading.h"

namespace casus::text {

// In which sentences a word occurs, and in what order words stand in a sentence. Words are those of
// text/words.h.
class WordIndex {
 public:
  explicit WordIndex(std::span<const Sentence> sentences);

  const base::SymbolTable& words() const { return words_; }
  // The ids of the sentences with the word, ascending.
  std::span<const int> SentencesWith(base::Symbol word) const {
    return sentences_with_[static_cast<size_t>(word)];
  }
  std::span<const base::Symbol> WordsOf(int sentence_id) const {
    return words_of_[static_cast<size_t>(sentence_id - 1)];
  }

 private:
  base::SymbolTable words_;
  std::vector<std::vector<int>> sentences_with_;     // by word
  std::vector<std::vector<base::Symbol>> words_of_;  // by sentence
};

class Source {
 public:
  // The error says what the bytes are, if they are no text.
  static base::Result<Source> FromBytes(std::string bytes,
                                        const ReadOptions& options = {.with_mentions = false});

  std::string_view original() const { return reading_.original; }
  const Reading& reading() const { return reading_; }
  std::span<const Sentence> sentences() const { return reading_.sentences; }
  const Sentence& sentence(int id) const;
  const WordIndex& index() const { return index_; }

 private:
  explicit Source(Reading reading) : reading_(std::move(reading)), index_(reading_.sentences) {}

  Reading reading_;
  WordIndex index_;
};

}  // namespace casus::text
