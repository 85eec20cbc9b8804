#include "text/sentence_end.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/abbreviations.h"
#include "text/list_label.h"
#include "text/vicinity.h"

// Unicode says whether a sentence may end at the stop. Then, in this order:
//
//   - A stop that is all there is between brackets does not end one: "[...]", "(!)".
//   - An ellipsis with a space before it stands for words left out, and the sentence goes on, unless there are
//     four dots. In "word. . . . Next" the first is the full stop.
//   - Without a space behind it a stop ends a sentence where words were glued together ("signed.Then"), but not
//     within addresses, file names and the like.
//   - After "!" and "?" a small letter goes on ("Yahoo! in"), and so does who speaks (“Why?” Ann asked).
//   - After a full stop a small letter goes on, too. But who began with a small letter goes on with one: "that was it. no way! he
//     left." is three sentences. A capital or a number goes on if the word before is an
//     abbreviation that holds on to it, or an initial, or if a number of one or two digits stands before
//     another ("5. 10. 1939").
//
// Where an abbreviation may also end a sentence, the word that follows decides: "the U.S. The" is two
// sentences, "the U.S. Congress" is within one. So "in the U.S. Lithuanians" is not told apart; reading on
// would not help.

namespace casus::text {

namespace {

constexpr size_t kLongestAddress = 64;   // in bytes; a run without a space that is longer is no prose
constexpr size_t kMostOpening = 4;       // quotes and brackets before a word
constexpr size_t kMostDigitsOfPart = 2;  // of a number that stands before another, as days and months do
constexpr size_t kLongestVowelless = 4;  // of a word without vowels that is taken for an abbreviation
constexpr int kMostWordsOfSpeaker = 3;
constexpr int kMostWordsOfTime = 4;  // with which a sentence begins: "At about 5 p.m."

bool IsUpper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}
bool IsLower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool IsDigit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

bool IsOneOf(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

// Of the terminators those of scripts with capitals, which tell where sentences begin.
bool IsWestern(char32_t c) { return IsOneOf(U".!?…‼⁇⁈⁉;\u037E", c); }

// One capital, or several with full stops between them: J, J.V, J.-P
bool IsInitials(std::string_view word) {
  for (size_t at = 0; at < word.size();) {
    if (!IsUpper(TakeCharacter(word, at))) return false;
    if (at == word.size()) return true;
    if (word[at] != '.') return false;
    ++at;
    if (at < word.size() && word[at] == '-') ++at;
  }
  return false;
}

// Small letters with full stops between them: a.k.a
bool IsDottedSmall(std::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? word[i] < 'a' || word[i] > 'z' : word[i] != '.') return false;
  }
  return true;
}

// "Bd", "hrs"
bool IsVowelless(std::string_view word) {
  const auto is_consonant = [](char c) {
    return c >= 'a' && c <= 'z' && std::string_view("aeiouy").find(c) == std::string_view::npos;
  };
  if (word.empty() || word.size() > kLongestVowelless) return false;
  const bool is_capital_consonant =
      IsAsciiUpper(word.front()) && std::string_view("AEIOUY").find(word.front()) == std::string_view::npos;
  return (is_capital_consonant || is_consonant(word.front())) &&
         std::all_of(word.begin() + 1, word.end(), is_consonant);
}

class StopReader {
 public:
  StopReader(std::string_view text, size_t begin, const Stop& stop)
      : text_(text),
        begin_(begin),
        stop_(stop),
        word_(WordBefore(text, stop.terminators.begin, begin)),
        next_at_(stop.end),
        next_(CharacterAt(text, stop.end)) {
    for (size_t i = 0; i < kMostOpening; ++i) {
      if (!IsOpening(next_) && next_ != '"' && next_ != '\'') break;
      if (opening_ == 0) opening_ = next_;
      TakeCharacter(text_, next_at_);
      next_ = CharacterAt(text_, next_at_);
    }
    next_word_ = WordAfter(text_, next_at_);
  }

  std::optional<size_t> FindEnd() const {
    if (IsAllBetweenBrackets()) return std::nullopt;
    if (IsBeforeEllipsis() && NextIsCapital()) return stop_.terminators.begin + 1;
    if (Ends()) return stop_.end;
    return std::nullopt;
  }

 private:
  bool Ends() const {
    if (!IsWestern(CharacterBefore(text_, stop_.terminators.end))) return stop_.ends;
    if (next_ == U'¿' || next_ == U'¡') return true;
    if (stop_.only_dots && stop_.count >= 3) return EndsAtEllipsis();
    if (stop_.end == stop_.terminators.end) return EndsWithoutSpace();
    if (stop_.end == stop_.close_end && !stop_.has_note) return stop_.ends && !IsLower(next_);
    return stop_.is_full_stop ? EndsAtFullStop() : EndsAtMark();
  }

  bool IsAllBetweenBrackets() const {
    const char32_t before = CharacterBefore(text_, stop_.terminators.begin);
    const char32_t behind = CharacterAt(text_, stop_.terminators.end);
    return (before == '(' && behind == ')') || (before == '[' && behind == ']');
  }

