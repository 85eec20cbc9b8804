// Quantities: a number with what stands around it.
//
// The sentence is scanned once. A figure, a number word or a fraction sign starts a reading; from there the words
// before are looked at backwards, as far as they are cues ("about", "up to", "between", "Article"), and the words
// behind forwards: a second number of a range, a magnitude, a sign of money or measure, and the noun that is counted.
// Each look is bounded by a few words, so that all of it is linear.
//
//   up to about | 50,000 | Soviet soldiers         no more than | two | to | three million | dollars
//   cues          number   noun                    cues           number     number          noun
//
// Where the same figures are the number of something ("Article 5", "page 12"), a part of a name ("T-34"), a score or
// the time of day, nothing is reported. A year is the same figures as a number: four digits from 1000 to 2100 with
// no noun behind are left to the reader of dates, and with a noun behind they are unsure if what stands before them is
// what stands before years.

#include "text/quantities.h"

#include <algorithm>
#include <utility>

#include "text/counted_nouns.h"
#include "text/function_words.h"
#include "text/measures.h"
#include "text/numeral_context.h"
#include "text/numerals.h"
#include "text/plurals.h"
#include "text/prose_tokens.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

using base::Decimal;

constexpr Decimal kOne = Decimal::FromUnits(Decimal::kUnitsPerOne);
constexpr Decimal kHundred = Decimal::FromUnits(100 * Decimal::kUnitsPerOne);
constexpr Decimal kPercent = Decimal::FromUnits(Decimal::kUnitsPerOne / 100);
constexpr Decimal kPerMille = Decimal::FromUnits(Decimal::kUnitsPerOne / 1000);
constexpr std::string_view kShare = "share";

constexpr WordList kDeterminers({"the", "their", "his", "her", "its", "our", "these", "those", "my", "your",
                                 "all"});
constexpr WordList kDurations({"second", "minute", "hour", "day", "night", "week", "fortnight", "month",
                               "year", "decade", "century", "season", "generation"});
constexpr WordList kFractionOf({"second", "minute", "hour",     "day",   "week",      "month",
                                "year",   "decade", "century",  "mile",  "kilometre", "kilometer",
                                "metre",  "meter",  "inch",     "foot",  "acre",      "hectare",
                                "ton",    "tonne",  "kilogram", "gram",  "pound",     "litre",
                                "liter",  "pint",   "cent",     "penny", "dollar",    "percent"});
// "One day" and "one thing" tell a story and count nothing.
constexpr WordList kIdleAfterOne({"day",     "time",    "point",     "hand",    "stage", "evening",
                                  "morning", "night",   "afternoon", "kind",    "sort",  "way",
                                  "thing",   "might",   "reason",    "example", "side",  "step",
                                  "sense",   "respect", "likes",     "feels",   "needs", "knows"});
constexpr WordList kBeforePronoun({"no", "any", "every", "some", "each", "this", "that", "which", "the",
                                   "another", "only", "last", "first", "second", "next", "new", "old", "same",
                                   "such"});
constexpr WordList kNoUnitBehindHyphen({"strong", "odd", "plus", "fold", "ply", "way", "to", "up", "off",
                                        "on", "and", "or", "something", "time", "ish", "man", "sided",
                                        "party"});
constexpr WordList kChange({"rose",     "rise",     "rises",    "risen",     "rising",   "fell",
                            "fall",     "falls",    "fallen",   "falling",   "grew",     "grow",
                            "grown",    "growing",  "increase", "increased", "decrease", "decreased",
                            "decline",  "declined", "reduced",  "reduction", "dropped",  "drop",
                            "expanded", "went",     "changed",  "raised",    "cut",      "up",
                            "down",     "jumped",   "doubled",  "shrank",    "shrunk",   "lowered",
                            "moved",    "climbed"});

// Where two numbers are a score: "the vote was 287 to 291".
constexpr WordList kScores({"vote", "votes", "voted", "voting", "score", "scored", "won", "win", "beat",
                            "defeat", "lost", "passed", "carried", "rejected", "by", "tied", "drew",
                            "defeated"});

