// Blocks of Markdown: the marks are taken off, the words stay.
//
// Only as much of Markdown is known as changes what a reader reads: headings (# and underlined), items of lists, quotations, code,
// tables, emphasis, links, images, footnotes, comments, front matter. What is a matter of layout alone is left to whoever
// renders it.

#include <algorithm>
#include <utility>
#include <vector>

#include "text/block_writer.h"
#include "text/blocks.h"

namespace casus::text {
namespace {

constexpr size_t kDeepestHeading = 6;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsRule(std::string_view line, std::string_view marks) {
  size_t count = 0;
  for (const char c : line) {
    if (c == ' ') continue;
    if (marks.find(c) == std::string_view::npos || c != line.front()) return false;
    ++count;
  }
  return count >= 3;
}

// The bytes of what opens an item or a quotation: "- ", "12. ", "> "; 0 if nothing does.
size_t OpeningOf(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") || line.starts_with("> "))
    return 2;
  size_t digits = 0;
  while (digits < line.size() && IsDigit(line[digits])) ++digits;
  const bool is_item = digits > 0 && digits < 4 && digits + 1 < line.size() &&
                       (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return is_item ? digits + 2 : 0;
}

size_t HeadingMarks(std::string_view line) {
  size_t marks = 0;
  while (marks < line.size() && line[marks] == '#') ++marks;
  return marks > 0 && marks <= kDeepestHeading && marks < line.size() && line[marks] == ' ' ? marks : 0;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), writer_(text) {}

  Layout Read() {
    std::vector<std::string_view> lines;
    for (size_t at = 0; at < text_.size();) {
      const size_t end = std::min(text_.find('\n', at), text_.size());
      lines.push_back(text_.substr(at, end - at));
      at = end + 1;
    }
    for (size_t i = SkipFrontMatter(lines); i < lines.size(); ++i) {
      const std::string_view line = TrimWhitespace(lines[i]);
      if (!fence_.empty()) {
        if (line.starts_with(fence_)) fence_ = {};
        continue;
      }
      if (line.starts_with("```") || line.starts_with("~~~")) {
        EndParagraph();
        fence_ = line.substr(0, 3);
      } else if (line.empty() || IsRule(line, "-*_")) {
        EndParagraph();
      } else if (IsDefinition(line)) {
        EndParagraph();
        AddDebris(Debris::Kind::kReferences, line);
      } else if (line.starts_with("<!--")) {
        EndParagraph();
        i = SkipComment(lines, i);
      } else if (const size_t marks = HeadingMarks(line); marks > 0) {
        EndParagraph();
        std::string_view heading = TrimWhitespace(line.substr(marks));
        while (heading.ends_with('#')) heading.remove_suffix(1);
        AddHeading(TrimWhitespace(heading), static_cast<int>(marks));
      } else if (i + 1 < lines.size() && writer_.IsEmpty() && OpeningOf(line) == 0 &&
                 IsUnderline(lines[i + 1])) {
        AddHeading(line, TrimWhitespace(lines[i + 1]).front() == '=' ? 1 : 2);
        ++i;
      } else {
        AddLine(line);
      }
    }
    EndParagraph();
    return std::move(layout_);
  }

 private:
  size_t Place(std::string_view part) const { return static_cast<size_t>(part.data() - text_.data()); }

  static bool IsUnderline(std::string_view line) {
    line = TrimWhitespace(line);
    return line.size() >= 3 && (line.find_first_not_of('=') == std::string_view::npos ||
                                line.find_first_not_of('-') == std::string_view::npos);
  }

  // Of a footnote, "[^1]: …", or of where links point to, "[name]: https://… "Title"".
  static bool IsDefinition(std::string_view line) {
    const size_t close = line.starts_with('[') ? line.find("]:") : std::string_view::npos;
    if (close == std::string_view::npos || line.substr(0, close).find(']') != std::string_view::npos)
      return false;
    if (line.starts_with("[^")) return true;
    const std::string_view target = TrimWhitespace(line.substr(close + 2));
    const std::string_view address = target.substr(0, target.find_first_of(" \t"));
    return address.find("://") != std::string_view::npos || address.starts_with('/') ||
           address.starts_with('<') || address.starts_with('#');
  }

  static size_t SkipFrontMatter(const std::vector<std::string_view>& lines) {
    if (lines.empty() || TrimWhitespace(lines.front()) != "---") return 0;
    for (size_t i = 1; i < lines.size(); ++i) {
      if (TrimWhitespace(lines[i]) == "---") return i + 1;
    }
    return 0;
  }

  static size_t SkipComment(const std::vector<std::string_view>& lines, size_t i) {
    while (i < lines.size() && lines[i].find("-->") == std::string_view::npos) ++i;
    return i;
  }

  void EndParagraph() {
    Block block = writer_.Take();
    if (!block.content.text.empty() || !block.notes.empty()) layout_.blocks.push_back(std::move(block));
  }

  void AddHeading(std::string_view heading, int level) {
    WriteInline(heading);
    Block block = writer_.Take();
    if (block.content.text.empty()) return;
    block.kind = Block::Kind::kHeading;
    block.level = level;
    layout_.blocks.push_back(std::move(block));
  }

  void AddDebris(Debris::Kind kind, std::string_view line) {
    BlockWriter writer(text_);
    writer.Write(line);
    Block block = writer.Take();
    if (block.content.text.empty()) return;
    block.kind = Block::Kind::kDebris;
    block.debris = kind;
    layout_.blocks.push_back(std::move(block));
  }

  void AddLine(std::string_view line) {
    while (line.starts_with('>')) line = TrimWhitespace(line.substr(1));
    if (line.empty()) return;
    if (line.starts_with('|')) {
      AddTableRow(line);
      return;
    }
    const size_t opening = OpeningOf(line);
    if (opening > 0) {
      writer_.BreakLine(Place(line));
      line.remove_prefix(opening);
    } else {
      writer_.Space(Place(line));
    }
    WriteInline(line);
  }

  void AddTableRow(std::string_view line) {
    if (line.find_first_not_of("|-: ") == std::string_view::npos) return;
    for (size_t at = 1; at < line.size();) {
      const size_t end = std::min(line.find('|', at), line.size());
      const std::string_view cell = TrimWhitespace(line.substr(at, end - at));
      if (!cell.empty()) {
        writer_.BreakLine(Place(cell));
        WriteInline(cell);
      }
      at = end + 1;
    }
  }

  // The character of the entity that begins at `at`, and its bytes; 0 if none does.
  static std::pair<std::string_view, size_t> EntityAt(std::string_view line, size_t at) {
    struct Entity {
      std::string_view name, character;
    };
    constexpr Entity kEntities[] = {{"&nbsp;", "\u00A0"},  {"&amp;", "&"},        {"&lt;", "<"},
                                    {"&gt;", ">"},         {"&quot;", "\""},      {"&apos;", "'"},
                                    {"&ndash;", "\u2013"}, {"&mdash;", "\u2014"}, {"&hellip;", "\u2026"},
                                    {"&shy;", "\u00AD"}};
    for (const Entity& entity : kEntities) {
      if (line.substr(at).starts_with(entity.name)) return {entity.character, entity.name.size()};
    }
    return {{}, 0};
  }

  // Text without the marks of emphasis, code and links.
  void WriteInline(std::string_view line) {
    size_t from = 0;
    const auto write_until = [&](size_t end) {
      if (end > from) writer_.Write(line.substr(from, end - from));
    };
    for (size_t at = 0; at < line.size();) {
      const char c = line[at];
      size_t skipped = 0;
      if (c == '\\' && at + 1 < line.size() &&
          std::string_view("\\`*_{}[]()#+-.!|<>").find(line[at + 1]) != std::string_view::npos) {
        write_until(at);
        from = at + 1;
        at += 2;
        continue;
      }
      if (c == '&') {
        if (const auto [character, size] = EntityAt(line, at); size > 0) {
          write_until(at);
          writer_.Write(character, Range{Place(line) + at, Place(line) + at + size});
          at = from = at + size;
          continue;
        }
      }
      if (c == '*' || c == '`' || (c == '\\' && at + 1 == line.size())) {
        skipped = 1;  // a backslash at the end breaks the line
      } else if (c == '~' && line.substr(at).starts_with("~~")) {
        skipped = 2;
      } else if (c == '_') {
        // Within a word it is a letter.
        const bool in_word = at > 0 && at + 1 < line.size() && IsWord(line[at - 1]) && IsWord(line[at + 1]);
        skipped = in_word ? 0 : 1;
      } else if (c == '!' && line.substr(at).starts_with("![")) {
        skipped = LinkEnd(line, at + 1) - at;
      } else if (c == '[' && line.substr(at).starts_with("[^")) {
        const size_t close = line.find(']', at);
        if (close != std::string_view::npos) {
          write_until(at);
          writer_.AddNote(std::string(line.substr(at + 2, close - at - 2)),
                          {Place(line) + at, Place(line) + close + 1});
          at = from = close + 1;
          continue;
        }
      } else if (c == '[') {
        const size_t close = line.find(']', at);
        const size_t end = LinkEnd(line, at);
        if (close != std::string_view::npos && end > close + 1) {
          write_until(at);
          WriteInline(line.substr(at + 1, close - at - 1));
          at = from = end;
          continue;
        }
      }
      if (skipped > 0) {
        write_until(at);
        at = from = at + skipped;
      } else {
        ++at;
      }
    }
    write_until(line.size());
  }

  static bool IsWord(char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  // Behind the link "[text](target)" or "[text][name]" that opens at `at`; behind its opening bracket if it is none.
  static size_t LinkEnd(std::string_view line, size_t at) {
    constexpr size_t kLongestLink = 2000;
    const std::string_view near = line.substr(at, kLongestLink);
    const size_t close = near.find(']');
    if (close == std::string_view::npos || close + 1 >= near.size()) return at + 1;
    const char open = near[close + 1];
    if (open != '(' && open != '[') return at + 1;
    const size_t end = open == '(' ? EndOfTarget(near, close + 2) : near.find(']', close + 2);
    return end == std::string_view::npos ? at + 1 : at + end + 1;
  }

  // The bracket that closes the target which begins at `at`; those within it come in pairs, and in a title they do not
  // count: (https://a.org/b_(c) "d)").
  static size_t EndOfTarget(std::string_view line, size_t at) {
    size_t depth = 0;
    char title = 0;  // what its title ends with
    for (size_t i = at; i < line.size(); ++i) {
      const char c = line[i];
      if (title != 0) {
        if (c == title) title = 0;
      } else if ((c == '"' || c == '\'') && line[i - 1] == ' ' &&
                 line.find(c, i + 1) != std::string_view::npos) {
        title = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && depth-- == 0) {
        return i;
      }
    }
    return line.find(')', at);  // without their partners
  }

  std::string_view text_;
  BlockWriter writer_;
  Layout layout_;
  std::string_view fence_;
};

}  // namespace

Layout LayOutMarkdown(std::string_view text) { return Reader(text).Read(); }

}  // namespace casus::text