  // A capital, or a small letter before one: "iPhone".
  bool NextIsCapital() const {
    if (!IsLower(next_)) return IsUpper(next_);
    size_t second = 0;
    TakeCharacter(next_word_, second);
    return IsUpper(CharacterAt(next_word_, second));
  }

  char32_t BehindNextWord() const { return CharacterAt(text_, next_at_ + next_word_.size()); }

  // ----- ellipses

  bool FollowsSpace() const { return IsSpace(CharacterBefore(text_, stop_.terminators.begin)); }

  // The full stop of "word. . . . Next", "word. … Next" and "word. ...Next".
  bool IsBeforeEllipsis() const {
    const size_t first = stop_.terminators.begin;
    return stop_.only_dots && stop_.count == 4 && text_[first] == '.' && !FollowsSpace() &&
           IsSpace(CharacterAt(text_, first + 1));
  }

  bool EndsAtEllipsis() const {
    if (FollowsSpace() && stop_.count != 4) return false;
    if (stop_.end == stop_.terminators.end && next_word_.size() < 2) return false;
    return NextIsCapital() || (stop_.ends && !IsLower(next_));
  }

  // ----- "!" and "?"

  bool EndsAtMark() const {
    if (NextIsCapital()) return stop_.ends && !NextNamesSpeaker();
    if (BeganSmall()) return true;
    if (IsLower(next_) && (opening_ == 0 || opening_ == '(')) return next_word_ == "i";
    return stop_.ends;
  }

  // Whether the sentence began with a small letter, and the next does.
  bool BeganSmall() const {
    return IsLower(next_) && opening_ == 0 && IsLower(CharacterAt(text_, begin_)) &&
           stop_.close_end == stop_.terminators.end && stop_.end > stop_.terminators.end;
  }

  // Whether "Ann asked" follows a quotation.
  bool NextNamesSpeaker() const {
    if (stop_.close_end == stop_.terminators.end || opening_ != 0) return false;
    if (IsStarter(next_word_) && next_word_ != "I") return false;
    size_t at = next_at_ + next_word_.size();
    for (int i = 0; i < kMostWordsOfSpeaker; ++i) {
      at = SkipSpaces(text_, at);
      const std::string_view word = WordAfter(text_, at);
      if (word.empty()) return false;
      if (IsVerbOfSpeech(word)) return true;
      at += word.size();
    }
    return false;
  }

  // ----- words glued together

  // Where not even a quote stands between the terminators and the next word.
  bool EndsWithoutSpace() const {
    if (!NextIsCapital()) {
      // A letter of a script without capitals.
      return stop_.ends && u_isalpha(static_cast<UChar32>(next_)) != 0 && !IsLower(next_);
    }
    return NextIsGluedWord() && (!stop_.is_full_stop || WordIsGlued()) && !IsInAddress();
  }

  bool NextIsGluedWord() const {
    if (next_word_ == "A" || next_word_ == "I") return IsSpace(BehindNextWord());
    size_t second = 0;
    TakeCharacter(next_word_, second);
    return second < next_word_.size() &&
           std::none_of(next_word_.begin() + static_cast<ptrdiff_t>(second), next_word_.end(), IsAsciiUpper);
  }

  bool WordIsGlued() const {
    if (word_.size() < 2 || HoldOfWord() != Hold::kNone) return false;
    return IsLower(CharacterBefore(word_, word_.size())) || IsAsciiDigit(word_.back());
  }

  // Whether the run without spaces around the stop is an address, a path or a name in a program.
  bool IsInAddress() const {
    const auto is_sign = [](char c) {
      return std::string_view("/\\@_=~#<>|").find(c) != std::string_view::npos;
    };
    const auto ends_run = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    const size_t stop_at = stop_.terminators.begin;
    size_t begin = stop_at;
    while (begin > begin_ && !ends_run(text_[begin - 1])) {
      --begin;
      if (is_sign(text_[begin]) || stop_at - begin > kLongestAddress) return true;
    }
    size_t end = stop_.terminators.end;
    while (end < text_.size() && !ends_run(text_[end])) {
      if (is_sign(text_[end]) || end - stop_at > kLongestAddress) return true;
      ++end;
    }
    if (text_.substr(begin).starts_with("www.")) return true;
    // "System.Console.Write(": several names, or a call.
    const bool is_number = stop_at > begin && IsAsciiDigit(text_[stop_at - 1]);
    const bool is_dotted = text_.substr(begin, stop_at - begin).find('.') != std::string_view::npos;
    const size_t next_end = next_at_ + next_word_.size();
    const char32_t behind = BehindNextWord();
    return (is_dotted && !is_number) || (behind == '.' && next_end + 1 < end) || behind == '(';
  }

  // ----- full stops