// Units that are told in parts, beyond those of measure: of things and people there are no halves.
bool IsDivisible(std::string_view unit) {
  static constexpr WordList kUnits({"degree", "franc",  "mark",  "crown", "euro",   "rouble", "ruble",
                                    "point",  "barrel", "yard",  "knot",  "watt",   "volt",   "unit",
                                    "share",  "time",   "rupee", "yen",   "bushel", "gallon", "ounce"});
  return kFractionOf.Contains(unit) || kDurations.Contains(unit) || kUnits.Contains(unit) ||
         unit.ends_with("metre") || unit.ends_with("meter") || unit.ends_with("gram") ||
         unit.ends_with("litre");
}

Decimal Product(Decimal a, Decimal b) { return base::Multiply(a, b).value_or(Decimal()); }

// A number that was found, and its way to a mention.
class QuantityReader {
 public:
  QuantityReader(const ProseTokens& tokens, const Cues& cues, Numeral numeral)
      : tokens_(tokens), text_(tokens.text()), cues_(cues), first_(std::move(numeral)) {}

  // Nothing if it turns out to be no quantity; end() is where to read on in any case.
  std::optional<Mention> Read();
  size_t end() const { return end_; }

 private:
  // Each takes what follows at end_, if it does, and says whether it did.
  bool TakeSecond();
  bool TakePercent();
  bool TakeMoney();
  bool TakeHyphenUnit();
  bool TakeUnitOfFraction();
  bool TakeUnit();
  void TakeTail();

  bool IsOfThousands(const Numeral& second) const;
  bool MayBeTime() const;
  bool IsMilitaryTime();
  bool StandsInScore() const;
  bool IsScore() const;
  bool TakeShareOfMany();
  void TakeShillings();
  void GroupThousands();
  bool IsPartOfName() const;
  bool IsForeign() const;
  bool CountsNothing() const;
  bool NamesEvent() const;
  void DoubtYear();
  bool IsPlural() const;
  bool IsYear(const Numeral& numeral) const;
  void SetUnit(std::string unit, size_t end);
  Mention Finish();

  const ProseTokens& tokens_;
  std::string_view text_;
  Cues cues_;
  Numeral first_;
  std::optional<Numeral> second_;
  std::string unit_;
  std::optional<Unit> money_;
  size_t end_ = 0;
  size_t begin_ = 0;
  bool falls_ = false;  // from the larger number to the smaller
};

bool QuantityReader::IsYear(const Numeral& numeral) const {
  if (!numeral.plain_figures || !numeral.value || numeral.end - numeral.begin != 4) return false;
  const auto year = numeral.value->units() / Decimal::kUnitsPerOne;
  return year >= 1000 && year <= 2100;
}

bool QuantityReader::IsPlural() const {
  if (first_.vague) return true;
  const std::optional<Decimal> value = second_ ? second_->value : first_.value;
  return !value || *value > kOne || *value == Decimal() || value->units() < 0;
}

void QuantityReader::SetUnit(std::string unit, size_t end) {
  unit_ = std::move(unit);
  end_ = end;
}

// What a number cannot stand beside: it is the time of day, a length in feet, a code.
bool QuantityReader::IsForeign() const {
  const ProseToken next = tokens_.From(end_);
  if (next.is_end()) return false;
  if (next.begin == end_) {
    if (next.is('\'') || next.text == "′" || next.text == "″" || next.is('_') || next.is('@') ||
        next.is('=')) {
      return true;
    }
    if (next.is('"') && tokens_.Until(first_.begin).is('\'')) return true;
    if (next.is_word() && first_.plain_figures && next.text != "m")
      return true;  // "12A"; no unit, as was seen
  }
  constexpr std::string_view kBehindTimeOrYear[] = {"a.m", "p.m", "am", "pm", "AM", "PM", "A.M", "P.M"};
  const std::string_view rest = text_.substr(next.begin, 3);
  for (const std::string_view mark : kBehindTimeOrYear) {
    if (rest.starts_with(mark) && !(next.is_word() && next.text.size() > 2)) return true;
  }
  return next.text == "o'clock" || next.text == "o’clock" || next.text == "BC" || next.text == "AD" ||
         next.text == "BCE" || next.text == "CE" ||
         (next.is_word() && IsMonth(next.text) && IsCapitalized(next.text));
}

