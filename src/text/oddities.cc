// Oddities: lost figures (lost_figures.cc), marks without their partner, words twice, words run together.
//
// Marks. Each kind of bracket and of quotation mark has a stack of its own, so that one mark too many of one kind
// puts no other in doubt. Straight quotation marks look the same at both ends: one opens that has a space or
// bracket before it and none behind, and it closes if one is open and no space stands before it. Inches (5'10"),
// smileys ":(" and the marks of lists "a)" open nothing. Apostrophes are no quotation marks here. A closing mark
// without an opening one is no oddity: it may belong to what stands before the text.
//
// Words twice. "the the" is odd where only a space stands between, and the second is in lower case. Names ("Bora
// Bora"), and what English repeats ("had had", "very very"), are left alone.
//
// Words run together. "riverStatistical": at least three small letters, a capital, and at least three small ones.
// A word that begins with a capital and changes within is a name more often than a fault ("McDonald", "YouTube"),
// and only odd if what begins inside of it is a word such as "The" or "However". Names of programs are written so on
// purpose ("maxLength"): those that begin as such names do, or stand beside a word like "function", or in a sentence
// with marks of code, are left alone.

#include "text/oddities.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "text/lost_figures.h"
#include "text/prose_tokens.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr size_t kMostOpen = 32;

constexpr WordList kMayRepeat({"had",  "that",  "very", "no",       "so",    "long",  "many", "really",
                               "far",  "never", "now",  "there",    "again", "her",   "you",  "is",
                               "do",   "bye",   "ha",   "hey",      "blah",  "yes",   "well", "more",
                               "much", "too",   "old",  "big",      "deep",  "sing",  "ta",   "tut",
                               "ho",   "hear",  "day",  "year",     "one",   "two",   "zero", "etc",
                               "cha",  "la",    "pom",  "couscous", "knock", "right", "on",   "up",
                               "over", "round", "by",   "who",      "what",  "in",    "it",   "years"});
constexpr WordList kBeginsSentence({"the", "this", "that", "these", "those", "they", "however", "after",
                                    "when", "while", "from", "there", "although", "during", "according"});

constexpr WordList kBeginsIdentifier(
    {"get",   "set",   "has",   "max",    "min",   "num",   "add",     "new",    "remove", "create", "delete",
     "find",  "read",  "write", "load",   "save",  "init",  "make",    "update", "parse",  "format", "handle",
     "check", "count", "index", "string", "inner", "outer", "default", "user",   "file",   "text",   "data",
     "json",  "http",  "html",  "node",   "list",  "map",   "array",   "value",  "type",   "test"});
constexpr WordList kBesideIdentifier({"function", "method",    "variable",   "class",     "property",
                                      "field",    "parameter", "attribute",  "option",    "flag",
                                      "setting",  "argument",  "callback",   "interface", "object",
                                      "module",   "library",   "package",    "type",      "api",
                                      "key",      "command",   "identifier", "constant",  "element",
                                      "call",     "calls",     "called"});

