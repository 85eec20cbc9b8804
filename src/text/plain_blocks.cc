// Blocks of plain text.
//
// A paragraph is a run of lines without a blank one. A heading is a short line by itself that does not end like a sentence, nor
// reads as a part of one; at the very top several may follow each other. The lines of a paragraph are joined, as soft breaks are, but for these: where a line ends
// like a sentence, so that what follows begins anew; where one opens an item of a list; and where all lines are short and none ends
// like a sentence, so that they are a list without marks. A line that is a gloss (text/gloss.h) gives its term to the sentence and
// the rest to a card. Of a scanned book, words that a hyphen parts at the end of a line are put together, and so is a
// sentence that goes on behind the number of its page.

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "text/abbreviations.h"
#include "text/block_writer.h"
#include "text/blocks.h"
#include "text/function_words.h"
#include "text/gloss.h"
#include "text/sentence_end.h"
#include "text/stop.h"
#include "text/vicinity.h"

namespace casus::text {
namespace {

constexpr size_t kLongestHeading = 80;  // bytes
constexpr size_t kLongestItem = 60;
constexpr size_t kMostTitleLines = 3;

using Lines = std::vector<std::string_view>;

struct Paragraph {
  Lines lines;
  Lines page_numbers;  // that interrupt it
};

// "== Aftermath ==", as wikis write headings; what is between the marks, or nothing.
std::string_view WikiHeading(std::string_view line) {
  if (!line.starts_with("==") || !line.ends_with("==")) return {};
  const size_t begin = line.find_first_not_of('=');
  if (begin == std::string_view::npos) return {};
  return TrimWhitespace(line.substr(begin, line.find_last_not_of('=') + 1 - begin));
}

std::vector<Paragraph> ParagraphsOf(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  bool after_blank = true;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = TrimWhitespace(text.substr(at, end - at));
    at = end + 1;
    const bool is_heading = !WikiHeading(line).empty() || (after_blank && NamesSectionOfDebris(line));
    if (!line.empty()) {
      if (after_blank || is_heading) paragraphs.emplace_back();
      paragraphs.back().lines.push_back(line);
    }
    after_blank = line.empty() || is_heading;
  }
  return paragraphs;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool IsLetter(char c) { return IsSmall(c) || IsCapital(c) || IsBeyondAscii(c); }

// --- Pages of books

// What joins the word at the end of a line to the next line: a space as a rule. A hyphen there belongs to the word
// ("Field-Marshal", "self-evident", "1939-40"), or only parts it ("regi-ment").
enum class Joint : uint8_t { kSpace, kHyphen, kNothing };

Joint JointOf(std::string_view line, std::string_view next) {
  constexpr std::string_view kWordsWithHyphen[] = {
      "self", "half",   "well",   "ill",   "ex",    "vice",  "cross",   "north",  "south", "east",
      "west", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (line.size() < 2 || !line.ends_with('-') || next.empty()) return Joint::kSpace;
  line.remove_suffix(1);
  const char before = line.back();
  const char behind = next.front();
  if (IsDigit(before) && IsDigit(behind)) return Joint::kHyphen;
  if (!IsLetter(before) || !IsLetter(behind)) return Joint::kSpace;
  // "pre- and post-war"
  const std::string_view second = next.substr(0, next.find(' '));
  for (const std::string_view word : {"and", "or", "to", "und", "oder", "bis", "et", "ou"}) {
    if (second == word) return Joint::kSpace;
  }
  if (IsCapital(behind)) return Joint::kHyphen;
  for (const std::string_view word :
       {"specific", "like", "based", "free", "wide", "style", "sized", "shaped"}) {
    if (second == word) return Joint::kHyphen;
  }
  size_t begin = line.size();
  while (begin > 0 && IsLetter(line[begin - 1])) --begin;
  if (begin > 0 && line[begin - 1] == '-') return Joint::kHyphen;  // "mother-in-"
  std::string first(line.substr(begin));
  if (IsCapital(first.front())) first.front() = static_cast<char>(first.front() - 'A' + 'a');
  const bool keeps = std::find(std::begin(kWordsWithHyphen), std::end(kWordsWithHyphen), first) !=
                     std::end(kWordsWithHyphen);
  return keeps ? Joint::kHyphen : Joint::kNothing;
}

// "212", "- 212 -", "[212]", "Page 212"
bool IsPageNumber(std::string_view line) {
  constexpr size_t kMostDigits = 4;
  constexpr std::string_view kAround = "-[]( )";
  if (line.starts_with("Page ") || line.starts_with("page ")) line.remove_prefix(5);
  while (!line.empty() && kAround.find(line.front()) != std::string_view::npos) line.remove_prefix(1);
  while (!line.empty() && kAround.find(line.back()) != std::string_view::npos) line.remove_suffix(1);
  return !line.empty() && line.size() <= kMostDigits && std::all_of(line.begin(), line.end(), IsDigit);
}

// Where a number stands alone in the midst of a sentence, a page ends, and the paragraph goes on.
void JoinPages(std::vector<Paragraph>& paragraphs) {
  size_t kept = 0;
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const bool is_number = kept > 0 && i + 1 < paragraphs.size() && paragraphs[i].lines.size() == 1 &&
                           IsPageNumber(paragraphs[i].lines.front());
    if (is_number) {
      Lines& before = paragraphs[kept - 1].lines;
      Lines& behind = paragraphs[i + 1].lines;
      const char last = before.back().back();
      const bool is_open = IsSmall(last) || last == ',' || last == ';' || last == '-';
      if (is_open && before.size() > 1 && IsSmall(behind.front().front())) {
        paragraphs[kept - 1].page_numbers.push_back(paragraphs[i].lines.front());
        before.insert(before.end(), behind.begin(), behind.end());
        ++i;
        continue;
      }
    }
    if (kept != i) paragraphs[kept] = std::move(paragraphs[i]);
    ++kept;
  }
  paragraphs.resize(kept);
}

// --- Lines

// What somebody says in a conversation by line: "[2023-02-14, 21:03] Ann: …", "<ann> …".
bool OpensTurn(std::string_view line) {
  constexpr size_t kLongestOpening = 40;
  if (line.size() < 3 || (line[0] != '[' && line[0] != '<')) return false;
  const bool is_time = line[0] == '[' && IsDigit(line[1]);
  const bool is_name = line[0] == '<' && IsLetter(line[1]);
  if (!is_time && !is_name) return false;
  const std::string_view opening = line.substr(0, kLongestOpening);
  const size_t close = opening.find(is_time ? ']' : '>');
  if (close == std::string_view::npos || close + 1 >= line.size() || line[close + 1] != ' ') return false;
  const std::string_view within = opening.substr(1, close - 1);
  return is_time ? within.find(':') != std::string_view::npos
                 : std::all_of(within.begin(), within.end(),
                               [](char c) { return IsLetter(c) || IsDigit(c) || c == '_' || c == '-'; });
}

// "* ", "- ", "• ", "12. ", "(3) ": what opens an item of a list at the begin of a line.
bool OpensItem(std::string_view line) {
  for (const std::string_view bullet : {"* ", "- ", "• ", "‣ ", "· ", "– ", "— ", "# "}) {
    if (line.starts_with(bullet)) return true;
  }
  if (OpensTurn(line)) return true;
  size_t at = line.starts_with('(') ? 1 : 0;
  const size_t digits = at;
  while (at < line.size() && IsDigit(line[at])) ++at;
  if (at == digits || at - digits > 2 || at + 1 >= line.size()) return false;
  return (line[at] == ')' || (line[at] == '.' && digits == 0)) && line[at + 1] == ' ';
}

// "Riga, 7 April 1939", "London, April 7, 1939": where and when a letter or treaty was signed.
bool IsPlaceAndDate(std::string_view line) {
  constexpr size_t kDigitsOfYear = 4;
  const size_t comma = line.find(", ");
  if (comma == std::string_view::npos || line.size() < kDigitsOfYear) return false;
  std::string_view date = line.substr(comma + 2);
  const std::string_view year = date.substr(date.size() - std::min(date.size(), kDigitsOfYear));
  if (year.size() < kDigitsOfYear || !std::all_of(year.begin(), year.end(), IsDigit)) return false;
  bool has_day = false, has_month = false;
  size_t words = 0;
  for (size_t at = 0; at < date.size(); ++words) {
    const size_t end = std::min(date.find(' ', at), date.size());
    std::string_view word = date.substr(at, end - at);
    while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
    has_month = has_month || IsMonth(word);
    has_day = has_day || (!word.empty() && word.size() <= 2 && IsDigit(word.front()));
    at = end + 1;
  }
  constexpr size_t kMostWords = 4;  // with "the" or "on"
  return has_day && has_month && words <= kMostWords;
}

bool LooksLikeAHeading(std::string_view line) {
  if (line.size() > kLongestHeading || EndsLikeASentence(line)) return false;
  const bool is_list_item = line.front() == '*' || line.front() == '#' || line.front() == '{';
  if (is_list_item || line.back() == ',' || line.back() == ';') return false;
  // "The Parties, desirous of peace, have agreed as follows:", "Anna Berg, aviator, born in 1920; died in 2012"
  const bool opens_text = line.back() == ':' && line.find(',') != std::string_view::npos;
  return !opens_text && line.find("; ") == std::string_view::npos;
}

// Three short lines or more of which none ends like a sentence or in the midst of one.
bool IsListWithoutMarks(const Lines& lines) {
  return lines.size() > 2 && std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
           return line.size() <= kLongestItem && !EndsLikeASentence(line) && line.back() != ',' &&
                  line.back() != ';' && line.back() != '-';
         });
}