// The first number of "4 or 5,000".
bool QuantityReader::IsOfThousands(const Numeral& second) const {
  constexpr int64_t kOneThousand = 1000 * Decimal::kUnitsPerOne;
  if (!first_.value || !second.value || !first_.plain_figures || second.plain_figures ||
      second.scale != kOne) {
    return false;
  }
  const int64_t first = first_.value->units() * 1000;
  const int64_t last = second.value->units();
  return *first_.value >= kOne && last >= kOneThousand && last % kOneThousand == 0 && first < last &&
         first >= last / 2 && last <= 1000 * kOneThousand;
}

// "at 12.45", "from 10.30": hours and minutes, perhaps.
bool QuantityReader::MayBeTime() const {
  static constexpr WordList kBeforeTime({"at", "from", "until", "till"});
  const std::string_view figures = text_.substr(first_.begin, first_.end - first_.begin);
  const size_t stop = figures.find('.');
  if (!unit_.empty() || money_ || stop == std::string_view::npos || stop == 0 || stop > 2 ||
      figures.size() != stop + 3) {
    return false;
  }
  const bool is_hour = stop == 1 || figures[0] < '2' || (figures[0] == '2' && figures[1] < '4');
  return is_hour && figures[stop + 1] < '6' && kBeforeTime.Contains(tokens_.Until(first_.begin).text);
}

// "at 1600 hrs", "by 0530 hours": hours and minutes, while "after 1600 hours" may be many and "1600 hours of work" are.
bool QuantityReader::IsMilitaryTime() {
  static constexpr WordList kBeforeTime({"at", "by", "from", "until", "till"});
  static constexpr WordList kBeforeEither({"since", "before", "after"});
  const std::string_view figures = text_.substr(first_.begin, first_.end - first_.begin);
  if (second_ || figures.size() != 4 || !first_.plain_figures || figures[2] > '5' ||
      figures.substr(0, 2) > "24")
    return false;
  const ProseToken unit = tokens_.From(first_.end);
  if ((unit.text != "hrs" && unit.text != "hours") || tokens_.After(unit).text == "of") return false;
  const std::string_view before = tokens_.Until(first_.begin).text;
  if (unit.text == "hrs" || figures[0] == '0' || kBeforeTime.Contains(before)) return true;
  if (kBeforeEither.Contains(before)) Doubt(Sureness::kUnsure, "it may be the time of day", first_);
  return false;
}

// Whether it stands where something was decided: "won 3 to 2", "the vote was 287 to 291".
bool QuantityReader::StandsInScore() const {
  if (money_ || cues_.begin != first_.begin || !first_.plain_figures) return false;
  ProseToken before = tokens_.Until(first_.begin);
  const bool is_link = before.is_word() && IsFunctionWord(before.text) && !kScores.Contains(before.text);
  if (is_link) before = tokens_.Before(before);
  return kScores.Contains(before.text);
}

// Two plain numbers with "to" between them that count nothing, or of which the first is the larger.
bool QuantityReader::IsScore() const {
  return second_ && (unit_.empty() || falls_) && second_->plain_figures &&
         tokens_.Until(second_->begin).text == "to" && StandsInScore();
}

