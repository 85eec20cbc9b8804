#include "text/numeral_context.h"

#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr size_t kMostCues = 4;

constexpr WordList kApproximate({"about", "approximately", "approx", "around", "roughly", "nearly", "almost",
                                 "some", "circa", "ca", "c", "estimated", "virtually"});
constexpr WordList kMore({"more", "greater", "higher", "larger", "longer", "better"});
constexpr WordList kLess({"fewer", "less", "lower", "smaller", "shorter"});

constexpr WordList kExceed({"exceed", "exceeds", "exceeded", "exceeding"});
constexpr WordList kDenials({"not", "never", "without", "nor", "cannot"});

// They number what follows them in any case.
constexpr WordList kLabels(
    {"article",  "articles", "chapter",  "chapters",   "section",   "sections", "paragraph", "paragraphs",
     "clause",   "clauses",  "page",     "pages",      "pp",        "figure",   "figures",   "fig",
     "figs",     "table",    "tables",   "vol",        "vols",      "volume",   "volumes",   "nos",
     "annex",    "annexes",  "appendix", "resolution", "directive", "decree",   "isbn",      "issn",
     "doi",      "version",  "room",     "route",      "highway",   "flight",   "episode",   "verse",
     "footnote", "psalm",    "art",      "arts",       "para",      "paras",    "tel",       "phone",
     "fax",      "rule",     "schedule", "protocol",   "apartment", "flat",     "suite",     "interstate"});
// Only capitalized, or with a full stop: "No. 7", but "no 7".
constexpr WordList kCapitalLabels({"no",    "p",       "part",    "parts",      "book",   "act",
                                   "title", "phase",   "stage",   "type",       "model",  "level",
                                   "class", "unit",    "line",    "point",      "day",    "number",
                                   "lot",   "section", "war",     "regulation", "law",    "order",
                                   "plan",  "zone",    "channel", "scene",      "series", "season",
                                   "item",  "op",      "opus",    "bwv",        "sgt",    "formula"});
// They number what follows if that counts nothing.
constexpr WordList kSoftLabels({"part",     "parts", "line",  "lines",    "day",       "week",     "level",
                                "class",    "grade", "type",  "model",    "phase",     "stage",    "act",
                                "title",    "unit",  "lot",   "book",     "number",    "numbers",  "season",
                                "channel",  "bus",   "law",   "order",    "gate",      "platform", "group",
                                "point",    "step",  "item",  "question", "option",    "zone",     "sector",
                                "district", "track", "exit",  "war",      "file",      "box",      "form",
                                "note",     "notes", "age",   "platoon",  "battalion", "round",    "game",
                                "match",    "scene", "series"});

// Reads backwards.
struct Backward {
  const ProseTokens* tokens;
  ProseToken token;

  Backward(const ProseTokens& in, const ProseToken& last) : tokens(&in), token(last) {
    if (token.is('.') && token.begin > 0) {  // of an abbreviation: "approx.", "No."
      const ProseToken word = in.Before(token);
      if (word.is_word() && word.end == token.begin) token = word;
    }
  }
  Backward Before() const { return {*tokens, tokens->Before(token)}; }
  bool Is(std::string_view word) const {
    if (token.text.size() != word.size() || word.empty()) return false;
    // The first letter may be the first of the sentence.
    return (token.text[0] == word[0] || (token.text[0] | 0x20) == word[0]) &&
           token.text.substr(1) == word.substr(1);
  }
};

