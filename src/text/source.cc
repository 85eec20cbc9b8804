#include "text/source.h"

#include <utility>

#include "base/check.h"
#include "text/words.h"

namespace casus::text {

WordIndex::WordIndex(std::span<const Sentence> sentences) {
  for (const Sentence& sentence : sentences) {
    std::vector<base::Symbol>& words = words_of_.emplace_back();
    for (const std::string& word : SplitWords(sentence.text)) {
      const base::Symbol symbol = words_.Intern(word);
      words.push_back(symbol);
      sentences_with_.resize(words_.size());
      std::vector<int>& with = sentences_with_[static_cast<size_t>(symbol)];
      if (with.empty() || with.back() != sentence.id) with.push_back(sentence.id);
    }
  }
}

base::Result<Source> Source::FromBytes(std::string bytes, const ReadOptions& options) {
  base::Result<Reading> reading = Read(std::move(bytes), options);
  if (!reading.ok()) return reading.error();
  return Source(std::move(*reading));
}

const Sentence& Source::sentence(int id) const {
  CHECK(id >= 1 && static_cast<size_t>(id) <= reading_.sentences.size())
      << "sentence " << id << " of " << reading_.sentences.size();
  return reading_.sentences[static_cast<size_t>(id - 1)];
}

}  // namespace casus::text
