#include "lang/fences.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/byte_window.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Diagnostic InvalidUtf8(Span first, size_t places) {
  Diagnostic diagnostic = Diagnostic(Kind::kInvalidUtf8, first, "this file is not UTF-8")
                              .Here("this byte begins no character")
                              .Help("save the file in the encoding UTF-8");
  if (places > 1) diagnostic.notes.push_back(fmt::format("there are {} such bytes in the file", places));
  return diagnostic;
}

Diagnostic NulByte(Span first, size_t places) {
  Diagnostic diagnostic = Diagnostic(Kind::kNulByte, first, "there is a NUL byte in this file")
                              .Help("take it out, or save the file as text in the encoding UTF-8");
  if (places > 1) diagnostic.notes.push_back(fmt::format("there are {} of them", places));
  return diagnostic;
}

Diagnostic UnclosedFence(Span fence, std::string_view marks) {
  return Diagnostic(Kind::kUnclosedFence, fence, "this fence of code is not closed")
      .Here("opened here, open at the end of the file")
      .Help(fmt::format("close it with a line {}", marks));
}

Diagnostic NoCode(Span start) {
  return Diagnostic(Kind::kNoCode, start, "there is no code in this file")
      .Help("code stands between a line ```casus and a line ```");
}

void CheckText(diag::FileId file, std::string_view text, diag::Sink& sink) {
  size_t invalid = 0;
  size_t nul = 0;
  uint32_t first_invalid = 0;
  uint32_t first_nul = 0;
  for (uint32_t at = 0; at < text.size();) {
    // Most of a text are characters of one byte: a window of them at a time.
    for (; at + base::kWindow <= text.size(); at += base::kWindow) {
      if (base::ByteWindow(text.data() + at).Within('\x01', '\x7F') != base::kWholeWindow) break;
    }
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > 0 && byte < 0x80) {
      ++at;
      continue;
    }
    if (byte == 0) {
      if (nul++ == 0) first_nul = at;
      ++at;
      continue;
    }
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    if (length <= 0) {
      if (invalid++ == 0) first_invalid = at;
      ++at;
    } else {
      at += static_cast<uint32_t>(length);
    }
  }
  if (invalid > 0) sink.Report(InvalidUtf8({file, first_invalid, first_invalid + 1}, invalid));
  if (nul > 0) sink.Report(NulByte({file, first_nul, first_nul + 1}, nul));
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

struct Fence {
  char mark;
  size_t length;
  std::string_view info;
};

// A line that opens or closes a fence.
std::optional<Fence> FenceOf(std::string_view line) {
  const std::string_view content = Trim(line);
  if (content.empty() || (content[0] != '`' && content[0] != '~')) return std::nullopt;
  const size_t length = std::min(content.find_first_not_of(content[0]), content.size());
  if (length < 3) return std::nullopt;
  const std::string_view info = Trim(content.substr(length));
  if (content[0] == '`' && info.find('`') != std::string_view::npos)
    return std::nullopt;  // code in a sentence
  return Fence{content[0], length, info};
}

class MarkdownScanner {
 public:
  MarkdownScanner(diag::FileId file, std::string_view text, FileLayout& layout)
      : file_(file), text_(text), layout_(layout) {}

  // Returns the diagnostic about the last fence, if it is open at the end.
  std::optional<Diagnostic> Scan(uint32_t begin) {
    at_ = begin;
    if (!SkipFrontMatter()) at_ = begin;
    while (ReadLine()) {
      if (const auto fence = FenceOf(line_)) {
        if (auto unclosed = ScanFence(*fence)) return unclosed;
        paragraph_ = {};
      } else {
        ScanText();
      }
    }
    return std::nullopt;
  }

 private:
  bool ReadLine() {
    if (at_ >= text_.size()) return false;
    line_begin_ = at_;
    const size_t end = std::min(text_.find('\n', at_), text_.size());
    line_ = text_.substr(at_, end - at_);
    at_ = static_cast<uint32_t>(std::min(end + 1, text_.size()));
    return true;
  }

