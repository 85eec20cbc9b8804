// Names: which capitalized words are one, and whom it names.
//
// The sentence is scanned once. At a capitalized word the run of words that may belong to one name is taken; then it
// is cut: function words at its begin are dropped ("In Riga"), and at a title it is parted ("Lithuanian | Minister of
// Foreign Affairs | Juozas Urbšys"). What remains is compared with the known names. A name that is the whole run is
// what is known. "Nazi Germany", of which only the last word is known, may be something else, and "Vilnius Region" is
// something else than Vilnius, so that the first is unsure and the second is not linked. A known name that begins
// with a small letter, or goes on beyond the run, is found by its own words.

#include "text/names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "text/function_words.h"
#include "text/name_run.h"
#include "text/name_words.h"
#include "text/prose_tokens.h"

namespace casus::text {

namespace {

using Parts = std::span<const NamePart>;

std::string Quote(std::string_view words) { return "“" + std::string(words) + "”"; }

bool EndsClause(std::string_view mark) {
  constexpr std::string_view kMarks[] = {".", ":", "!", "?", "“", "‘", "•", "*",
                                         "#", "(", "[", "…", "¿", "¡", "\""};
  return std::find(std::begin(kMarks), std::end(kMarks), mark) != std::end(kMarks);
}

bool IsOrdinal(std::string_view word) { return word == "First" || word == "Second" || word == "Third"; }

class SentenceNames {
 public:
  SentenceNames(const ProseTokens& tokens, const NameIndex& index)
      : tokens_(tokens), text_(tokens.text()), index_(index) {}

  std::vector<Mention> Find() {
    const std::span<const Token> all = tokens_.all();
    for (const Token& token : all) {
      if (!token.has(Token::kCapital) && !index_.MayBegin(text_[token.begin])) continue;
      if (!token.is_word() || token.begin < at_) continue;
      ReadWord(tokens_.At(static_cast<size_t>(&token - all.data())));
    }
    return std::move(mentions_);
  }

 private:
  void ReadWord(const ProseToken& token) {
    at_ = token.end;
    const auto match = index_.Longest(tokens_, token);
    if (!token.capital) {
      if (match && IsWholeWord(token)) AddKnown(token.begin, *match);
      return;
    }
    if (!IsWholeWord(token) && JoinsLowerCase(token)) return;  // "pro-Soviet"
    if (!match && (SkipsNoName(token) || (IsOrdinaryWord(token.text) && IsRunByItself(tokens_, token))))
      return;
    const NameRun run = TakeNameRun(tokens_, token);
    const size_t run_end = run.parts.empty() ? token.begin : run.parts.back().end;
    if (match && match->end >= run_end) {
      AddKnown(token.begin, *match);
      return;
    }
    at_ = std::max(at_, run.end);
    if (!run.parts.empty()) ReadRun(Parts(run.parts.data(), run.parts.size()));
  }

  // Whether no dash joins a word before.
  bool IsWholeWord(const ProseToken& token) const {
    const ProseToken dash = tokens_.Before(token);
    if (dash.end != token.begin || !IsDash(dash.text) || dash.text == "—") return true;
    const ProseToken before = tokens_.Before(dash);
    return before.end != dash.begin || !before.is_word();
  }

  bool JoinsLowerCase(const ProseToken& token) const {
    const ProseToken before = tokens_.Before(tokens_.Before(token));
    return !IsCapitalized(before.text) && !IsNameParticle(before.text);  // but "al-Kindi"
  }

  // Where the name that begins with the part begins, with the particles before it: "de Gaulle", "al-Kindi".
  size_t BeginWithParticles(size_t begin) const {
    constexpr size_t kMostParticles = 3;
    for (size_t count = 0; count < kMostParticles; ++count) {
      ProseToken before = tokens_.Until(begin);
      const bool dashed = before.end == begin && IsDash(before.text);
      if (dashed) before = tokens_.Before(before);
      if (before.end + 1 != begin || !IsNameParticle(before.text) || IsCapitalized(before.text)) break;
      if (!mentions_.empty() && before.begin < mentions_.back().at.end) break;
      begin = before.begin;
    }
    return begin;
  }

