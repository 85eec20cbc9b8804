#include "text/account.h"

#include <algorithm>
#include <utility>

#include "text/word_list.h"

namespace casus::text {
namespace {

constexpr WordList kOpensClause({"and", "or", "but", "while", "when", "that", "which", "who", "whom", "whose",
                                 "because", "though", "although", "if", "as", "than", "so", "where"});

// Three digits in a row, as no day has them.
bool TellsYear(std::string_view text) {
  size_t digits = 0;
  return std::any_of(text.begin(), text.end(), [&](char c) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    return digits == 3;
  });
}

// A year that the context gave is not the sentence's own word.
std::string StatedDate(const Mention& mention) {
  std::string date = mention.edtf;
  constexpr size_t kYearDigits = 4;
  if (mention.sureness == Sureness::kSure) return date;
  const bool is_open = date.starts_with("../") || date.ends_with("/..");
  if (is_open && !TellsYear(mention.text)) return {};
  const bool has_year = date.size() > kYearDigits && date[kYearDigits] == '-';
  if (!has_year) return date;
  if (mention.text.find(date.substr(0, kYearDigits)) == std::string::npos)
    date.replace(0, kYearDigits, "XXXX");
  return date;
}

// The value of a mention; empty if only words tell it.
std::string ValueOf(const Mention& mention) {
  if (mention.kind == Mention::Kind::kDate) return StatedDate(mention);
  if (!mention.least && !mention.most) return {};
  const std::string least = mention.least ? mention.least->ToString() : "";
  return mention.least == mention.most ? least
                                       : least + ".." + (mention.most ? mention.most->ToString() : "");
}

std::vector<Fact> FactsOf(const Side& side, const WordTable& table) {
  std::vector<Fact> facts;
  for (size_t begin = 0; begin < side.words.size();) {
    size_t end = begin + 1;
    if (const Mention* mention = side.FactAt(begin); mention != nullptr) {
      while (end < side.words.size() && side.FactAt(end) == mention) ++end;
      const bool is_date = mention->kind == Mention::Kind::kDate;
      if (std::string value = ValueOf(*mention); !value.empty()) {
        facts.push_back({.words = {.begin = begin, .end = end},
                         .is_date = is_date,
                         .value = std::move(value),
                         .unit = mention->unit});
        if (!is_date && (!mention->least || !mention->most)) {
          facts.back().open = AmountRange{.least = mention->least, .most = mention->most};
        }
      }
    } else if (const WordForm& form = table.Form(side.words[begin].form); form.kind == WordKind::kNumber) {
      facts.push_back({.words = {.begin = begin, .end = end}, .value = std::string(table.Text(form.key))});
    }
    begin = end;
  }
  return facts;
}

}  // namespace

bool MayBeSame(const Fact& a, const Fact& b) {
  if (a.is_date) return MayBeSameDate(a.value, b.value);
  if (!a.open && !b.open) return false;  // they were found to differ
  const auto range = [](const Fact& fact) {
    if (fact.open) return *fact.open;
    base::Result<base::Decimal> value = base::ParseDecimal(fact.value);
    return value.ok() ? AmountRange{.least = *value, .most = *value} : AmountRange{};
  };
  return MayBeSameAmount(range(a), range(b));
}

Account::Account(const Side& side, const WordTable& table)
    : side_(side), table_(table), facts_(FactsOf(side, table)) {
  for (const Fact& fact : facts_) values_.insert(fact.value);
  for (const PlacedWord& word : side.words) stems_.insert(table.Form(word.form).stem);
}

std::vector<const Fact*> Account::FactsIn(Range part) const {
  auto fact = std::lower_bound(facts_.begin(), facts_.end(), part.begin,
                               [](const Fact& f, size_t begin) { return f.words.begin < begin; });
  std::vector<const Fact*> facts;
  for (; fact != facts_.end() && fact->words.end <= part.end; ++fact) facts.push_back(&*fact);
  return facts;
}

std::vector<const Fact*> Account::FactsMissingIn(const Account& other, Range part) const {
  std::vector<const Fact*> missing = FactsIn(part);
  std::erase_if(missing, [&](const Fact* fact) { return other.values_.contains(fact->value); });
  return missing;
}