  bool EndsAtFullStop() const {
    const Hold hold = HoldOfWord();
    if (NextIsCapital()) return EndsBeforeCapital(hold);
    if (IsLower(next_)) {
      return hold == Hold::kNone && (next_word_ == "i" || (BeganSmall() && word_.size() > 1) ||
                                     ReadListLabel(text_, stop_.end).has_value());
    }
    const bool is_sum = u_charType(static_cast<UChar32>(next_)) == U_CURRENCY_SYMBOL;
    const bool is_item = next_ == '#' && IsSpace(CharacterAt(text_, next_at_ + 1));
    if (IsDigit(next_) || is_sum || is_item) return hold == Hold::kNone && WordEndsBeforeNumber();
    return hold != Hold::kAlways && stop_.ends;
  }

  bool EndsBeforeCapital(Hold hold) const {
    // "Sec. Gen. Berg": before another title.
    if (hold != Hold::kNone && BehindNextWord() == '.' && HoldOf(next_word_) == Hold::kAlways) return false;
    switch (hold) {
      case Hold::kNone:
        return !(IsPartOfNumber() && IsGermanMonth(next_word_));
      case Hold::kAlways:
        return false;
      case Hold::kBeforeNumber: {
        const bool is_pronoun = next_word_ == "I" && (word_ == "No" || word_ == "no");
        return !IsNumeral(next_word_) || is_pronoun;
      }
      case Hold::kUnlessStarter: {
        const char32_t behind = BehindNextWord();
        return IsStarter(next_word_) && (IsSpace(behind) || IsOneOf(U",'’", behind));
      }
      case Hold::kTime:
        return !IsDayOrZone(next_word_) && !IsTimeAtBegin();
    }
    return true;
  }

  // Whether a time is all that the sentence has so far: "At about 5 p.m. Molotov …".
  bool IsTimeAtBegin() const {
    size_t at = stop_.terminators.begin;
    for (int i = 0; i < kMostWordsOfTime; ++i) {
      at = SkipSpacesBack(text_, at - WordBefore(text_, at, begin_).size());
      if (at <= begin_) return true;
    }
    return false;
  }

  // A number of one or two digits, as of a day or month.
  bool IsPartOfNumber() const {
    return !word_.empty() && word_.size() <= kMostDigitsOfPart &&
           std::all_of(word_.begin(), word_.end(), IsAsciiDigit);
  }

  // The "10s" of "£12 10s. 6d.", the "5h" of "5h. 30m."
  bool IsPartOfSum() const {
    constexpr std::string_view kUnits = "lsdhm";
    return word_.size() >= 2 && word_.size() <= kMostDigitsOfPart + 1 &&
           kUnits.find(word_.back()) != std::string_view::npos &&
           std::all_of(word_.begin(), word_.end() - 1, IsAsciiDigit);
  }

  bool WordEndsBeforeNumber() const {
    if (word_.empty()) return true;
    if (IsPartOfSum()) return false;
    if (IsPartOfNumber()) {
      // "in Article 5. 1. Each Party", but "on 5. 10. 1939"
      const std::optional<ListLabel> label = ReadListLabel(text_, stop_.end);
      return label && IsUpper(CharacterAt(text_, SkipSpaces(text_, label->end)));
    }
    return word_.size() > 1 && !IsVowelless(word_);
  }

  // Not so within "R&D" or an address.
  bool BeginsWord(size_t at) const {
    const char32_t before = CharacterBefore(text_, at);
    return at <= begin_ || IsSpace(before) || IsOpening(before) || IsOneOf(U"\"'’-–—", before);
  }

  Hold HoldOfWord() const {
    if (stop_.count != 1) return Hold::kNone;
    if (const Hold hold = HoldOf(word_); hold != Hold::kNone) return hold;
    if (IsDottedSmall(word_)) return Hold::kUnlessStarter;
    if (!IsInitials(word_)) {
      const size_t hyphen = word_.rfind('-');  // "Lt.-Col"
      return hyphen == std::string_view::npos ? Hold::kNone : HoldOf(word_.substr(hyphen + 1));
    }
    const size_t word_at = stop_.terminators.begin - word_.size();
    if (!BeginsWord(word_at)) return Hold::kNone;
    const size_t before_at = SkipSpacesBack(text_, word_at);
    const std::string_view before = WordBefore(text_, before_at, begin_);
    if (word_.size() == 1 && IsNumbered(before)) return Hold::kNone;
    if (word_ == "I" && before == "and") {
      // "you and I", but "Kant, I."
      const std::string_view other =
          WordBefore(text_, SkipSpacesBack(text_, before_at - before.size()), begin_);
      if (IsLower(CharacterAt(other, 0))) return Hold::kNone;
    }
    return Hold::kUnlessStarter;
  }

  std::string_view text_;
  size_t begin_;  // of the sentence
  const Stop& stop_;
  std::string_view word_;     // before the stop
  char32_t opening_ = U'\0';  // the first of the quotes and brackets that open behind it
  size_t next_at_;            // behind those
  char32_t next_;
  std::string_view next_word_;
};

}  // namespace

std::optional<size_t> FindSentenceEnd(std::string_view text, size_t begin, const Stop& stop) {
  return StopReader(text, begin, stop).FindEnd();
}

}  // namespace casus::text
