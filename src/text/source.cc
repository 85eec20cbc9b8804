#include "text/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/segment.h"
#include "text/words.h"

namespace casus::text {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Follows the headings. Headings in a row are nested; one alone replaces the innermost, but the first of a
// source, which is its title, is replaced whole. Before the first sentence only the title counts: what
// follows it is navigation.
class SectionTracker {
 public:
  void Enter(std::string heading) {
    if (!seen_text_) {
      if (path_.empty()) path_.push_back(std::move(heading));
      return;
    }
    run_.push_back(std::move(heading));
  }

  const std::vector<std::string>& AtText() {
    seen_text_ = true;
    if (run_.size() == 1 && path_.size() > 1) {
      path_.back() = std::move(run_.front());
    } else if (!run_.empty()) {
      path_ = std::move(run_);
    }
    run_.clear();
    return path_;
  }

 private:
  std::vector<std::string> path_;
  std::vector<std::string> run_;  // the headings since the last text
  bool seen_text_ = false;
};

}  // namespace

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

base::Result<Source> Source::FromBytes(std::string bytes) {
  if (const std::optional<size_t> invalid = base::FindInvalidUtf8(bytes)) {
    return base::Error{fmt::format("byte {} of the source is not UTF-8; save it as UTF-8", *invalid)};
  }

  const std::string_view original = bytes;
  const size_t skipped = original.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  std::vector<Sentence> sentences;
  SectionTracker section;
  for (Block& block : CleanBlocks(original.substr(skipped))) {
    const auto& [text, origins] = block.content;
    if (block.is_heading) {
      section.Enter(text);
      continue;
    }
    for (const std::string_view sentence : SplitSentences(text)) {
      const auto first = static_cast<size_t>(sentence.data() - text.data());
      std::string on_one_line(sentence);
      std::replace(on_one_line.begin(), on_one_line.end(), '\n', ' ');
      sentences.push_back({.id = static_cast<int>(sentences.size()) + 1,
                           .begin = skipped + origins[first],
                           .end = skipped + origins[first + sentence.size() - 1] + 1,
                           .text = std::move(on_one_line),
                           .section = section.AtText()});
    }
  }
  return Source(std::move(bytes), std::move(sentences));
}

const Sentence& Source::sentence(int id) const {
  CHECK(id >= 1 && static_cast<size_t>(id) <= sentences_.size())
      << "sentence " << id << " of " << sentences_.size();
  return sentences_[static_cast<size_t>(id - 1)];
}

}  // namespace casus::text