  bool SkipFrontMatter() {
    if (!ReadLine() || Trim(line_) != "---") return false;
    while (ReadLine()) {
      if (Trim(line_) == "---") return true;
    }
    return false;
  }

  std::optional<Diagnostic> ScanFence(const Fence& opening) {
    const Span place = {file_, line_begin_, line_begin_ + static_cast<uint32_t>(line_.size())};
    const std::string_view word = opening.info.substr(0, opening.info.find_first_of(" \t{"));
    CodeRange range;
    range.begin = at_;
    range.indent = static_cast<uint32_t>(line_.find_first_not_of(' '));
    range.heading = static_cast<uint32_t>(layout_.headings.size() - 1);
    bool closed = false;
    range.end = at_;
    while (!closed && ReadLine()) {
      const auto fence = FenceOf(line_);
      closed = fence && fence->mark == opening.mark && fence->length >= opening.length && fence->info.empty();
      if (!closed) range.end = at_;
    }
    const bool is_code = word == "casus";
    if (is_code) layout_.code.push_back(range);
    if (closed || !is_code) return std::nullopt;
    return UnclosedFence(place, std::string(opening.length, opening.mark));
  }

  void ScanText() {
    const std::string_view content = Trim(line_);
    const size_t indent = line_.find_first_not_of(' ');
    if (content.empty() || indent > 3) {
      paragraph_ = {};
      return;
    }
    const bool underlines = content.find_first_not_of(content[0]) == std::string_view::npos;
    if (!paragraph_.empty() && underlines && (content[0] == '=' || content[0] == '-')) {
      AddHeading(content[0] == '=' ? 1 : 2, paragraph_, paragraph_begin_);
      paragraph_ = {};
      return;
    }
    const size_t marks = std::min(content.find_first_not_of('#'), content.size());
    if (marks >= 1 && marks <= 6 &&
        (marks == content.size() || content[marks] == ' ' || content[marks] == '\t')) {
      std::string_view title = Trim(content.substr(marks));
      const size_t last = title.find_last_not_of('#');
      if (last == std::string_view::npos) {
        title = {};
      } else if (last + 1 < title.size() && title[last] == ' ') {
        title = Trim(title.substr(0, last));
      }
      AddHeading(static_cast<int>(marks), title, line_begin_);
      paragraph_ = {};
      return;
    }
    paragraph_ = content;
    paragraph_begin_ = line_begin_;
  }

  void AddHeading(int level, std::string_view title, uint32_t offset) {
    uint32_t parent = static_cast<uint32_t>(layout_.headings.size() - 1);
    while (layout_.headings[parent].level >= level) parent = layout_.headings[parent].parent;
    layout_.headings.push_back({level, std::string(title), parent, offset});
  }

  diag::FileId file_;
  std::string_view text_;
  FileLayout& layout_;
  uint32_t at_ = 0;  // the begin of the next line
  uint32_t line_begin_ = 0;
  std::string_view line_;
  std::string_view paragraph_;  // the line above, if it may be underlined
  uint32_t paragraph_begin_ = 0;
};

}  // namespace

FileLayout ScanFile(diag::FileId file, const diag::Files& files, diag::Sink& sink) {
  const std::string_view text = files.Text(file);
  CheckText(file, text, sink);
  FileLayout layout;
  layout.is_markdown = files.Path(file).ends_with(".md");
  layout.headings.emplace_back();
  const uint32_t begin = text.starts_with(kByteOrderMark) ? static_cast<uint32_t>(kByteOrderMark.size()) : 0;
  if (!layout.is_markdown) {
    layout.code.push_back({.begin = begin, .end = static_cast<uint32_t>(text.size())});
    return layout;
  }
  const auto unclosed = MarkdownScanner(file, text, layout).Scan(begin);
  if (unclosed) sink.Report(*unclosed);
  if (layout.code.empty()) sink.Report(NoCode({file, begin, begin}));
  return layout;
}

}  // namespace casus::lang
