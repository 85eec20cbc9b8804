// Lost figures.
//
// Where a number fell out, two words stand side by side that only a number could have joined. Each rule names such a
// pair, with what keeps ordinary English out; a rule that would need the meaning of the sentence is left out, for a
// false alarm costs more than a gap that stays unreported.
//
//   received of territory            a verb that takes no "of", "of", and a noun that is measured
//   a population of in 1910          "a", a noun that is a number, "of", and no number, nor what may begin one
//   costs of .                       a preposition before a mark that stands apart
//   between and 300 men              nothing between "between" and "and"
//   from to 7 km                     nothing between "from" and "to"
//   sold for around in 1990          two prepositions around "about"
//   about north of Riga              "about", a direction, "of"
//   a town km from                   an abbreviated unit behind a word
//   about kilometres away            "about" and a unit
//   accounts for % of                a percentage without one
//   a budget of million              a magnitude behind a preposition
//   was born in in Riga              "in" twice, or "on in", behind a verb that takes a date and a place
//   is square kilometres             a unit of area behind a verb or "about"
//   On , 1939,                       "on" before a comma and a year

#include "text/lost_figures.h"

#include <algorithm>

#include "text/function_words.h"
#include "text/measures.h"
#include "text/numerals.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr WordList kTakesNoOf(
    {"received",  "receives",   "receive",  "gained",     "gains",       "gain",     "ceded",     "cedes",
     "cede",      "lost",       "loses",    "acquired",   "acquires",    "annexed",  "annexes",   "covers",
     "covered",   "cover",      "covering", "occupies",   "occupied",    "contains", "contained", "totals",
     "totalled",  "measures",   "exceeds",  "exceeded",   "produced",    "produces", "exported",  "imported",
     "owns",      "owned",      "built",    "employs",    "spans",       "spanned",  "bought",    "sold",
     "purchased", "controlled", "controls", "cultivated", "extracted",   "mined",    "laid",      "lays",
     "has",       "had",        "have",     "with",       "transferred", "yielded",  "yields"});
constexpr WordList kMeasured({"territory",   "land",    "lands",    "area",    "forest",   "forests",
                              "farmland",    "water",   "gold",     "silver",  "coal",     "oil",
                              "iron",        "ore",     "steel",    "grain",   "wheat",    "track",
                              "tracks",      "road",    "roads",    "railway", "railways", "coast",
                              "coastline",   "border",  "pipeline", "cable",   "ground",   "soil",
                              "fuel",        "copper",  "timber",   "sugar",   "cotton",   "rice",
                              "territories", "acreage", "woodland", "wetland", "desert"});
constexpr WordList kAmounts({"population",  "area",     "length",       "height",    "depth",    "width",
                             "total",       "distance", "weight",       "elevation", "altitude", "radius",
                             "diameter",    "capacity", "budget",       "cost",      "price",    "sum",
                             "turnover",    "revenue",  "fine",         "salary",    "maximum",  "minimum",
                             "average",     "volume",   "thickness",    "wingspan",  "density",  "majority",
                             "circulation", "speed",    "displacement", "strength"});
constexpr WordList kNotBehindAmountOf({"and",         "in",        "from",      "with", "by",   "or",
                                       "as",          "but",       "is",        "was",  "were", "are",
                                       "inhabitants", "residents", "according", "for",  "on",   "which",
                                       "while",       "per",       "at",        "to"});
constexpr WordList kBeginsNumber({"at", "from", "to", "in", "as", "over", "about", "between"});
constexpr WordList kStrandable({"of", "than", "from", "between", "until", "for", "with", "by", "at", "in",
                                "since", "around", "approximately", "on"});
constexpr WordList kApproximators({"about", "around", "approximately", "roughly", "nearly"});
constexpr WordList kBeforeApproximator({"for", "of", "at", "by", "with", "to"});
constexpr WordList kBehindLostAmount({"in", "on", "at", "from", "of", "and", "per", "by", "for"});
constexpr WordList kDirections({"north", "south", "east", "west", "northeast", "northwest", "southeast",
                                "southwest", "northwards", "southwards"});
