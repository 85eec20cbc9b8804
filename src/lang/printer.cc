// Lays lines out as a file.
//
// The tree of lines is flattened; each line knows where it stood in the source. That alone decides to which
// fence it goes, which comments stand before or behind it, and whether there was an empty line before it.

#include "lang/printer.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "lang/printer_impl.h"

namespace casus::lang {
namespace {

constexpr size_t kIndent = 2;
constexpr size_t kContinuationIndent = 4;
constexpr size_t kMaxColumns = 110;    // a longer condition is broken before `and` and `or`
constexpr size_t kMaxPaddedWhen = 16;  // a longer one, such as a span, does not push the others away

size_t Width(std::string_view text) {
  size_t width = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    width += length > 0 ? static_cast<size_t>(utf8proc_charwidth(character)) : 1;
    at += length > 0 ? static_cast<size_t>(length) : 1;
  }
  return width;
}

void PadTo(size_t width, std::string& text) {
  const size_t own = Width(text);
  if (own < width) text.append(width - own, ' ');
}

struct FlatLine {
  const PrintedLine* line;
  size_t depth;
  bool blank_before;  // in the source
};

// What is printed: a line of code, or a comment of its own.
struct OutputLine {
  std::string text;
  std::string comment;
  bool blank_before;
};

class Layout {
 public:
  Layout(const Document& document, std::string_view source, const std::vector<PrintedLine>& lines)
      : document_(document), source_(source) {
    Flatten(lines, 0);
  }

  // The code whose lines stand in [begin, end) of the source.
  std::string Print(uint32_t begin, uint32_t end, size_t fence_indent) {
    std::vector<OutputLine> output;
    const size_t first = next_line_;
    while (next_line_ < lines_.size() && lines_[next_line_].line->offset < end) ++next_line_;
    const std::span<FlatLine> lines = std::span(lines_).subspan(first, next_line_ - first);
    const std::vector<std::string> texts = Align(lines);
    size_t depth = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
      PrintOwnComments(lines[i].line->offset, lines[i].depth, output);
      OutputLine line = {texts[i], {}, !output.empty() && BlankBefore(lines, i)};
      // Comments before a line stand between it and the empty line before it.
      size_t top = output.size();
      while (top > 0 && output[top - 1].text.starts_with('#') && lines[i].line->stands_apart) --top;
      if (lines[i].line->stands_apart && top < output.size()) {
        line.blank_before = false;
        output[top].blank_before = top > 0;
      }
      depth = lines[i].depth;
      const uint32_t next = i + 1 < lines.size() ? lines[i + 1].line->offset : end;
      line.comment = TakeTrailingComment(next, depth, output);
      output.push_back(std::move(line));
    }
    PrintOwnComments(end, LastDepth(begin, end, depth), output);
    AlignComments(output);
    return Join(output, fence_indent);
  }

 private:
  void Flatten(const std::vector<PrintedLine>& lines, size_t depth) {
    for (const PrintedLine& line : lines) {
      lines_.push_back({&line, depth, HasBlankBefore(line.offset)});
      Flatten(line.nested, depth + 1);
    }
  }

  // Whether there is an empty line before the line of an offset.
  bool HasBlankBefore(uint32_t offset) const {
    if (source_.empty()) return false;
    const size_t begin = LineBegin(offset);
    if (begin == 0) return false;
    const size_t above = LineBegin(static_cast<uint32_t>(begin - 1));
    return source_.substr(above, begin - 1 - above).find_first_not_of(" \t\r") == std::string_view::npos;
  }

  size_t LineBegin(uint32_t offset) const {
    return offset == 0 ? 0 : source_.rfind('\n', offset - 1) + 1;  // 0 if there is none
  }

  static bool BlankBefore(std::span<const FlatLine> lines, size_t i) {
    if (lines[i].line->stands_apart) return true;
    if (i == 0) return lines[i].blank_before;
    if (lines[i].depth > lines[i - 1].depth) return false;
    // The end of what stands apart.
    if (lines[i].depth == 0) {
      size_t above = i - 1;
      while (above > 0 && lines[above].depth > 0) --above;
      if (lines[above].line->stands_apart) return true;
    }
    return lines[i].blank_before;
  }