// Takes one cue that ends with `last` into `cues`; false if that is none.
bool TakeCue(const Backward& last, Cues& cues) {
  const auto take = [&](const Backward& first) {
    cues.begin = first.token.begin;
    return true;
  };
  const std::string_view word = last.token.text;
  if (word == "~" || word == "≈") {
    cues.approximate = true;
    return take(last);
  }
  if (!last.token.is_word()) return false;
  if (kApproximate.Contains(word)) {
    const bool initial = word == "c" && last.token.end == cues.begin;  // "c5"
    if (initial || word == "C") return false;
    cues.approximate = true;
    const Backward an = last.Before();
    return take(word == "estimated" && an.Is("an") ? an : last);
  }
  const Backward before = last.Before();
  if (last.Is("than")) {
    const bool more = kMore.Contains(before.token.text);
    if (!more && !kLess.Contains(before.token.text)) return false;
    const Backward no = before.Before();
    const bool denied = no.Is("no") || no.Is("not");
    cues.bound = more != denied ? Cues::Bound::kLeast : Cues::Bound::kMost;
    return take(denied ? no : before);
  }
  if (last.Is("least") || last.Is("most")) {
    if (!before.Is("at")) return false;
    cues.bound = last.Is("least") ? Cues::Bound::kLeast : Cues::Bound::kMost;
    return take(before);
  }
  if (last.Is("to")) {
    if (before.Is("close")) {
      cues.approximate = true;
      return take(before);
    }
    if (!before.Is("up")) return false;
    cues.bound = Cues::Bound::kMost;
    return take(before);
  }
  if (last.Is("as")) {
    const Backward as = before.Before();
    if ((!before.Is("many") && !before.Is("much")) || !as.Is("as")) return false;
    cues.bound = Cues::Bound::kMost;
    return take(as);
  }
  if (last.Is("of")) {
    const Backward article = before.Before();
    if (before.Is("minimum") || before.Is("maximum")) {
      cues.bound = before.Is("minimum") ? Cues::Bound::kLeast : Cues::Bound::kMost;
      return take(article.Is("a") ? article : before);
    }
    const bool excess = (before.Is("excess") && article.Is("in")) || before.Is("upwards");
    if (!excess) return false;
    cues.bound = Cues::Bound::kLeast;
    return take(before.Is("upwards") ? before : article);
  }
  if (last.Is("over")) {
    const bool denied = before.Is("not");
    cues.bound = denied ? Cues::Bound::kMost : Cues::Bound::kLeast;
    cues.over = !denied;
    return take(denied ? before : last);
  }
  if (last.Is("under")) {
    cues.bound = Cues::Bound::kMost;
    return take(last);
  }
  if (kExceed.Contains(word)) {  // "not exceeding", "not to exceed": at most
    const Backward denial = before.Is("to") ? before.Before() : before;
    const bool denied = kDenials.Contains(denial.token.text);
    cues.bound = denied ? Cues::Bound::kMost : Cues::Bound::kLeast;
    return take(denied ? denial : last);
  }
  if (cues.opener == Cues::Opener::kNone && (last.Is("between") || last.Is("from"))) {
    cues.opener = last.Is("between") ? Cues::Opener::kBetween : Cues::Opener::kFrom;
    cues.opener_begin = last.token.begin;
    return true;
  }
  return false;
}

bool IsListMark(const ProseTokens& tokens, const ProseToken& number) {
  if (!number.is_digits()) return false;
  const ProseToken next = tokens.After(number);
  const bool adjacent = next.begin == number.end;
  const ProseToken before = tokens.Before(number);
  const bool bracketed = before.end == number.begin && (before.is('(') || before.is('['));
  if (bracketed) return adjacent && (next.is(')') || next.is(']'));
  if (!adjacent) return false;
  if (next.is(')') && (before.is(';') || before.is(',') || before.is(':'))) return true;
  if (number.begin != 0) return false;
  const bool ends = next.end == tokens.text().size() || tokens.text()[next.end] == ' ';
  return ends && (next.is(')') || (next.is('.') && next.end < tokens.text().size()));
}

// A mark directly before it that makes it a code: "T-34", "#7", "x=5".
bool IsPartOfCode(const ProseTokens& tokens, const ProseToken& number) {
  const ProseToken before = tokens.Before(number);
  if (before.is_end() || before.end != number.begin || !before.is_mark()) return false;
  constexpr std::string_view kCodeMarks[] = {"#", "§", "№", "@", "/", "_", "\\",
                                             "=", "^", "*", ".", "+", "&", ":"};
  for (const std::string_view mark : kCodeMarks) {
    if (before.text == mark) return before.text != "+" || tokens.Before(before).end == before.begin;
  }
  if (!IsDash(before.text) || before.text == "—") return false;
  const ProseToken joined = tokens.Before(before);
  return joined.end == before.begin && joined.is_word() && number.is_digits();
}