constexpr WordList kUnits({"kilometres", "kilometers", "metres", "meters", "hectares", "acres", "tonnes",
                           "tons", "centimetres", "kilograms", "inhabitants"});
constexpr WordList kBeforeLostUnit({"about", "approximately", "around", "roughly", "nearly", "situated",
                                    "located", "lies", "almost"});
constexpr WordList kBeforeLostArea({"is", "was", "are", "were", "about", "approximately", "around", "roughly",
                                    "nearly", "almost", "covers", "covered", "covering", "measures",
                                    "occupies"});
// A unit may stand without a number behind these.
constexpr WordList kBeforeBareUnit(
    {"per",      "a",           "each",       "every", "in",        "sq",      "square", "cubic",
     "the",      "this",        "last",       "first", "of",        "by",      "to",     "and",
     "or",       "as",          "several",    "few",   "many",      "some",    "half",   "quarter",
     "an",       "one",         "whole",      "more",  "than",      "for",     "into",   "that",
     "with",     "between",     "from",       "final", "next",      "se",      "unit",   "units",
     "symbol",   "abbreviated", "additional", "extra", "passenger", "vehicle", "train",  "hundred",
     "thousand", "million",     "billion",    "dozen", "further",   "other",   "only",   "these",
     "any",      "no",          "how",        "his",   "her",       "its",     "their",  "both",
     "mean",     "using",       "like"});
constexpr WordList kBehindBareUnit({"from",      "of",        "long",      "wide",      "high", "away",
                                    "tall",      "deep",      "north",     "south",     "east", "west",
                                    "northeast", "northwest", "southeast", "southwest", "to",   "in",
                                    "off",       "below",     "above",     "per"});
constexpr WordList kLong({"long", "wide", "high", "tall", "deep", "thick"});
constexpr WordList kBeforePercent({"about", "approximately", "for", "by", "to", "only", "around", "nearly",
                                   "roughly", "almost", "over", "is", "was", "than", "least", "reached"});
constexpr WordList kBeforeMillion({"for", "of", "about", "over", "nearly", "approximately", "around", "by",
                                   "at", "to", "cost", "costs", "worth", "paid", "than", "almost"});
constexpr WordList kMagnitudes({"million", "billion", "trillion"});
constexpr WordList kDatedAndPlaced({"born",   "died",      "built",    "founded",  "established", "signed",
                                    "opened", "published", "released", "elected",  "completed",   "created",
                                    "formed", "held",      "adopted",  "baptised", "buried",      "married",
                                    "killed", "concluded", "ratified"});

class Finder {
 public:
  Finder(const ProseTokens& tokens, const ProseToken& token)
      : tokens_(tokens), token_(token), before_(tokens.Before(token)), next_(tokens.After(token)) {}

  std::optional<LostFigure> Find() {
    const std::string_view word = token_.text;
    if (token_.is('%')) {
      if (IsWordBefore() && before_.end < token_.begin && kBeforePercent.Contains(before_.text))
        Before(token_);
    } else if (!token_.is_word() || JoinsOthers()) {
      // Of a compound no part stands for itself.
    } else if (word == "of") {
      FindAtOf();
    } else if (word == "between") {
      if (next_.text == "and" && before_.text != "in" && before_.text != "somewhere") After(token_);
    } else if (word == "from") {
      FindAtFrom();
    } else if (word == "in") {
      FindAtIn();
    } else if (IsMetricAbbreviation(word)) {
      FindAtAbbreviation();
    } else if (kUnits.Contains(word)) {
      const bool is_of_area = before_.text == "square" || before_.text == "cubic";
      if (kBeforeLostUnit.Contains(before_.text)) {
        After(before_);
      } else if (const ProseToken earlier = tokens_.Before(before_);
                 is_of_area && kBeforeLostArea.Contains(earlier.text)) {
        Add(earlier.begin, token_.end,
            "a number seems to be missing after “" + std::string(earlier.text) + "”");
      }
    } else if (kMagnitudes.Contains(word)) {
      FindAtMagnitude();
    } else if (kApproximators.Contains(word)) {
      FindAtApproximator();
    } else if (word == "percent" || word == "per") {
      FindAtPercent();
    }
    if (!found_ && token_.is_word() && kStrandable.Contains(word)) FindStranded();
    return std::move(found_);
  }

