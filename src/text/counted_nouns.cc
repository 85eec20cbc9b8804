// The noun that a number counts.
//
// English gives it away without a grammar: behind any number but one the noun is a plural, and between the number
// and the noun stand only adjectives and nouns in the singular. So the phrase goes on to the first word that looks
// like a plural, and over further ones ("sports clubs"). A function word, a mark or a figure ends it before; then
// nothing is counted ("35,000 in all"). Behind "one" the phrase ends before the first word that cannot belong to
// it, and is kept short, for nothing marks its noun.

#include "text/counted_nouns.h"

#include <array>
#include <span>

#include "text/function_words.h"
#include "text/numerals.h"
#include "text/plurals.h"
#include "text/prose_tokens.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr size_t kMostWords = 6;
constexpr size_t kMostWordsOfSingular = 2;

constexpr WordList kLeftOut({"other", "more", "further", "additional", "different", "separate", "new", "full",
                             "whole", "entire", "remaining", "successive", "consecutive", "extra", "main",
                             "major", "respective", "fewer"});
// Nouns that look like adjectives; they are counted if no other noun follows.
constexpr WordList kNominal({"dead", "killed", "wounded", "injured", "missing", "captured", "unemployed",
                             "homeless"});
// Money whose plural has no s.
constexpr WordList kMoney({"euro",   "yen",    "yuan",  "renminbi", "won",    "baht",   "rand",
                           "zloty",  "lei",    "leva",  "kronor",   "kroner", "krone",  "kronur",
                           "koruna", "korun",  "litai", "lati",     "lire",   "forint", "tenge",
                           "markka", "groszy", "reais", "sterling"});
constexpr std::string_view kForeignMoney[] = {"złoty", "złotych", "litų", "latų", "centų"};
constexpr WordList kScales({"celsius", "fahrenheit", "north", "south", "east", "west"});

struct Word {
  size_t begin = 0;
  size_t end = 0;
  std::string_view text;
  bool capital = false;
};

// Nothing goes on behind these.
bool EndsPhrase(std::string_view word) { return IsFunctionWord(word) || MayBeNumberWord(word); }

// A word with all that hyphens join to it, if one follows a space.
std::optional<Word> TakeWord(const ProseTokens& tokens, size_t at) {
  ProseToken token = tokens.From(at);
  if (!token.is_word() || token.begin == at) return std::nullopt;
  Word word{.begin = token.begin, .end = token.end, .capital = IsCapitalized(token.text)};
  for (size_t parts = 0; parts < kMostWords; ++parts) {
    const ProseToken dash = tokens.After(token);
    if (dash.begin != word.end || !IsDash(dash.text) || dash.text == "—") break;
    token = tokens.After(dash);
    if (token.begin != dash.end || !token.is_word()) break;
    word.end = token.end;
  }
  word.text = tokens.text().substr(word.begin, word.end - word.begin);
  return word;
}

std::string_view LastPart(std::string_view word) { return word.substr(word.find_last_of('-') + 1); }

bool IsForeignMoney(std::string_view word) {
  for (const std::string_view money : kForeignMoney) {
    if (word == money) return true;
  }
  return kMoney.Contains(word);
}

// The words of the phrase up to its head, without those that are left out.
CountedNoun Join(std::span<const Word> words) {
  std::string unit;
  for (const Word& word : words.first(words.size() - 1)) {
    if (word.capital || kLeftOut.Contains(word.text)) continue;
    unit.append(word.text).append(" ");
  }
  unit += words.back().text;
  return {.unit = Singular(unit), .end = words.back().end};
}

bool LooksVerbal(std::string_view word) {
  return word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
}

std::optional<CountedNoun> ReadSingular(const ProseTokens& tokens, size_t at) {
  std::array<Word, kMostWords> words;
  size_t count = 0;
  size_t lower = 0;
  while (count < kMostWords && lower < kMostWordsOfSingular) {
    const std::optional<Word> word = TakeWord(tokens, count == 0 ? at : words[count - 1].end);
    if (!word || EndsPhrase(word->text) || (count > 0 && LooksVerbal(word->text))) break;
    words[count++] = *word;
    if (!word->capital) ++lower;
  }
  if (count == 0 || words[count - 1].capital) return std::nullopt;
  const std::string_view head = words[count - 1].text;
  if (kLeftOut.Contains(head) || (head.ends_with("ed") && head.size() > 4)) return std::nullopt;
  return Join(std::span(words).first(count));
}

}  // namespace

std::optional<CountedNoun> ReadCountedNoun(const ProseTokens& tokens, size_t at, bool plural) {
  if (!plural) return ReadSingular(tokens, at);
  std::array<Word, kMostWords> words;
  size_t count = 0;
  bool found = false;
  while (count < kMostWords) {
    const std::optional<Word> word = TakeWord(tokens, count == 0 ? at : words[count - 1].end);
    if (!word || EndsPhrase(word->text)) break;
    const bool counted = !word->capital && (LooksPlural(LastPart(word->text)) || IsForeignMoney(word->text));
    if (found && !counted) break;
    words[count++] = *word;
    found = counted;
  }
  if (found) {
    CountedNoun noun = Join(std::span(words).first(count));
    if (noun.unit == "degree") {
      const std::optional<Word> scale = TakeWord(tokens, noun.end);
      if (scale && kScales.Contains(scale->text)) {
        noun.unit.append(" ").append(scale->text);
        noun.end = scale->end;
      }
    }
    return noun;
  }
  if (count == 0) return std::nullopt;
  if (kNominal.Contains(words[0].text) && count == 1) return Join(std::span(words).first(1));
  // "23 Lithuanians"
  const Word& last = words[count - 1];
  if (last.capital && LooksPlural(last.text) && count == 1) return Join(std::span(words).first(1));
  return std::nullopt;
}

}  // namespace casus::text