// "One in five", "nine out of ten": a share, unless it is so many within a time.
bool QuantityReader::TakeShareOfMany() {
  ProseToken link = tokens_.From(end_);
  if (link.text == "out") {
    link = tokens_.After(link);
    if (link.text != "of") return false;
  } else if (link.text != "in") {
    return false;
  }
  if (!first_.value || first_.share || first_.vague || money_ || first_.scale != kOne) return false;
  ProseToken next = tokens_.After(link);
  if (next.text == "every") next = tokens_.After(next);
  const size_t begin = next.begin;
  if (next.text == "a") next = tokens_.After(next);  // "a hundred"
  NumeralReading reading;
  if (next.is_digits()) {
    reading = ReadFigures(tokens_, next);
  } else if (next.is_word() && MayBeNumberWord(next.text)) {
    reading = ReadNumberWords(tokens_, next);
  }
  if (!reading.numeral || !reading.numeral->value || reading.numeral->share || IsYear(*reading.numeral) ||
      reading.numeral->begin != begin) {
    return false;
  }
  const Numeral& whole = *reading.numeral;
  const auto is_whole = [](Decimal value) { return value.units() % kOne.units() == 0; };
  if (*first_.value < kOne || *first_.value >= *whole.value || !is_whole(*first_.value) ||
      !is_whole(*whole.value))
    return false;
  const auto noun = ReadCountedNoun(tokens_, whole.end, true);
  if (noun && kDurations.Contains(noun->unit)) return false;
  if (ReadMeasure(tokens_, whole.end) || MoneyBehind(tokens_, whole.end)) return false;
  const std::string words(text_.substr(first_.begin, whole.end - first_.begin));
  first_.value = base::Divide(*first_.value, *whole.value);
  first_.share = true;
  first_.plain_figures = false;
  Doubt(Sureness::kLikely, "“" + words + "” is read as a share", first_);
  SetUnit(std::string(kShare), whole.end);
  return true;
}

// The rest of "£3 4s. 6d.": shillings of twelve pence, twenty to the pound.
void QuantityReader::TakeShillings() {
  const bool is_whole = first_.value && first_.value->units() % Decimal::kUnitsPerOne == 0;
  if (money_->name != "pound" || second_ || !is_whole) return;
  constexpr int64_t kShillings = 20;
  constexpr int64_t kPence = 240;
  int64_t pence = 0;
  for (const auto& [letter, parts] : {std::pair("s", kShillings), std::pair("d", kPence)}) {
    ProseToken digits = tokens_.From(end_);
    if (digits.is(',') || digits.is('.')) digits = tokens_.After(digits);
    const ProseToken unit = tokens_.After(digits);
    if (!digits.is_digits() || digits.text.size() > 2 || unit.text != letter) continue;
    int64_t count = 0;
    for (const char digit : digits.text) count = count * 10 + (digit - '0');
    if (count * kPence / parts >= kPence) return;
    pence += count * kPence / parts;
    end_ = unit.end;
    const ProseToken stop = tokens_.From(end_);
    if (letter == std::string_view("d") && stop.is('.') && stop.begin == end_ &&
        !tokens_.After(stop).is_end())
      end_ = stop.end;
  }
  if (pence == 0) return;
  const int64_t units = first_.value->units() + (pence * Decimal::kUnitsPerOne + kPence / 2) / kPence;
  if ((pence * Decimal::kUnitsPerOne) % kPence != 0)
    Doubt(Sureness::kLikely, "rounded to four decimal places", first_);
  first_.value = Decimal::FromUnits(units);
}

// "35.000 men": men are whole, so that the full stop groups thousands.
void QuantityReader::GroupThousands() {
  constexpr Decimal kThousand = Decimal::FromUnits(1000 * Decimal::kUnitsPerOne);
  for (Numeral* numeral : {&first_, second_ ? &*second_ : nullptr}) {
    if (numeral != nullptr && numeral->maybe_grouped && numeral->value)
      numeral->value = base::Multiply(*numeral->value, kThousand);
  }
  Doubt(Sureness::kUnsure, "the full stop is read as grouping thousands", first_);
}