bool IsSpaceOrEnd(std::string_view text, size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

bool IsLowerAt(std::string_view text, size_t at) {
  return u_islower(static_cast<UChar32>(base::DecodeUtf8(text, at))) != 0;
}

bool IsUpperAt(std::string_view text, size_t at) {
  return u_isupper(static_cast<UChar32>(base::DecodeUtf8(text, at))) != 0;
}

size_t Behind(std::string_view text, size_t at) {
  base::DecodeUtf8(text, at);
  return at;
}

bool IsSameWord(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return std::equal(a.begin() + 1, a.end(), b.begin() + 1) && (a[0] == b[0] || (a[0] | 0x20) == b[0]);
}

// Whether the token stands by itself, and not in a compound, an address or a name of a file.
bool StandsFree(std::string_view text, const ProseToken& token) {
  constexpr std::string_view kBefore = "-/@_#.&=\\";
  constexpr std::string_view kBehind = "-/@_#&=\\(";
  if (token.begin > 0 && kBefore.find(text[token.begin - 1]) != std::string_view::npos) return false;
  return token.end == text.size() || kBehind.find(text[token.end]) == std::string_view::npos;
}

// Whether "is is", "in in" and the like stand so near to the begin that nothing is there for the first to belong to: "He is is old",
// "It was in in May", but "what it is is old", "the state it was in in May".
bool IsDoubledAtBegin(const ProseTokens& tokens, size_t at) {
  constexpr WordList kPronouns({"he", "she", "it", "they", "we", "i"});
  constexpr WordList kBe({"is", "was", "are", "were"});
  if (at < 2 || at > 3 || !kPronouns.Contains(tokens.At(0).text)) return false;
  const std::string_view word = tokens.At(at).text;
  return at == 2 ? kBe.Contains(word) : kBe.Contains(tokens.At(1).text) && (word == "in" || word == "on");
}

// Of a word and the one before it, which has the same size.
std::optional<Oddity> FindDoubledWord(const ProseTokens& tokens, size_t at, int id) {
  const std::string_view text = tokens.text();
  const ProseToken first = tokens.At(at - 1);
  const ProseToken second = tokens.At(at);
  if (text[first.end] != ' ') return std::nullopt;
  if (!IsSameWord(first.text, second.text) || !IsLowerAt(second.text, 0)) return std::nullopt;
  if (kMayRepeat.Contains(second.text) && !IsDoubledAtBegin(tokens, at)) return std::nullopt;
  if (!StandsFree(text, first) || !StandsFree(text, second)) return std::nullopt;
  if (first.text != second.text && first.text.size() == 1) return std::nullopt;                // "A a"
  if (second.text.find_first_of("0123456789") != std::string_view::npos) return std::nullopt;  // a code
  return Oddity{.kind = Oddity::Kind::kDoubledWord,
                .sentence = id,
                .at = {.begin = first.begin, .end = second.end},
                .message = "“" + std::string(second.text) + "” stands here twice"};
}

// Where a capital begins inside of a word, as far as that looks like two words; 0 if nowhere.
size_t FindJoint(std::string_view word) {
  constexpr size_t kLeastLetters = 3;
  size_t before = 0;  // letters before the capital
  size_t joint = 0;
  for (size_t at = 0; at < word.size(); at = Behind(word, at)) {
    if (at > 0 && IsUpperAt(word, at)) {
      if (joint != 0) return 0;
      joint = at;
    } else if (!IsLowerAt(word, at) && at > 0) {
      return 0;
    }
    if (joint == 0) ++before;
  }
  if (joint == 0 || before < kLeastLetters) return 0;
  const std::string_view second = word.substr(joint);
  size_t letters = 0;
  for (size_t at = 0; at < second.size(); at = Behind(second, at)) ++letters;
  if (letters <= kLeastLetters && !kBeginsSentence.Contains(second)) return 0;
  const bool begins_small = IsLowerAt(word, 0);
  return begins_small || kBeginsSentence.Contains(second) ? joint : 0;
}

bool HasMarkOfCode(std::string_view sentence) {
  for (const std::string_view mark : {"`", "{", "}", "_", "()", "::", "->", "=>", "==", "</", "/>", ");"}) {
    if (sentence.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

// Whether the token, with a capital inside of it from `joint` on, is a name that a program gives something.
bool IsIdentifier(const ProseTokens& tokens, const ProseToken& token, size_t joint) {
  if (HasMarkOfCode(tokens.text())) return true;
  if (kBeginsSentence.Contains(token.text.substr(joint))) return false;
  return kBeginsIdentifier.Contains(token.text.substr(0, joint)) ||
         kBesideIdentifier.Contains(tokens.Before(token).text) ||
         kBesideIdentifier.Contains(tokens.After(token).text);
}

// Of a word with a capital, or a character beyond ASCII, behind its first letter.
std::optional<Oddity> FindJoinedWords(const ProseTokens& tokens, size_t at, int id) {
  const ProseToken token = tokens.At(at);
  constexpr size_t kLongestWord = 80;
  if (token.text.size() > kLongestWord || !StandsFree(tokens.text(), token)) return std::nullopt;
  const size_t joint = FindJoint(token.text);
  if (joint == 0 || IsIdentifier(tokens, token, joint)) return std::nullopt;
  return Oddity{.kind = Oddity::Kind::kJoinedWords,
                .sentence = id,
                .at = {.begin = token.begin, .end = token.end},
                .message = "“" + std::string(token.text.substr(0, joint)) + "” and “" +
                           std::string(token.text.substr(joint)) + "” are joined without a space"};
}

// An inch mark behind a digit: 5'10", and 12" where nothing is quoted.
bool IsInch(std::string_view text, size_t at, bool quoted) {
  const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  if (at == 0 || !digit(at - 1)) return false;
  if (!quoted) return true;
  size_t begin = at;
  while (digit(begin - 1) && at - begin < 2) --begin;
  return begin > 1 && text[begin - 1] == '\'' && digit(begin - 2);
}

}  // namespace

void OddityFinder::Open(Pair pair, const Opening& opening) {
  Stack& stack = stacks_[static_cast<size_t>(pair)];
  if (stack.openings.size() == kMostOpen) {
    ++stack.beyond;
  } else {
    stack.openings.push_back(opening);
  }
}

bool OddityFinder::Close(Pair pair) {
  Stack& stack = stacks_[static_cast<size_t>(pair)];
  if (stack.beyond > 0) {
    --stack.beyond;
  } else if (!stack.openings.empty()) {
    stack.openings.pop_back();
  } else {
    return false;
  }
  return true;
}

void OddityFinder::ReadMark(std::string_view sentence, const Range& mark, int id) {
  const std::string_view text = sentence.substr(mark.begin, mark.size());
  const auto open = [&](Pair pair, std::string_view shown) {
    Open(pair, {.sentence = id, .at = mark, .mark = shown});
  };
  const char before = mark.begin > 0 ? sentence[mark.begin - 1] : ' ';
  if (text == "(") {
    const bool smiley = before == ':' || before == ';' ||
                        (before == '-' && mark.begin > 1 && sentence[mark.begin - 2] == ':');
    if (!smiley) open(Pair::kRound, "(");
  } else if (text == ")") {
    Close(Pair::kRound);
  } else if (text == "[") {
    open(Pair::kSquare, "[");
  } else if (text == "]") {
    Close(Pair::kSquare);
  } else if (text == "“") {
    // In German it closes what „ opens.
    if (stacks_[static_cast<size_t>(Pair::kLow)].openings.empty() || !Close(Pair::kLow))
      open(Pair::kCurly, "“");
  } else if (text == "”") {
    if (!Close(Pair::kCurly)) Close(Pair::kLow);
  } else if (text == "„") {
    open(Pair::kLow, "„");
  } else if (text == "«") {
    open(Pair::kGuillemet, "«");
  } else if (text == "»") {
    Close(Pair::kGuillemet);
  } else if (text == "\"") {
    const bool quoted = !stacks_[static_cast<size_t>(Pair::kStraight)].openings.empty();
    if (IsInch(sentence, mark.begin, quoted)) return;
    constexpr std::string_view kBeforeOpening = " \n([{'";
    const bool behind_dash = mark.begin >= 3 && IsDash(sentence.substr(mark.begin - 3, 3));
    const bool may_open = (behind_dash || kBeforeOpening.find(before) != std::string_view::npos) &&
                          !IsSpaceOrEnd(sentence, mark.end);
    if (quoted) {
      Close(Pair::kStraight);
    } else if (may_open) {
      open(Pair::kStraight, "\"");
    }
  }
}

std::vector<Oddity> OddityFinder::Read(const ProseTokens& tokens, int id) {
  constexpr unsigned kOdd = Token::kPairs | Token::kUneven | Token::kBesideFigure | Token::kRepeated;
  std::vector<Oddity> oddities;
  size_t repeated_end = 0;  // of a doubled word: "the the the" is told once
  const std::span<const Token> all = tokens.all();
  for (const Token& token : all) {
    if ((token.flags & kOdd) == 0) continue;
    const auto i = static_cast<size_t>(&token - all.data());
    if (token.has(Token::kRepeated)) {
      if (auto doubled = FindDoubledWord(tokens, i, id)) {
        if (repeated_end != tokens[i - 1].end) oddities.push_back(std::move(*doubled));
        repeated_end = token.end;
      }
    }
    if (token.has(Token::kPairs)) ReadMark(tokens.text(), {.begin = token.begin, .end = token.end}, id);
    if (token.has(Token::kUneven)) {
      if (auto joined = FindJoinedWords(tokens, i, id)) oddities.push_back(std::move(*joined));
    }
    if (!token.has(Token::kBesideFigure)) continue;
    if (auto lost = FindLostFigure(tokens, tokens.At(i))) {
      // Two rules may see one gap: "for around of ."
      const bool seen = !oddities.empty() && oddities.back().kind == Oddity::Kind::kLostFigure &&
                        lost->at.begin < oddities.back().at.end;
      if (!seen) {
        oddities.push_back({.kind = Oddity::Kind::kLostFigure,
                            .sentence = id,
                            .at = lost->at,
                            .message = std::move(lost->message)});
      }
    }
  }
  return oddities;
}

std::vector<Oddity> OddityFinder::EndParagraph(std::string_view next_paragraph) {
  std::vector<Oddity> oddities;
  for (size_t pair = 0; pair < kPairs; ++pair) {
    const bool bracket = pair <= static_cast<size_t>(Pair::kSquare);
    for (const Opening& opening : stacks_[pair].openings) {
      if (!bracket && next_paragraph.starts_with(opening.mark)) continue;
      const std::string mark(opening.mark);
      oddities.push_back({.kind = bracket ? Oddity::Kind::kUnclosedBracket : Oddity::Kind::kUnclosedQuotation,
                          .sentence = opening.sentence,
                          .at = opening.at,
                          .message = (bracket ? "the bracket “" : "the quotation that “") + mark +
                                     (bracket ? "” is not closed in this paragraph"
                                              : "” opens is not closed in this paragraph")});
    }
    stacks_[pair] = {};
  }
  std::stable_sort(oddities.begin(), oddities.end(), [](const Oddity& a, const Oddity& b) {
    return std::pair(a.sentence, a.at.begin) < std::pair(b.sentence, b.at.begin);
  });
  return oddities;
}

std::vector<Oddity> FindOddities(std::string_view sentence, int id) {
  OddityFinder finder;
  std::vector<Oddity> oddities = finder.Read(ProseTokens(sentence), id);
  const std::vector<Oddity> unclosed = finder.EndParagraph();
  oddities.insert(oddities.end(), unclosed.begin(), unclosed.end());
  std::stable_sort(oddities.begin(), oddities.end(),
                   [](const Oddity& a, const Oddity& b) { return a.at.begin < b.at.begin; });
  return oddities;
}

}  // namespace casus::text
