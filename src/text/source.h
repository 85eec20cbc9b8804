#pragma once

// A source: a document read, cleaned and split into numbered sentences, ready to be cited.
//
//   base::Result<Source> source = Source::FromBytes(bytes);
//   if (!source.ok()) return source.error();
//   source->sentence(57).text == "He demanded that Lithuania signed three separate treaties, …"
//
// A sentence has its place in the bytes, and the headings it stands under. How the text is cleaned is said in
// text/clean.h, how it is split in text/segment.h. Reading is linear; a source does not change once it is
// read, so that several threads may use it.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/symbol.h"

namespace casus::text {

struct Sentence {
  int id;                            // from 1
  size_t begin;                      // its first byte in the original
  size_t end;                        // behind its last byte in the original; glosses within it lie between
  std::string text;                  // as cleaned, whitespace collapsed to single spaces
  std::vector<std::string> section;  // the headings above it, outermost first
};

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
  // Takes UTF-8, with or without a byte order mark. The error names the first byte that is not UTF-8.
  static base::Result<Source> FromBytes(std::string bytes);

  std::string_view original() const { return original_; }
  std::span<const Sentence> sentences() const { return sentences_; }
  const Sentence& sentence(int id) const;
  const WordIndex& index() const { return index_; }

 private:
  Source(std::string original, std::vector<Sentence> sentences)
      : original_(std::move(original)), sentences_(std::move(sentences)), index_(sentences_) {}

  std::string original_;
  std::vector<Sentence> sentences_;
  WordIndex index_;
};

}  // namespace casus::text