 private:
  bool IsWordBefore() const { return before_.is_word(); }

  bool JoinsOthers() const {
    return (next_.begin == token_.end && IsDash(next_.text)) ||
           (before_.end == token_.begin && IsDash(before_.text));
  }

  // A mark that stands apart, as it does where a word fell out before it.
  bool StandsApart(const ProseToken& mark, size_t end) const {
    return (mark.is('.') || mark.is(',') || mark.is(';') || mark.is(')')) && mark.begin > end;
  }

  void Add(size_t begin, size_t end, std::string message) {
    found_ = LostFigure{.at = {.begin = begin, .end = end}, .message = std::move(message)};
  }
  void After(const ProseToken& token) {
    Add(token.begin,
        token_.end > token.end ? token_.end : std::max(token.end, next_.is_end() ? token.end : next_.end),
        "a number seems to be missing after “" + std::string(token.text) + "”");
  }
  void Before(const ProseToken& token) {
    Add(before_.begin, token.end, "a number seems to be missing before “" + std::string(token.text) + "”");
  }

  void FindAtOf() {
    const bool measured = next_.is_word() && kMeasured.Contains(next_.text);
    if (measured && kTakesNoOf.Contains(before_.text) && !IsPassive()) {
      After(before_);
      return;
    }
    if (!kAmounts.Contains(before_.text) || !HasIndefiniteArticle()) return;
    const bool ends =
        next_.is_end() || next_.is('.') || next_.is(';') || next_.is(')') || StandsApart(next_, token_.end);
    const bool wrong_word = next_.is_word() && kNotBehindAmountOf.Contains(next_.text) && !BeginsNumber() &&
                            !GoesOnWithDash(next_);
    if (ends || wrong_word) {
      Add(before_.begin, std::max(token_.end, wrong_word ? next_.end : token_.end),
          "a number seems to be missing after “" + std::string(before_.text) + " of”");
    }
  }

  // "news received of land": what is received of something stands before.
  bool IsPassive() const {
    const ProseToken subject = tokens_.Before(before_);
    constexpr WordList kNews({"news", "reports", "report", "word", "notice", "offers", "proof", "information",
                              "complaints", "that", "plots", "grants", "what", "parcels", "tracts", "all",
                              "acres", "hectares", "years"});
    return kNews.Contains(subject.text);
  }

  // "a total length of": within the three words before the noun.
  bool HasIndefiniteArticle() const {
    ProseToken word = before_;
    constexpr size_t kMostAdjectives = 3;
    for (size_t count = 0; count < kMostAdjectives; ++count) {
      word = tokens_.Before(word);
      if (word.text == "a" || word.text == "an" || word.text == "A" || word.text == "An") return true;
      if (!word.is_word()) return false;
    }
    return false;
  }

  // Whether a number follows within a few words: "a length of from 5 to 7 km".
  bool BeginsNumber() const {
    if (!kBeginsNumber.Contains(next_.text)) return false;
    ProseToken word = next_;
    constexpr size_t kMostWords = 3;
    for (size_t count = 0; count < kMostWords; ++count) {
      word = tokens_.After(word);
      const bool year = word.is_digits() && word.text.size() == 4;
      if (word.is_digits() && !(year && next_.text == "in")) return true;
      if (word.is_word() && MayBeNumberWord(word.text)) return true;
    }
    return false;
  }

  bool GoesOnWithDash(const ProseToken& word) const {
    const ProseToken dash = tokens_.After(word);
    return dash.begin == word.end && IsDash(dash.text);
  }

  void FindAtFrom() {
    if (next_.text != "to" || !IsWordBefore()) return;
    const ProseToken behind = tokens_.After(next_);
    if (behind.is_digits() || (behind.is_word() && MayBeNumberWord(behind.text))) After(token_);
  }