  bool BeginsClause(size_t begin) const {
    const ProseToken before = tokens_.Until(begin);
    return before.is_end() || (before.is_mark() && EndsClause(before.text));
  }

  // Passes a capitalized word that begins no name, with what it numbers.
  bool SkipsNoName(const ProseToken& token) {
    if (token.text == "I" || token.text.starts_with("I'") || token.text.starts_with("I’")) return true;
    const ProseToken next = tokens_.After(token);
    if (IsNumberingWord(token.text)) {
      const ProseToken number = next.is('.') ? tokens_.After(next) : next;
      if (number.is_digits() || IsRomanNumeral(number.text)) at_ = number.end;
      return number.is_digits() || IsRomanNumeral(number.text) || token.text.starts_with("Article");
    }
    const bool dated = IsMonth(token.text) || IsWeekday(token.text);
    return dated && !(next.begin == token.end + 1 && IsInstitution(next.text) && IsCapitalized(next.text));
  }

  void ReadRun(Parts parts) {
    bool initial = BeginsClause(parts.front().begin);
    while (!parts.empty() && IsOrdinaryWord(parts.front().text)) {
      const bool goes_on = parts.size() > 1 && parts[1].joint == NamePart::Joint::kSpace;
      if (goes_on && IsOrdinal(parts[0].text)) break;  // "the Second Polish Republic"
      initial = false;
      if (goes_on && parts[1].text == "Hague") break;
      parts = parts.subspan(1);
    }
    if (parts.empty()) return;
    PartAtTitles(parts, BeginWithParticles(parts.front().begin), initial);
  }

  // Reads the names before and behind titles.
  void PartAtTitles(Parts parts, size_t begin, bool initial) {
    while (true) {
      size_t title = 0;
      while (title < parts.size() && !IsTitleAt(parts, title)) ++title;
      size_t first = title;  // of the words of the title
      while (first > 0 && title < parts.size() && IsBeforeTitle(parts[first - 1].text)) --first;
      if (first > 0) ReadName(parts.first(first), begin, initial && title == parts.size());
      if (title == parts.size()) return;
      size_t behind = title + 1;
      // "General Secretary", "Minister of Foreign Affairs"
      while (behind < parts.size() && (IsTitleAt(parts, behind) || IsPortfolio(parts[behind].text))) ++behind;
      parts = parts.subspan(behind);
      if (parts.empty()) return;
      begin = parts.front().begin;
      initial = false;
    }
  }

  static bool IsTitleAt(Parts parts, size_t at) {
    std::string_view word = parts[at].text;
    if (word.ends_with('.')) word.remove_suffix(1);
    if (!IsTitle(word)) return false;
    // "General Assembly", "the Peace Commissioner–General"
    if (at > 0 && parts[at].joint != NamePart::Joint::kSpace) return false;
    if (at + 1 == parts.size()) return true;
    const NamePart& next = parts[at + 1];
    return next.joint != NamePart::Joint::kDash &&
           (next.joint == NamePart::Joint::kOf || !IsInstitution(next.text));
  }

  void ReadName(Parts parts, size_t begin, bool initial) {
    const NamePart& first = parts.front();
    const NamePart& last = parts.back();
    const size_t end = last.end;
    // What names nothing by itself: "II", "B".
    if (parts.size() == 1 && (IsRomanNumeral(first.text) || end - first.begin < 2)) return;
    if (first.token.is_digits()) return;

    const auto match = index_.Longest(tokens_, first.token);
    if (match && match->end >= end) {
      AddKnown(first.begin, *match);
      return;
    }
    if (match && match->end < first.token.end) {  // "Riga's Old Town" with Riga known
      AddKnown(first.begin, *match);
      if (parts.size() > 1) ReadName(parts.subspan(1), parts[1].begin, false);
      return;
    }
    if (!match && ReadKnownTail(parts, begin)) return;
    if (ReadLastName(parts)) return;
    Mention mention = Make(begin, end);
    if (initial && parts.size() == 1) {
      const bool acronym = last.text.size() > 1 && last.text[1] >= 'A' && last.text[1] <= 'Z';
      if (HasOrdinaryEnding(first.text)) return;
      if (!acronym) {
        mention.sureness = Sureness::kUnsure;
        mention.reason = "it begins the sentence, and may be an ordinary word";
      }
    } else if (initial && parts[1].joint == NamePart::Joint::kSpace) {
      mention.sureness = Sureness::kLikely;
      mention.reason = "it begins the sentence, and goes on as a name";
    }
    mentions_.push_back(std::move(mention));
  }