bool IsLabel(const Backward& before, size_t number_begin) {
  const ProseToken& word = before.token;
  if (!word.is_word() || number_begin > word.end + 3) return false;
  if (kLabels.Contains(word.text)) return true;
  const bool dotted = word.end < before.tokens->text().size() && before.tokens->text()[word.end] == '.';
  return kCapitalLabels.Contains(word.text) && (dotted || IsCapitalized(word.text)) &&
         (dotted || word.begin > 0 || word.text != "No");
}

}  // namespace

Cues CuesBefore(const ProseTokens& tokens, size_t at) {
  Cues cues{.begin = at};
  ProseToken before = tokens.Until(at);
  if (before.end == at && (before.text == "-" || before.text == "−")) {
    const ProseToken further = tokens.Before(before);
    if (further.is_end() || further.end < before.begin || further.is('(')) {
      cues.negative = true;
      cues.begin = before.begin;
    }
  } else if (before.text == "minus" || before.text == "Minus") {
    cues.negative = true;
    cues.begin = before.begin;
  }
  for (size_t count = 0; count < kMostCues; ++count) {
    const bool opened = cues.opener != Cues::Opener::kNone;
    const Backward last(tokens, tokens.Until(opened ? cues.opener_begin : cues.begin));
    cues.before = last.token.text;
    if (opened || !TakeCue(last, cues)) break;
  }
  if (cues.begin == at) {
    const Backward last(tokens, tokens.Until(at));
    cues.soft_label = last.token.end + 1 == at && kSoftLabels.Contains(last.token.text);
  }
  return cues;
}

size_t EndOfJoinedFigures(const ProseTokens& tokens, size_t at) {
  while (true) {
    const ProseToken joint = tokens.From(at);
    if (joint.begin != at || (!IsDash(joint.text) && !joint.is('/'))) return at;
    const ProseToken digits = tokens.After(joint);
    if (digits.begin != joint.end || !digits.is_digits()) return at;
    at = digits.end;
  }
}

// Of "14.2 Pillars" and "3.1.4 Scope" at the begin of a paragraph; 0 if no such number begins with the token.
size_t EndOfSectionNumber(const ProseTokens& tokens, const ProseToken& number) {
  if (number.begin != 0 || !number.is_digits()) return 0;
  ProseToken last = number;
  for (;;) {
    const ProseToken dot = tokens.After(last);
    const ProseToken next = tokens.After(dot);
    if (!dot.is('.') || dot.begin != last.end || !next.is_digits() || next.begin != dot.end) {
      return last.index > number.index && dot.capital && dot.begin == last.end + 1 ? last.end : 0;
    }
    last = next;
  }
}

size_t EndOfLabel(const ProseTokens& tokens, const ProseToken& number) {
  if (const size_t end = EndOfSectionNumber(tokens, number); end > 0) return end;
  if (IsListMark(tokens, number) || IsPartOfCode(tokens, number)) {
    return EndOfJoinedFigures(tokens, number.end);
  }
  const Backward before(tokens, tokens.Before(number));
  if (!IsLabel(before, number.begin)) return 0;
  // What a plural numbers goes on: "Articles 5, 6 and 7"; "Article 5 to 7" does at least with "to" and dashes.
  const bool several = before.token.text.ends_with('s') || before.token.text == "pp";
  size_t end = EndOfJoinedFigures(tokens, number.end);
  while (true) {
    ProseToken link = tokens.From(end);
    const bool spans = IsDash(link.text) || link.text == "to" || (link.is('.') && link.begin == end);
    if (!spans && !(several && (link.is(',') || link.text == "and" || link.text == "or" || link.is('&'))))
      return end;
    if (several && link.is(',')) {
      if (const ProseToken conjunction = tokens.After(link); conjunction.text == "and") link = conjunction;
    }
    const ProseToken next = tokens.After(link);
    if (!next.is_digits() || (link.is('.') && next.begin != link.end)) return end;
    end = EndOfJoinedFigures(tokens, next.end);
  }
}

}  // namespace casus::text