// "7 to 8 million", "20–30%", "$5 or $6".
bool QuantityReader::TakeSecond() {
  const size_t before = end_;
  ProseToken link = tokens_.From(end_);
  const bool dash = IsDash(link.text);
  const bool apart = link.begin > end_;
  if (!dash && link.text != "to" && link.text != "or" &&
      !(link.text == "and" && cues_.opener == Cues::Opener::kBetween)) {
    return false;
  }
  ProseToken next = tokens_.After(link);
  if (dash && (next.begin > link.end) != apart) return false;
  const bool about = next.text == "about" || next.text == "around" || next.text == "approximately";
  if (about) next = tokens_.After(next);
  // "or", "to" and a sign of money again.
  if (const ProseToken behind = tokens_.After(next); next.is_mark() && behind.is_digits() &&
                                                     behind.begin == next.end &&
                                                     MoneyBefore(tokens_, behind.begin)) {
    next = behind;
  }
  NumeralReading reading;
  if (next.is_digits()) {
    reading = ReadFigures(tokens_, next);
  } else if (next.is_word() && MayBeNumberWord(next.text)) {
    reading = ReadNumberWords(tokens_, next);
  }
  if (!reading.numeral || reading.numeral->vague || !reading.numeral->value || !first_.value) return false;
  Numeral& second = *reading.numeral;
  if (second.begin != next.begin || second.share != first_.share) return false;
  const Decimal bare = *second.value;
  TakeMagnitude(tokens_, money_.has_value(), second);
  if (!second.value) return false;
  constexpr Decimal kThousand = Decimal::FromUnits(1000 * Decimal::kUnitsPerOne);
  const Decimal coefficient = base::Divide(*second.value, second.scale).value_or(bare);
  // "five to six hundred": both are of hundreds.
  const std::string_view second_words = text_.substr(second.begin, second.end - second.begin);
  if (const auto hundreds = base::Divide(coefficient, kHundred);
      hundreds && coefficient.units() % kHundred.units() == 0 && first_.scale == kOne &&
      *first_.value < *hundreds && second_words.find("hundred") != std::string_view::npos) {
    first_.value = base::Multiply(*first_.value, Product(second.scale, kHundred));
    first_.scale = Product(second.scale, kHundred);
  }
  if (second.scale > kOne && first_.scale == kOne && *first_.value < kThousand &&
      *first_.value < coefficient) {
    first_.value = base::Multiply(*first_.value, second.scale);
    first_.scale = second.scale;
  }
  if (IsOfThousands(second)) {
    const std::string words(text_.substr(first_.begin, first_.end - first_.begin));
    first_.value = base::Multiply(*first_.value, kThousand);
    Doubt(Sureness::kLikely, "“" + words + "” is read as thousands, as the figures behind it are", first_);
  }
  if (!first_.value || *first_.value == *second.value) return false;
  const bool falls = *first_.value > *second.value;
  const bool from_to = link.text == "to" && cues_.opener == Cues::Opener::kFrom;
  if (falls && !from_to && (link.text != "to" || !StandsInScore())) return false;
  if (link.text == "or" &&
      *second.value > Product(*first_.value, Decimal::FromUnits(3 * Decimal::kUnitsPerOne))) {
    return false;
  }
  end_ = second.end;
  if (second.sureness != Sureness::kSure) Doubt(second.sureness, second.reason, first_);
  second_ = std::move(second);
  if (IsForeign()) {
    end_ = before;
    second_.reset();
    return false;
  }
  if (from_to && (falls || kChange.Contains(cues_.before))) {
    Doubt(Sureness::kUnsure, "it may be a change rather than a range", first_);
  }
  if (falls) std::swap(first_.value, second_->value);
  falls_ = falls;
  cues_.approximate = cues_.approximate || about;
  return true;
}

bool QuantityReader::TakePercent() {
  const ProseToken next = tokens_.From(end_);
  size_t end = next.end;
  Decimal factor = kPercent;
  if (next.text == "‰") {
    factor = kPerMille;
  } else if (next.text == "per") {
    const ProseToken cent = tokens_.After(next);
    if (cent.text != "cent") return false;
    end = cent.end;
  } else if (!next.is('%') && next.text != "percent") {
    return false;
  }
  const ProseToken behind = tokens_.From(end);
  if (behind.text == "point" || behind.text == "points") {
    SetUnit("percentage point", behind.end);
    return true;
  }
  for (Numeral* numeral : {&first_, second_ ? &*second_ : nullptr}) {
    if (numeral != nullptr && numeral->value) numeral->value = Product(*numeral->value, factor);
  }
  SetUnit(std::string(kShare), end);
  return true;
}

bool QuantityReader::TakeMoney() {
  if (!money_) money_ = MoneyBehind(tokens_, end_);
  if (!money_) return false;
  SetUnit(money_->name, std::max(end_, money_->end));
  return true;
}

