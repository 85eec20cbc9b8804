#include "text/align_words.h"

#include <algorithm>

namespace casus::text {

namespace {

// Behind a comma or dash a capital tells a name; behind other punctuation it may begin a sentence.
bool MayPrecedeName(std::string_view punctuation) {
  return punctuation.starts_with(',') || punctuation.starts_with('-');
}

}  // namespace

uint32_t WordTable::Intern(std::string_view word) {
  const auto form = static_cast<uint32_t>(spellings_.Intern(word));
  if (form == forms_.size()) forms_.push_back(Describe(word));
  return form;
}

WordForm WordTable::Describe(std::string_view word) {
  const Spelling spelling = Spell(word);
  return {.exact = texts_.Intern(spelling.exact),
          .key = texts_.Intern(spelling.key),
          .stem = texts_.Intern(spelling.stem),
          .kind = spelling.kind,
          .is_capitalised = spelling.is_capitalised,
          .is_negation = spelling.is_negation};
}

void WordTable::Witness(const PlacedWord& word) {
  const WordForm& form = Form(word.form);
  if (word.opens || form.kind != WordKind::kPlain) return;
  capitals_.resize(std::max(capitals_.size(), texts_.size()));
  capitals_[static_cast<size_t>(form.key)] += form.is_capitalised ? 1 : -1;
}

bool WordTable::IsName(const PlacedWord& word) const {
  const WordForm& form = Form(word.form);
  const auto key = static_cast<size_t>(form.key);
  return form.kind == WordKind::kPlain && form.is_capitalised && key < capitals_.size() && capitals_[key] > 0;
}

AccountWords::AccountWords(const Reading& reading, WordTable& table) {
  for (size_t sentence = 0; sentence < reading.sentences.size(); ++sentence) {
    const std::string_view text = reading.sentences[sentence].text;
    const std::vector<Mention>& mentions = reading.sentences[sentence].mentions;
    word_begins_.push_back(words_.size());
    size_t mention = 0;
    bool opens = true;
    for (const auto& [at, is_punctuation] : SplitSpelling(text)) {
      while (mention < mentions.size() && mentions[mention].at.end <= at.begin) ++mention;
      const bool is_mentioned = mention < mentions.size() && mentions[mention].at.begin < at.end;
      const uint32_t form = table.Intern(text.substr(at.begin, at.size()));
      words_.push_back({.form = form,
                        .sentence = static_cast<uint32_t>(sentence),
                        .mention = is_mentioned ? static_cast<uint32_t>(mention) : PlacedWord::kNoMention,
                        .opens = opens,
                        .at = at});
      table.Witness(words_.back());
      opens = is_punctuation && (opens || !MayPrecedeName(table.Text(table.Form(form).exact)));
    }
    CountStems(reading, table, sentence);
  }
  word_begins_.push_back(words_.size());
  stem_begins_.push_back(stems_.size());
}

void AccountWords::CountStems(const Reading& reading, WordTable& table, size_t sentence) {
  std::vector<base::Symbol> stems;
  for (size_t at = word_begins_[sentence]; at < words_.size(); ++at) {
    const WordForm& form = table.Form(words_[at].form);
    if (form.kind != WordKind::kPunctuation) stems.push_back(form.stem);
  }
  // The day of a date is rarer than its month and its figure.
  for (const Mention& mention : reading.sentences[sentence].mentions) {
    const std::string_view day = mention.kind == Mention::Kind::kDate ? MonthAndDay(mention.edtf) : "";
    if (!day.empty()) stems.push_back(table.InternStem("@" + std::string(day)));
  }
  std::sort(stems.begin(), stems.end());
  stem_begins_.push_back(stems_.size());
  for (const base::Symbol stem : stems) {
    if (stems_.size() > stem_begins_.back() && stems_.back().stem == stem) {
      ++stems_.back().count;
    } else {
      stems_.push_back({.stem = stem, .count = 1});
    }
  }
}

std::span<const PlacedWord> AccountWords::Words(size_t sentence, size_t count) const {
  const size_t begin = word_begins_[sentence];
  return std::span(words_).subspan(begin, word_begins_[sentence + count] - begin);
}

std::span<const CountedStem> AccountWords::Stems(size_t sentence) const {
  const size_t begin = stem_begins_[sentence];
  return std::span(stems_).subspan(begin, stem_begins_[sentence + 1] - begin);
}

std::string_view MonthAndDay(std::string_view edtf) {
  constexpr std::string_view kForm = "1939-10-03";
  if (edtf.size() != kForm.size() || edtf[4] != '-' || edtf[7] != '-') return {};
  const std::string_view day = edtf.substr(5);
  return day.find('X') == std::string_view::npos ? day : std::string_view();
}

}  // namespace casus::text