  // A run that ends in a known name.
  bool ReadKnownTail(Parts parts, size_t begin) {
    for (size_t at = 1; at < parts.size(); ++at) {
      // What is "of" something is something else: "Republic of Central Lithuania".
      if (parts[at].joint == NamePart::Joint::kOf) return false;
      if (parts[at].joint != NamePart::Joint::kSpace) continue;
      const auto match = index_.Longest(tokens_, parts[at].token);
      if (!match || match->end < parts.back().end) continue;
      const size_t known = parts[at].begin;
      const std::string_view before = text_.substr(begin, parts[at - 1].end - begin);
      if (match->words > 1) {
        AddKnown(known, *match);
        Mention& mention = mentions_.back();
        if (mention.sureness == Sureness::kSure) {
          mention.sureness = Sureness::kLikely;
          mention.reason = Quote(before) + " stands before it";
        }
        return true;
      }
      const std::string_view all = text_.substr(begin, match->end - begin);
      AddKnown(begin, *match);
      mentions_.back().sureness = Sureness::kUnsure;
      mentions_.back().reason =
          Quote(all) + " may be another than " + Quote(text_.substr(known, match->end - known));
      return true;
    }
    return false;
  }

  // "Urbšys" or "J. Urbšys" of "Juozas Urbšys".
  bool ReadLastName(Parts parts) {
    const NamePart& last = parts.back();
    const std::span<const uint32_t> persons = index_.WithLastName(last.text);
    if (persons.empty() || parts.size() > 2) return false;
    const bool shortened = parts.size() == 2;
    std::vector<uint32_t> fitting;
    for (const uint32_t person : persons) {
      const bool same_initial =
          parts.front().text.ends_with('.') &&
          index_.name(person).name.starts_with(parts.front().text.substr(0, parts.front().text.size() - 1));
      if (!shortened || same_initial) fitting.push_back(person);
    }
    if (fitting.empty()) return false;
    Mention mention = Make(parts.front().begin, last.end);
    const std::string& entity = index_.name(fitting.front()).entity;
    const bool same = std::all_of(fitting.begin(), fitting.end(),
                                  [&](uint32_t person) { return index_.name(person).entity == entity; });
    if (same) {
      mention.sureness = Sureness::kLikely;
      mention.refers_to = entity;
      mention.reason = Quote(last.text) + " is the last word of " + index_.name(fitting.front()).name;
    } else {
      mention.sureness = Sureness::kUnsure;
      mention.reason = Quote(last.text) + " is the last word of " + index_.name(fitting[0]).name +
                       " and of " + index_.name(fitting[1]).name;
    }
    mentions_.push_back(std::move(mention));
    return true;
  }

  void AddKnown(size_t begin, const NameIndex::Match& match) {
    Mention mention = Make(begin, match.end);
    const KnownName& known = index_.name(match.names.front());
    if (match.names.size() > 1) {
      mention.sureness = Sureness::kUnsure;
      mention.reason =
          Quote(known.name) + " may be " + known.entity + " or " + index_.name(match.names[1]).entity;
      if (match.names.size() > 2) mention.reason += ", or others";
    } else {
      mention.refers_to = known.entity;
      if (match.plural) {
        mention.sureness = Sureness::kLikely;
        mention.reason = "it is read as the plural of " + Quote(known.name);
      }
    }
    at_ = std::max(at_, match.end);
    mentions_.push_back(std::move(mention));
  }

  Mention Make(size_t begin, size_t end) {
    Mention mention{.kind = Mention::Kind::kName, .at = {.begin = begin, .end = end}};
    mention.text = text_.substr(begin, end - begin);
    return mention;
  }

  const ProseTokens& tokens_;
  std::string_view text_;
  const NameIndex& index_;
  size_t at_ = 0;  // what begins before is taken by a name, or passed over
  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> NameFinder::Find(const ProseTokens& sentence) const {
  return SentenceNames(sentence, index_).Find();
}

}  // namespace casus::text