// "an 18-member delegation", "the 15-year-old"
bool QuantityReader::TakeHyphenUnit() {
  const ProseToken dash = tokens_.From(end_);
  if (dash.begin != end_ || (dash.text != "-" && dash.text != "‑" && dash.text != "–")) return false;
  const ProseToken word = tokens_.After(dash);
  if (word.begin != dash.end || !word.is_word() || IsCapitalized(word.text)) return false;
  if (word.text == "odd") cues_.approximate = true;
  if (kNoUnitBehindHyphen.Contains(word.text) || word.text.ends_with("ed") || word.text.ends_with("ing")) {
    end_ = word.end;
    return word.text != "odd";
  }
  const std::optional<Unit> measure = ReadMeasure(tokens_, dash.end);
  SetUnit(measure ? measure->name : Singular(word.text), word.end);
  if (word.end < text_.size() && text_[word.end] == '-') {
    const ProseToken old = tokens_.From(word.end + 1);
    if (old.text == "old") end_ = old.end;
  }
  return true;
}

// "half an hour", "a quarter of a mile"
bool QuantityReader::TakeUnitOfFraction() {
  ProseToken next = tokens_.From(end_);
  if (next.text == "of") next = tokens_.After(next);
  if (next.text != "a" && next.text != "an") return false;
  const ProseToken noun = tokens_.After(next);
  if (!kFractionOf.Contains(noun.text)) return false;
  SetUnit(std::string(noun.text), noun.end);
  return true;
}

bool QuantityReader::TakeUnit() {
  if (TakePercent() || TakeMoney()) return true;
  if (first_.share) {
    if (!TakeUnitOfFraction()) unit_ = kShare;
    return true;
  }
  if (TakeHyphenUnit()) return true;
  if (const std::optional<Unit> measure = ReadMeasure(tokens_, end_)) {
    // "3.8m people" are millions.
    const bool adjacent = measure->begin == end_ && measure->name == "m";
    if (adjacent && first_.value) {
      if (const auto noun = ReadCountedNoun(tokens_, measure->end, true)) {
        constexpr Decimal kMillion = Decimal::FromUnits(1'000'000 * Decimal::kUnitsPerOne);
        first_.value = base::Multiply(*first_.value, kMillion);
        Doubt(Sureness::kLikely, "“m” is read as million, for a noun follows", first_);
        SetUnit(noun->unit, noun->end);
        return true;
      }
    }
    SetUnit(measure->name, measure->end);
    return true;
  }
  size_t at = end_;
  const ProseToken next = tokens_.From(at);
  if (next.text == "of") {
    if (!IsPlural()) return false;  // "one of the envoys"
    const ProseToken behind = tokens_.After(next);
    at = kDeterminers.Contains(behind.text) ? behind.end : next.end;
  }
  const std::optional<CountedNoun> noun = ReadCountedNoun(tokens_, at, IsPlural());
  if (!noun) return false;
  SetUnit(noun->unit, noun->end);
  return true;
}

// "or more", "or so", "+"
void QuantityReader::TakeTail() {
  const ProseToken next = tokens_.From(end_);
  if (next.is('+') && next.begin == end_) {
    cues_.bound = Cues::Bound::kLeast;
    end_ = next.end;
    return;
  }
  if (next.text != "or") return;
  const ProseToken word = tokens_.After(next);
  if (word.text == "so") {
    cues_.approximate = true;
  } else if (word.text == "more") {
    cues_.bound = Cues::Bound::kLeast;
  } else if (word.text == "less" || word.text == "fewer") {
    cues_.bound = Cues::Bound::kMost;
  } else {
    return;
  }
  end_ = word.end;
}

// Figures behind a capitalized word, with nothing that they count: "Apollo 11".
bool QuantityReader::IsPartOfName() const {
  if (!unit_.empty() || !first_.plain_figures || cues_.begin != first_.begin) return false;
  const ProseToken before = tokens_.Until(first_.begin);
  return before.is_word() && before.end + 1 == first_.begin && IsCapitalized(before.text) &&
         !IsFunctionWord(before.text);
}

