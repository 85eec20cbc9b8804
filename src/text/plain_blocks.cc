// Blocks of plain text.
//
// A paragraph is a run of lines without a blank one. A heading is a short line by itself that does not end like a sentence; at the
// very top several may follow each other. The lines of a paragraph are joined, as soft breaks are, but for these: where a line ends
// like a sentence, so that what follows begins anew; where one opens an item of a list; and where all lines are short and none ends
// like a sentence, so that they are a list without marks. A line that is a gloss (text/gloss.h) gives its term to the sentence and
// the rest to a card.

#include <algorithm>
#include <utility>

#include "text/block_writer.h"
#include "text/blocks.h"
#include "text/gloss.h"

namespace casus::text {
namespace {

constexpr size_t kLongestHeading = 80;  // bytes
constexpr size_t kLongestItem = 60;
constexpr size_t kMostTitleLines = 3;

using Lines = std::vector<std::string_view>;

std::vector<Lines> Paragraphs(std::string_view text) {
  std::vector<Lines> paragraphs;
  bool after_blank = true;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = TrimWhitespace(text.substr(at, end - at));
    at = end + 1;
    if (!line.empty()) {
      if (after_blank) paragraphs.emplace_back();
      paragraphs.back().push_back(line);
    }
    after_blank = line.empty();
  }
  return paragraphs;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "* ", "- ", "• ", "12. ", "(3) ": what opens an item of a list at the begin of a line.
bool OpensItem(std::string_view line) {
  for (const std::string_view bullet : {"* ", "- ", "• ", "‣ ", "· ", "– ", "— ", "# "}) {
    if (line.starts_with(bullet)) return true;
  }
  size_t at = line.starts_with('(') ? 1 : 0;
  const size_t digits = at;
  while (at < line.size() && IsDigit(line[at])) ++at;
  if (at == digits || at - digits > 2 || at + 1 >= line.size()) return false;
  return (line[at] == ')' || (line[at] == '.' && digits == 0)) && line[at + 1] == ' ';
}

bool LooksLikeAHeading(std::string_view line) {
  if (line.size() > kLongestHeading || EndsLikeASentence(line)) return false;
  const bool is_list_item = line.front() == '*' || line.front() == '#' || line.front() == '{';
  return !is_list_item && line.back() != ',' && line.back() != ';';
}

// Three short lines or more of which none ends like a sentence or in the midst of one.
bool IsListWithoutMarks(const Lines& lines) {
  return lines.size() > 2 && std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
           return line.size() <= kLongestItem && !EndsLikeASentence(line) && line.back() != ',' &&
                  line.back() != ';' && line.back() != '-';
         });
}

// Whether a sentence may go on with the line.
bool GoesOn(std::string_view line) {
  constexpr std::string_view kClosing = ",.;:!?)'\"";
  return (line.front() >= 'a' && line.front() <= 'z') ||
         kClosing.find(line.front()) != std::string_view::npos || line.starts_with("”") ||
         line.starts_with("’") || line.starts_with("–") || line.starts_with("—");
}

void AddHeading(std::string_view text, std::string_view line, Layout& layout) {
  BlockWriter writer(text, BlockWriter::Marks::kWiki);
  writer.Write(line);
  Block block = writer.Take();
  if (block.content.text.empty()) return;
  block.kind = Block::Kind::kHeading;
  layout.blocks.push_back(std::move(block));
}

void AddParagraph(std::string_view text, const Lines& lines, Layout& layout) {
  const auto place = [&](std::string_view part) { return static_cast<size_t>(part.data() - text.data()); };
  BlockWriter writer(text, BlockWriter::Marks::kWiki);
  const bool is_list = IsListWithoutMarks(lines);
  bool may_break = false;  // the line before, if it is no gloss, ends like a sentence
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const bool is_open = i == 0 || !EndsLikeASentence(lines[i - 1]) || !may_break;
    const bool interrupts = is_open && (i + 1 == lines.size() || GoesOn(lines[i + 1]));
    const std::optional<GlossLine> gloss = lines.size() > 1 ? ReadGloss(line, interrupts) : std::nullopt;
    const bool closes = std::string_view(",.;:!?)").find(line.front()) != std::string_view::npos;
    if (i > 0 && (may_break || is_list || OpensItem(line))) {
      writer.BreakLine(place(line) - 1);
    } else if (i > 0 && !closes) {
      writer.Space(place(line) - 1);
    }
    writer.Write(gloss ? gloss->term : line);
    if (gloss) {
      const size_t begin = place(gloss->description);
      writer.AddGloss({.term = std::string(gloss->term),
                       .text = std::string(gloss->description),
                       .truncated = gloss->is_truncated,
                       .place = {begin, begin + gloss->description.size()},
                       .sentence = std::nullopt});
    }
    may_break = !gloss && EndsLikeASentence(line);
  }
  Block block = writer.Take();
  if (block.content.text.empty() && block.glosses.empty() && block.notes.empty() && block.leaked.empty())
    return;
  layout.blocks.push_back(std::move(block));
}

// Of a list of sentences, a line each, nearly every line ends like one, which wrapped prose does by chance only; and marks of
// notes open lines rather than stand behind sentences.
bool AreItems(const std::vector<Lines>& paragraphs) {
  size_t lines = 0, ended = 0, opening = 0, behind = 0;
  for (const Lines& paragraph : paragraphs) {
    lines += paragraph.size();
    for (const std::string_view line : paragraph) {
      ended += EndsLikeASentence(line) ? 1 : 0;
      opening += NoteMarkAt(line, 0) > 0 ? 1 : 0;
      for (size_t at = line.find('[', 1); at != std::string_view::npos; at = line.find('[', at + 1)) {
        const bool follows_end = std::string_view(".!?\"").find(line[at - 1]) != std::string_view::npos;
        behind += follows_end && NoteMarkAt(line, at) > 0 ? 1 : 0;
      }
    }
  }
  return lines > 1 && ended * 10 >= lines * 8 && opening > behind;
}

}  // namespace

Layout LayOutPlain(std::string_view text) {
  const std::vector<Lines> paragraphs = Paragraphs(text);
  Layout layout;
  layout.lines_are_items = AreItems(paragraphs);
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const Lines& lines = paragraphs[i];
    const size_t most_lines = i == 0 ? kMostTitleLines : 1;
    const bool is_heading = paragraphs.size() > 1 && lines.size() <= most_lines &&
                            std::all_of(lines.begin(), lines.end(), LooksLikeAHeading);
    if (is_heading) {
      for (const std::string_view line : lines) AddHeading(text, line, layout);
    } else {
      AddParagraph(text, lines, layout);
    }
  }
  return layout;
}

}  // namespace casus::text