  // --- Alignment ---

  std::vector<std::string> Align(std::span<const FlatLine> lines) const {
    std::vector<std::string> texts(lines.size());
    for (size_t i = 0; i < lines.size(); ++i) {
      if (!texts[i].empty()) continue;
      std::vector<size_t> group = {i};
      if (lines[i].line->group != PrintedLine::Group::kNone) {
        for (size_t j = i + 1; j < lines.size() && lines[j].depth >= lines[i].depth; ++j) {
          if (lines[j].depth > lines[i].depth) continue;
          if (lines[j].line->group != lines[i].line->group || lines[j].blank_before) break;
          group.push_back(j);
        }
      }
      AlignGroup(lines, group, texts);
    }
    return texts;
  }

  static void AlignGroup(std::span<const FlatLine> lines, const std::vector<size_t>& group,
                         std::vector<std::string>& texts) {
    const PrintedLine& first = *lines[group[0]].line;
    const bool is_statement = first.group == PrintedLine::Group::kStatement;
    bool has_one_kind = first.group == PrintedLine::Group::kEntity;
    std::vector<size_t> widths;
    for (const size_t i : group) {
      has_one_kind = has_one_kind && lines[i].line->cells[0] == first.cells[0];
      const std::vector<std::string>& cells = lines[i].line->cells;
      for (size_t column = 0; column + 1 < cells.size(); ++column) {
        if (widths.size() <= column) widths.push_back(0);
        const size_t width = Width(cells[column]);
        if (!is_statement || width <= kMaxPaddedWhen) widths[column] = std::max(widths[column], width);
      }
    }
    const size_t gap = has_one_kind ? 1 : 2;
    for (const size_t i : group) {
      const PrintedLine& line = *lines[i].line;
      std::string text;
      size_t column_begin = 0;
      for (size_t column = 0; column < line.cells.size(); ++column) {
        text += line.cells[column];
        if (column + 1 == line.cells.size()) break;
        column_begin += widths[column] + gap;
        PadTo(std::max(column_begin, Width(text) + gap), text);
      }
      texts[i] =
          std::string(kIndent * lines[i].depth, ' ') + WithPieces(line, text, kIndent * lines[i].depth);
    }
  }

  static std::string WithPieces(const PrintedLine& line, const std::string& head, size_t indent) {
    size_t width = indent + Width(head);
    for (const std::string& piece : line.more) width += 1 + Width(piece);
    std::string text = head;
    for (const std::string& piece : line.more) {
      const bool may_break = piece.starts_with("and ") || piece.starts_with("or ");
      text += width > kMaxColumns && may_break ? '\n' + std::string(indent + kContinuationIndent, ' ') : " ";
      text += piece;
    }
    if (!line.label.empty()) text += "  " + line.label;
    return text;
  }

  // --- Comments ---

  std::string_view TextOf(const Comment& comment) const {
    return source_.substr(comment.extent.begin, comment.extent.end - comment.extent.begin);
  }

  void PrintComment(const Comment& comment, size_t depth, std::vector<OutputLine>& output) const {
    std::string text = std::string(kIndent * depth, ' ') + std::string(TextOf(comment));
    output.push_back(
        {std::move(text), {}, comment.own_line && !output.empty() && HasBlankBefore(comment.extent.begin)});
  }

  void PrintOwnComments(uint32_t before, size_t depth, std::vector<OutputLine>& output) {
    const std::vector<Comment>& comments = document_.comments;
    for (; next_comment_ < comments.size() && comments[next_comment_].extent.begin < before;
         ++next_comment_) {
      PrintComment(comments[next_comment_], depth, output);
    }
  }