// "One" that stands for somebody, or for some day.
bool QuantityReader::CountsNothing() const {
  const std::string_view words = text_.substr(first_.begin, first_.end - first_.begin);
  if (words == "zero" || words == "Zero") return unit_.empty();
  if (words != "one" && words != "One") return false;
  if (unit_.empty() || second_) return !second_;
  return kBeforePronoun.Contains(tokens_.Until(first_.begin).text) || kIdleAfterOne.Contains(unit_);
}

// "the Nine Months' War"
bool QuantityReader::NamesEvent() const {
  const ProseToken mark = tokens_.From(end_);
  if (mark.begin != end_ || (mark.text != "'" && mark.text != "’")) return false;
  const ProseToken next = tokens_.After(mark);
  return next.capital && IsCapitalized(tokens_.Until(end_).text) &&
         IsCapitalized(text_.substr(first_.begin, first_.end - first_.begin));
}

// "in 1939 soldiers", "the 1920 and 1926 treaties": the figures may be a year.
void QuantityReader::DoubtYear() {
  if (!IsYear(first_) || second_ || cues_.begin != first_.begin || money_) return;
  static constexpr WordList kBeforeYear({"in", "since", "until", "before", "after", "during", "the", "year"});
  ProseToken before = tokens_.Until(first_.begin);
  bool perhaps = kBeforeYear.Contains(before.text);
  if (before.text == "and" || before.text == "or") {
    before = tokens_.Before(before);
    perhaps = before.is_digits() && before.text.size() == 4;
  }
  if (!perhaps) return;
  const std::string year(text_.substr(first_.begin, first_.end - first_.begin));
  Doubt(Sureness::kUnsure, "“" + year + "” may be a year", first_);
}

std::optional<Mention> QuantityReader::Read() {
  begin_ = cues_.begin;
  end_ = first_.end;
  money_ = MoneyBefore(tokens_, first_.begin);
  if (money_) {
    first_.plain_figures = false;
    cues_ = CuesBefore(tokens_, money_->begin);
    begin_ = cues_.begin;
  }
  TakeMagnitude(tokens_, money_.has_value(), first_);
  end_ = first_.end;
  const std::optional<Unit> repeated = ReadMeasure(tokens_, end_);
  const ProseToken percent = tokens_.From(end_);
  if (!TakeSecond()) {
    // "5 km to 7 km", "20% to 30%": the unit stands behind both.
    const size_t before = end_;
    if (repeated || percent.is('%')) {
      end_ = repeated ? repeated->end : percent.end;
      const bool both = TakeSecond();
      const std::optional<Unit> again = both ? ReadMeasure(tokens_, end_) : std::nullopt;
      const bool same =
          both && (repeated ? again && again->name == repeated->name : tokens_.From(end_).is('%'));
      if (!same) {
        second_.reset();
        end_ = before;
      }
    }
  }
  if (!second_) {
    // Figures that a dash joins to others, and that are no range: a score, a telephone number.
    const ProseToken dash = tokens_.From(end_);
    const ProseToken behind = tokens_.After(dash);
    const bool joined = first_.plain_figures && IsDash(dash.text) && dash.begin == end_ &&
                        behind.is_digits() && behind.begin == dash.end;
    if (joined) {
      end_ = EndOfJoinedFigures(tokens_, end_);
      return std::nullopt;
    }
  } else if (EndOfJoinedFigures(tokens_, end_) > end_) {
    end_ = EndOfJoinedFigures(tokens_, end_);  // "1-2-3"
    return std::nullopt;
  }
  TakeTail();
  if (money_) TakeShillings();
  if (!second_ && TakeShareOfMany()) return Finish();
  const bool has_unit = TakeUnit();
  if (IsMilitaryTime() || IsScore()) return std::nullopt;
  if (!has_unit && IsForeign()) return std::nullopt;
  if (has_unit && !unit_.empty()) TakeTail();

  if (unit_.empty()) {
    if (second_ && IsYear(first_) && second_->plain_figures) return std::nullopt;  // "1939–45"
    if (IsYear(first_) && cues_.bound == Cues::Bound::kNone) return std::nullopt;
    if (IsYear(first_)) Doubt(Sureness::kUnsure, "it may be a year", first_);
    if (cues_.soft_label || IsPartOfName()) return std::nullopt;
    const std::string_view link = second_ ? tokens_.Until(second_->begin).text : "";
    if (first_.plain_figures && IsDash(link)) {
      if (link == "-") return std::nullopt;
      Doubt(Sureness::kUnsure, "it may be a range or a score", first_);
    }
  }
  if (first_.plain_figures && text_[first_.begin] == '0' && first_.end - first_.begin > 1)
    return std::nullopt;
  if (CountsNothing() || NamesEvent()) return std::nullopt;
  if (MayBeTime()) Doubt(Sureness::kUnsure, "it may be the time of day", first_);
  DoubtYear();
  return Finish();
}