// Whether a line that ends like a sentence goes on with the next one all the same, since an abbreviation is what ends it: "… and
// Maj." before "Hale left". A title or first name always belongs to what follows. What may also end a sentence, as "Inc." does, counts
// only where the line is as long as prose is wrapped at: a list of firms has short ones.
bool GoesOnBehindAbbreviation(std::string_view line, std::string_view next) {
  constexpr size_t kShortestWrapped = 30;
  constexpr size_t kLooked = 80;  // bytes on each side
  if (!line.ends_with('.')) return false;
  const std::string_view word = WordBefore(line, line.size() - 1);
  const Hold hold = HoldOf(word);
  const bool is_initial = word.size() == 1 && IsCapital(word.front());
  if (hold == Hold::kAlways) return true;
  if ((hold == Hold::kNone && !is_initial) || line.size() < kShortestWrapped) return false;
  // Cut where words are.
  const size_t begin = line.size() > kLooked ? line.find(' ', line.size() - kLooked) : 0;
  const size_t end = next.size() > kLooked ? next.rfind(' ', kLooked) : next.size();
  if (begin == std::string_view::npos || end == std::string_view::npos) return false;
  const std::string before(line.substr(begin));
  const std::string around = before + ' ' + std::string(next.substr(0, end));
  return !FindSentenceEnd(around, 0, ReadStop(around, before.size() - 1));
}