std::vector<std::string_view> Account::NamesIn(Range part) const {
  std::vector<std::string_view> names;
  for (size_t at = part.begin; at < part.end; ++at) {
    if (IsName(at) && side_.FactAt(at) == nullptr) names.push_back(table_.Text(FormAt(at).key));
  }
  return names;
}

std::vector<std::string_view> Account::NamesMissingIn(const Account& other, Range part) const {
  std::vector<std::string_view> names;
  for (size_t at = part.begin; at < part.end; ++at) {
    const WordForm& form = FormAt(at);
    if (IsName(at) && side_.FactAt(at) == nullptr && !other.stems_.contains(form.stem))
      names.push_back(table_.Text(form.key));
  }
  return names;
}

bool Account::TurnsRound(Range part) const {
  size_t negations = 0;
  for (size_t at = part.begin; at < part.end; ++at) negations += FormAt(at).is_negation ? 1 : 0;
  return IsWithinClause(part) ? negations % 2 == 1 : negations > 0;
}

Senses Account::SensesIn(Range part) const {
  Senses senses = 0;
  for (size_t at = part.begin; at < part.end; ++at) {
    const std::string_view key = table_.Text(FormAt(at).key);
    const bool is_month = key == "may" && FormAt(at).is_capitalised;
    if (!is_month) senses |= SenseOf(key);
  }
  return senses;
}

bool Account::IsWithinClause(Range part) const {
  constexpr size_t kMostWords = 12;
  if (part.size() > kMostWords) return false;
  return !Any(part, [&](const WordForm& form) {
    return form.kind == WordKind::kPunctuation || kOpensClause.Contains(table_.Text(form.key));
  });
}

bool Account::IsTelling(Range part) const {
  return Any(part, [](const WordForm& form) { return form.kind >= WordKind::kPlain; });
}

std::vector<base::Symbol> Account::KeysOf(Range part) const {
  std::vector<base::Symbol> keys;
  for (size_t at = part.begin; at < part.end; ++at) {
    if (FormAt(at).kind != WordKind::kPunctuation) keys.push_back(FormAt(at).key);
  }
  return keys;
}

std::vector<base::Symbol> Account::KeysAroundFacts(Range part) const {
  std::vector<base::Symbol> keys;
  for (size_t at = part.begin; at < part.end; ++at) {
    const WordForm& form = FormAt(at);
    const std::string_view key = table_.Text(form.key);
    const bool is_around = form.kind != WordKind::kPunctuation && form.kind != WordKind::kNumber &&
                           side_.FactAt(at) == nullptr && !IsName(at);
    if (is_around && key != "the" && key != "a" && key != "an") keys.push_back(form.key);
  }
  return keys;
}

std::vector<PlacedWords> Account::Places(Range part) const {
  Range words = part;
  const auto is_punctuation = [this](size_t at) { return FormAt(at).kind == WordKind::kPunctuation; };
  while (!words.empty() && is_punctuation(words.begin)) ++words.begin;
  while (!words.empty() && is_punctuation(words.end - 1)) --words.end;
  if (words.empty()) words = part;
  std::vector<PlacedWords> places;
  for (size_t begin = words.begin; begin < words.end;) {
    const PlacedWord& first = side_.words[begin];
    size_t end = begin + 1;
    while (end < words.end && side_.words[end].sentence == first.sentence) ++end;
    places.push_back({.sentence = side_.reading->sentences[first.sentence].id,
                      .at = {.begin = first.at.begin, .end = side_.words[end - 1].at.end}});
    begin = end;
  }
  return places;
}

std::string Account::TextOf(const std::vector<PlacedWords>& places) const {
  std::string text;
  for (const auto& [id, at] : places) {
    const std::string_view sentence = side_.reading->sentences[static_cast<size_t>(id - 1)].text;
    if (!text.empty()) text += ' ';
    text += sentence.substr(at.begin, at.size());
  }
  return text;
}

bool Account::IsName(size_t at) const {
  const PlacedWord& word = side_.words[at];
  if (table_.IsName(word)) return true;
  if (word.mention == PlacedWord::kNoMention || !FormAt(at).is_capitalised) return false;
  return side_.reading->sentences[word.sentence].mentions[word.mention].kind == Mention::Kind::kName;
}

}  // namespace casus::text