  // The comment behind a line. Of several, behind the lines over which it went on, all but the first are put
  // before it.
  std::string TakeTrailingComment(uint32_t before, size_t depth, std::vector<OutputLine>& output) {
    const std::vector<Comment>& comments = document_.comments;
    std::string first;
    while (next_comment_ < comments.size() && comments[next_comment_].extent.begin < before &&
           !comments[next_comment_].own_line) {
      const Comment& comment = comments[next_comment_++];
      if (first.empty()) {
        first = TextOf(comment);
      } else {
        PrintComment(comment, depth, output);
      }
    }
    return first;
  }

  // Comments at the end of the code go with the last line if they are indented, too.
  size_t LastDepth(uint32_t begin, uint32_t end, size_t depth) const {
    const std::vector<Comment>& comments = document_.comments;
    if (next_comment_ >= comments.size() || comments[next_comment_].extent.begin >= end) return 0;
    const uint32_t offset = comments[next_comment_].extent.begin;
    return offset > std::max<size_t>(begin, LineBegin(offset)) ? depth : 0;
  }

  static void AlignComments(std::vector<OutputLine>& output) {
    for (size_t begin = 0; begin < output.size();) {
      size_t end = begin;
      size_t width = 0;
      while (end < output.size() && !output[end].comment.empty() &&
             (end == begin || !output[end].blank_before)) {
        width = std::max(width, Width(LastLineOf(output[end].text)));
        ++end;
      }
      for (size_t i = begin; i < end; ++i) {
        const size_t own = Width(LastLineOf(output[i].text));
        output[i].text += std::string(width - own + 2, ' ') + output[i].comment;
      }
      begin = std::max(end, begin + 1);
    }
  }

  static std::string_view LastLineOf(std::string_view text) { return text.substr(text.rfind('\n') + 1); }

  static std::string Join(const std::vector<OutputLine>& output, size_t fence_indent) {
    const std::string indent(fence_indent, ' ');
    std::string text;
    for (const OutputLine& line : output) {
      if (line.blank_before) text += '\n';
      text += indent;
      for (const char c : line.text) {
        text += c;
        if (c == '\n') text += indent;
      }
      text += '\n';
    }
    return text;
  }

  const Document& document_;
  std::string_view source_;
  std::vector<FlatLine> lines_;
  size_t next_line_ = 0;
  size_t next_comment_ = 0;
};

// Line feeds as the source has them.
std::string WithLineEnds(const std::string& text, std::string_view source) {
  const size_t feed = source.find('\n');
  if (feed == std::string_view::npos || feed == 0 || source[feed - 1] != '\r') return text;
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

}  // namespace

std::string Format(const Document& document, std::string_view source, const base::SymbolTable& symbols) {
  const ExpressionPrinter expressions(document, symbols, source);
  const std::vector<PrintedLine> lines = PrintLines(document, expressions);
  Layout layout(document, source, lines);
  std::string text;
  size_t copied = 0;
  for (const CodeRange& range : document.code) {
    text += source.substr(copied, range.begin - copied);
    text += WithLineEnds(layout.Print(range.begin, range.end, range.indent), source);
    copied = range.end;
  }
  text += source.substr(copied);
  return text;
}

std::string Print(const Document& document, const base::SymbolTable& symbols) {
  const ExpressionPrinter expressions(document, symbols, {});
  const std::vector<PrintedLine> lines = PrintLines(document, expressions);
  Document without_comments;
  return Layout(without_comments, {}, lines).Print(0, std::numeric_limits<uint32_t>::max(), 0);
}

std::string Print(const Document& document, ConditionId condition, const base::SymbolTable& symbols) {
  return ExpressionPrinter(document, symbols, {}).Print(condition);
}

std::string Print(const Document& document, TermId term, const base::SymbolTable& symbols) {
  return ExpressionPrinter(document, symbols, {}).Print(term, ExpressionPrinter::TermIn::kAlone);
}

std::string Print(const Document& document, PhraseId phrase, const base::SymbolTable& symbols) {
  return ExpressionPrinter(document, symbols, {}).Print(phrase);
}

}  // namespace casus::lang