// Whether a sentence may go on with the line.
bool GoesOn(std::string_view line) {
  constexpr std::string_view kClosing = ",.;:!?)'\"";
  return IsSmall(line.front()) || kClosing.find(line.front()) != std::string_view::npos ||
         line.starts_with("”") || line.starts_with("’") || line.starts_with("–") || line.starts_with("—");
}

// What ends the word that a gloss explains: "thaler", and on the next line "s, which", or "'s value".
bool IsEnding(std::string_view line) {
  for (const std::string_view ending : {"'s", "’s", "s"}) {
    if (line.starts_with(ending) && (line.size() == ending.size() || !IsLetter(line[ending.size()])))
      return true;
  }
  return false;
}

void AddHeading(std::string_view text, std::string_view line, Layout& layout) {
  BlockWriter writer(text, BlockWriter::Marks::kWiki);
  const std::string_view within = WikiHeading(line);
  writer.Write(within.empty() ? line : within);
  Block block = writer.Take();
  if (block.content.text.empty()) return;
  block.kind = Block::Kind::kHeading;
  block.is_bare = within.empty();
  layout.blocks.push_back(std::move(block));
}

void AddParagraph(std::string_view text, const Paragraph& paragraph, Layout& layout) {
  const Lines& lines = paragraph.lines;
  const auto place = [&](std::string_view part) { return static_cast<size_t>(part.data() - text.data()); };
  BlockWriter writer(text, BlockWriter::Marks::kWiki);
  const bool is_list = IsListWithoutMarks(lines);
  bool may_break = false;  // the line before, if it is no gloss, ends like a sentence
  bool after_gloss = false;
  Joint joint = Joint::kSpace;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const bool is_open = i == 0 || !EndsLikeASentence(lines[i - 1]) || !may_break;
    const bool interrupts = is_open && (i + 1 == lines.size() || GoesOn(lines[i + 1]));
    const std::optional<GlossLine> gloss = lines.size() > 1 ? ReadGloss(line, interrupts) : std::nullopt;
    const bool closes = std::string_view(",.;:!?)").find(line.front()) != std::string_view::npos ||
                        (after_gloss && IsEnding(line));
    after_gloss = gloss.has_value();
    if (i > 0 && (may_break || is_list || OpensItem(line))) {
      writer.BreakLine(place(line) - 1);
    } else if (i > 0 && !closes && joint == Joint::kSpace) {
      writer.Space(place(line) - 1);
    }
    joint = !gloss && !is_list && i + 1 < lines.size() ? JointOf(line, lines[i + 1]) : Joint::kSpace;
    writer.Write(gloss ? gloss->term : joint == Joint::kNothing ? line.substr(0, line.size() - 1) : line);
    if (gloss) {
      const size_t begin = place(gloss->description);
      writer.AddGloss({.term = std::string(gloss->term),
                       .text = std::string(gloss->description),
                       .truncated = gloss->is_truncated,
                       .place = {begin, begin + gloss->description.size()},
                       .sentence = std::nullopt});
    }
    may_break = !gloss && EndsLikeASentence(line) &&
                !(i + 1 < lines.size() && GoesOnBehindAbbreviation(line, lines[i + 1]));
  }
  Block block = writer.Take();
  for (const std::string_view number : paragraph.page_numbers) {
    const size_t begin = place(number);
    block.leaked.push_back({Debris::Kind::kNavigation, std::string(number), {begin, begin + number.size()}});
  }
  if (block.content.text.empty() && block.glosses.empty() && block.notes.empty() && block.leaked.empty())
    return;
  layout.blocks.push_back(std::move(block));
}