Mention QuantityReader::Finish() {
  if (first_.maybe_grouped && !unit_.empty() && unit_ != kShare && !ReadMeasure(tokens_, first_.end) &&
      !money_) {
    if (IsDivisible(unit_)) {
      Doubt(Sureness::kUnsure, "the full stop may group thousands", first_);
    } else {
      GroupThousands();
    }
  }
  if (cues_.over && kDurations.Contains(unit_)) {
    cues_.bound = Cues::Bound::kNone;
    Doubt(Sureness::kUnsure, "“over” may mean more than or during", first_);
  }
  if (second_ && cues_.opener != Cues::Opener::kNone) begin_ = cues_.opener_begin;
  Mention mention{.kind = unit_.empty() ? Mention::Kind::kNumber : Mention::Kind::kQuantity};
  mention.at = {.begin = begin_, .end = end_};
  mention.text = text_.substr(begin_, end_ - begin_);
  mention.least = first_.value;
  mention.most = second_ ? second_->value : first_.value;
  if (cues_.negative && first_.value) {
    const std::optional<Decimal> negative = base::Negate(*first_.value);
    mention.least = negative;
    if (!second_) mention.most = negative;
  }
  if (cues_.bound == Cues::Bound::kLeast) mention.most.reset();
  if (cues_.bound == Cues::Bound::kMost) {
    mention.most = second_ ? second_->value : first_.value;
    mention.least.reset();
  }
  mention.approximate = cues_.approximate || first_.approximate;
  mention.unit = std::move(unit_);
  mention.sureness = first_.sureness;
  mention.reason = std::move(first_.reason);
  return mention;
}

}  // namespace

std::vector<Mention> FindQuantities(const ProseTokens& sentence, std::span<const Mention> dates) {
  std::vector<Mention> mentions;
  if (!sentence.has(Token::kNumber)) return mentions;
  size_t at = 0;
  size_t taken = 0;  // what ends before is taken by a mention, or passed over
  const std::span<const Token> all = sentence.all();
  for (const Token& first : all) {
    if (!first.has(Token::kNumber) || first.begin < at) continue;
    while (!dates.empty() && dates.front().at.end <= first.begin) dates = dates.subspan(1);
    if (!dates.empty() && dates.front().at.begin <= first.begin) continue;
    const ProseToken token = sentence.At(static_cast<size_t>(&first - all.data()));
    NumeralReading reading{.end = token.end};
    if (token.is_digits()) {
      if (const size_t label_end = EndOfLabel(sentence, token); label_end > 0) {
        at = taken = label_end;
        continue;
      }
      reading = ReadFigures(sentence, token);
    } else if (token.is_word()) {
      if (EndOfLabel(sentence, token) > 0) continue;
      reading = ReadNumberWords(sentence, token);
    } else {
      const std::optional<Decimal> fraction = FractionOf(token.text);
      if (!fraction) continue;
      reading.numeral = Numeral{.begin = token.begin, .end = token.end, .value = fraction, .share = true};
    }
    at = reading.end;
    if (!reading.numeral || reading.numeral->begin < taken) continue;
    const Cues cues = CuesBefore(sentence, reading.numeral->begin);
    QuantityReader reader(sentence, cues, std::move(*reading.numeral));
    std::optional<Mention> mention = reader.Read();
    at = std::max(at, reader.end());
    if (!mention || mention->at.begin < taken) continue;
    taken = mention->at.end;
    mentions.push_back(std::move(*mention));
  }
  return mentions;
}

}  // namespace casus::text