  void FindAtIn() {
    if (before_.text == "on" && !next_.is_digits()) {
      const ProseToken verb = tokens_.Before(before_);
      if (verb.text == "held" || !kDatedAndPlaced.Contains(verb.text)) return;  // "held on in"
      Add(verb.begin, token_.end, "a date seems to be missing after “" + std::string(verb.text) + " on”");
      return;
    }
    if (next_.text != "in" || !kDatedAndPlaced.Contains(before_.text)) return;
    Add(before_.begin, next_.end,
        "a date or a place seems to be missing after “" + std::string(before_.text) + " in”");
  }

  void FindAtAbbreviation() {
    if (!IsWordBefore() || before_.end == token_.begin || IsCapitalized(before_.text)) return;
    if (before_.text == "a" || before_.text == "an") {
      if (kLong.Contains(next_.text)) Before(token_);
      return;
    }
    if (kBeforeBareUnit.Contains(before_.text) || MayBeNumberWord(before_.text)) return;
    if (before_.text.size() < 2 || !kBehindBareUnit.Contains(next_.text)) return;
    Before(token_);
  }

  void FindAtMagnitude() {
    if (!kBeforeMillion.Contains(before_.text)) return;
    const ProseToken earlier = tokens_.Before(before_);
    const bool of_many =
        earlier.text.ends_with("s") && MayBeNumberWord(earlier.text);  // "hundreds of million"
    if (of_many || (before_.text == "of" && earlier.is_digits())) return;
    Before(token_);
  }

  void FindAtApproximator() {
    if (next_.is_word() && kDirections.Contains(next_.text) && tokens_.After(next_).text == "of" &&
        token_.text != "roughly" && token_.text != "nearly" && token_.text != "around") {
      After(token_);
      return;
    }
    // "about north-east of"
    const ProseToken dash = tokens_.After(next_);
    if (next_.is_word() && kDirections.Contains(next_.text) && IsDash(dash.text) && dash.begin == next_.end) {
      const ProseToken second = tokens_.After(dash);
      if (kDirections.Contains(second.text) && tokens_.After(second).text == "of") After(token_);
      return;
    }
    if (!kBeforeApproximator.Contains(before_.text)) return;
    const bool nothing =
        StandsApart(next_, token_.end) || (next_.is_word() && kBehindLostAmount.Contains(next_.text) &&
                                           !BeginsNumber() && !GoesOnWithDash(next_));
    if (nothing) After(token_);
  }

  void FindAtPercent() {
    if (token_.text == "per" && next_.text != "cent") return;
    if (!kBeforePercent.Contains(before_.text)) return;
    Before(token_.text == "per" ? next_ : token_);
  }

  // "costs of ."
  void FindStranded() {
    if (!StandsApart(next_, token_.end) || next_.begin > token_.end + 2) return;
    const ProseToken behind = tokens_.After(next_);
    // One may carry on, and go on. "On , 1939," has lost a day.
    constexpr size_t kDigitsOfYear = 4;
    const bool is_year = behind.is_digits() && behind.text.size() == kDigitsOfYear;
    if ((token_.text == "on" || token_.text == "On") && !(next_.is(',') && is_year)) return;
    if (!next_.is(')') && behind.begin == next_.end && !behind.is_end()) return;  // "in .xml", ". . ."
    Add(token_.begin, next_.end, "something seems to be missing after “" + std::string(token_.text) + "”");
  }

  const ProseTokens& tokens_;
  const ProseToken& token_;
  ProseToken before_;
  ProseToken next_;
  std::optional<LostFigure> found_;
};

constexpr WordList kOnlyStrandable({"than", "until", "for", "with", "by", "at", "since", "on"});
constexpr WordList kPercent({"per", "percent"});
constexpr auto kBesideFigures = JoinLists(kStrandable, kPercent, kApproximators, kMagnitudes, kUnits);

}  // namespace

std::vector<std::string_view> WordsBesideFigures() {
  std::vector<std::string_view> words = kBesideFigures.Words();
  for (const std::string_view unit : MetricAbbreviations()) words.push_back(unit);
  return words;
}

std::optional<LostFigure> FindLostFigure(const ProseTokens& tokens, const ProseToken& token) {
  // Of these no rule asks but the one of a mark behind them, and most have none.
  if (kOnlyStrandable.Contains(token.text) && tokens.After(token).is_word()) return std::nullopt;
  return Finder(tokens, token).Find();
}

}  // namespace casus::text