// Of a list of sentences, a line each, nearly every line ends like one, which wrapped prose does by chance only; and marks of
// notes open lines rather than stand behind sentences.
bool AreItems(const std::vector<Paragraph>& paragraphs) {
  size_t lines = 0, ended = 0, opening = 0, behind = 0;
  for (const Paragraph& paragraph : paragraphs) {
    lines += paragraph.lines.size();
    for (const std::string_view line : paragraph.lines) {
      ended += EndsLikeASentence(line) ? 1 : 0;
      opening += NoteMarkAt(line, 0).size > 0 ? 1 : 0;
      for (size_t at = line.find('[', 1); at != std::string_view::npos; at = line.find('[', at + 1)) {
        const bool follows_end = std::string_view(".!?\"").find(line[at - 1]) != std::string_view::npos;
        behind += follows_end && NoteMarkAt(line, at).size > 0 ? 1 : 0;
      }
    }
  }
  return lines > 1 && ended * 10 >= lines * 8 && opening > behind;
}

}  // namespace

Layout LayOutPlain(std::string_view text) {
  std::vector<Paragraph> paragraphs = ParagraphsOf(text);
  JoinPages(paragraphs);
  Layout layout;
  layout.lines_are_items = AreItems(paragraphs);
  layout.blocks.reserve(paragraphs.size());
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const Lines& lines = paragraphs[i].lines;
    const size_t most_lines = i == 0 ? kMostTitleLines : 1;
    const bool is_heading = paragraphs.size() > 1 && lines.size() <= most_lines &&
                            (i == 0 || !IsPlaceAndDate(lines.front())) &&
                            std::all_of(lines.begin(), lines.end(), LooksLikeAHeading);
    if (is_heading) {
      for (const std::string_view line : lines) AddHeading(text, line, layout);
    } else {
      AddParagraph(text, paragraphs[i], layout);
    }
  }
  return layout;
}

}  // namespace casus::text
