#include "diag/render.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace casus::diag {
namespace {

constexpr int kTabWidth = 4;
constexpr int kMaxColumns = 160;  // of a source line; what is longer is cut around the marked place

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFrame = "\x1b[34m";
constexpr std::string_view kSecondary = "\x1b[36m";

std::string_view ColourOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\x1b[1;31m";
    case Severity::kWarning:
      return "\x1b[1;33m";
    case Severity::kNote:
      return "\x1b[1;36m";
  }
  return kBold;
}

// The line around an offset, without its end.
struct LineOfText {
  uint32_t begin;
  uint32_t end;
};

LineOfText LineAround(std::string_view text, uint32_t offset) {
  const size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // 0 if there is none
  size_t end = std::min(text.find('\n', offset), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// A stretch of a line as it is shown, and where its bytes come to stand.
struct ShownLine {
  std::string text;
  std::vector<int> column_of;  // by byte from `first`, and one for the end
  uint32_t first;
};

// Tabs become spaces, what cannot be shown becomes U+FFFD. The line is cut so that `focus` is seen.
ShownLine Show(std::string_view text, LineOfText line, uint32_t focus) {
  constexpr uint32_t kBefore = kMaxColumns / 2;
  ShownLine shown;
  shown.first = line.begin;
  if (line.end - line.begin > kMaxColumns && focus > line.begin + kBefore) {
    shown.first = focus - kBefore;
    while (shown.first > line.begin && (static_cast<unsigned char>(text[shown.first]) & 0xC0) == 0x80)
      --shown.first;
  }
  int column = 0;
  if (shown.first > line.begin) {
    shown.text = "…";
    column = 1;
  }
  uint32_t at = shown.first;
  while (at < line.end && column < kMaxColumns) {
    utf8proc_int32_t c = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(line.end - at), &c);
    const uint32_t step = length > 0 ? static_cast<uint32_t>(length) : 1;
    shown.column_of.insert(shown.column_of.end(), step, column);
    if (c == '\t') {
      const int width = kTabWidth - column % kTabWidth;
      shown.text.append(static_cast<size_t>(width), ' ');
      column += width;
    } else if (length <= 0 || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      shown.text += "\uFFFD";
      column += 1;
    } else {
      shown.text.append(text.substr(at, step));
      column += utf8proc_charwidth(c);
    }
    at += step;
  }
  shown.column_of.push_back(column);
  if (at < line.end) shown.text += "…";
  return shown;
}

struct Mark {
  Span span;
  std::string_view text;
  bool primary;
  uint32_t line;  // from 1
};

class TerminalRenderer {
 public:
  TerminalRenderer(const Files& files, TerminalStyle style) : files_(files), style_(style) {}

  std::string Render(const Report& report) {
    for (const Diagnostic& diagnostic : report.diagnostics) {
      if (!out_.empty()) out_ += '\n';
      Render(diagnostic);
    }
    if (report.more() > 0) out_ += fmt::format("\nand {} more\n", report.more());
    return std::move(out_);
  }

 private:
  std::string Coloured(std::string_view colour, std::string_view text) const {
    return style_.colour && !text.empty() ? fmt::format("{}{}{}", colour, text, kReset) : std::string(text);
  }

  void Render(const Diagnostic& diagnostic) {
    const Severity severity = Info(diagnostic.kind).severity;
    out_ += Coloured(ColourOf(severity), fmt::format("{}[{}]", Name(severity), Code(diagnostic.kind)));
    out_ += Coloured(kBold, ": " + diagnostic.message) + '\n';

    std::vector<Mark> marks = {{diagnostic.span, diagnostic.here, true, 0}};
    for (const Label& label : diagnostic.labels) marks.push_back({label.span, label.text, false, 0});
    uint32_t last_line = 0;
    for (Mark& mark : marks) {
      mark.line = files_.Locate(mark.span.file, mark.span.begin).line;
      last_line = std::max(last_line, mark.line);
    }
    gutter_ = std::to_string(last_line).size();
    // The primary file first, then the others as they come; in a file by line.
    std::vector<FileId> order;
    for (const Mark& mark : marks) {
      if (std::find(order.begin(), order.end(), mark.span.file) == order.end())
        order.push_back(mark.span.file);
    }
    for (const FileId file : order) {
      std::vector<Mark> of_file;
      std::copy_if(marks.begin(), marks.end(), std::back_inserter(of_file),
                   [&](const Mark& mark) { return mark.span.file == file; });
      const Position position = files_.Locate(file, of_file.front().span.begin);
      const bool has_heading = file == diagnostic.span.file && !diagnostic.heading.empty();
      Gutter("");
      out_ += Coloured(kFrame, "┌─") + fmt::format(" {}:{}:{}{}\n", files_.Path(file), position.line,
                                                   position.column,
                                                   has_heading ? "   " + diagnostic.heading : "");
      Bar("");
      Lines(file, std::move(of_file), severity);
    }
    for (const std::string& note : diagnostic.notes) Footer(note);
    for (const std::string& help : diagnostic.helps) Footer("help: " + help);
  }

  void Lines(FileId file, std::vector<Mark> marks, Severity severity) {
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
      return std::pair(a.line, a.span.begin) < std::pair(b.line, b.span.begin);
    });
    const std::string_view text = files_.Text(file);
    for (size_t i = 0; i < marks.size();) {
      const uint32_t line = marks[i].line;
      if (i > 0 && line > marks[i - 1].line + 1) {
        Gutter("");
        out_ += Coloured(kFrame, "·") + '\n';
      }
      const LineOfText extent = LineAround(text, marks[i].span.begin);
      const ShownLine shown = Show(text, extent, marks[i].span.begin);
      Gutter(std::to_string(line));
      out_ += Coloured(kFrame, "│") + (shown.text.empty() ? "" : " ") + shown.text + '\n';
      for (; i < marks.size() && marks[i].line == line; ++i) Underline(marks[i], shown, severity);
    }
  }

  void Underline(const Mark& mark, const ShownLine& shown, Severity severity) {
    const auto column = [&](uint32_t offset) {
      const size_t index = offset < shown.first ? 0 : offset - shown.first;
      return shown.column_of[std::min(index, shown.column_of.size() - 1)];
    };
    const int begin = column(mark.span.begin);
    const int end = std::max(column(mark.span.end), begin + 1);
    std::string underline(static_cast<size_t>(end - begin), mark.primary ? '^' : '-');
    if (!mark.text.empty()) underline += ' ' + std::string(mark.text);
    Bar(std::string(static_cast<size_t>(begin), ' ') +
        Coloured(mark.primary ? ColourOf(severity) : kSecondary, underline));
  }

  // A line number, or as much space, up to where the bar stands.
  void Gutter(std::string_view number) {
    out_ += std::string(gutter_ - number.size(), ' ') + Coloured(kFrame, number) + ' ';
  }

  void Bar(std::string_view text) {
    Gutter("");
    out_ += Coloured(kFrame, "│");
    if (!text.empty()) out_ += ' ' + std::string(text);
    out_ += '\n';
  }

  void Footer(std::string_view text) {
    Gutter("");
    out_ += Coloured(kFrame, "=") + ' ' + std::string(text) + '\n';
  }

  const Files& files_;
  TerminalStyle style_;
  std::string out_;
  size_t gutter_ = 1;
};

nlohmann::ordered_json PlaceToJson(const Files& files, FileId file, uint32_t offset) {
  const Position position = files.Locate(file, offset);
  return {{"byte", offset}, {"line", position.line}, {"column", position.column}};
}

nlohmann::ordered_json SpanToJson(const Files& files, Span span) {
  return {{"file", files.Path(span.file)},
          {"begin", PlaceToJson(files, span.file, span.begin)},
          {"end", PlaceToJson(files, span.file, span.end)}};
}

nlohmann::ordered_json ToJson(const Files& files, const Diagnostic& diagnostic) {
  const KindInfo& info = Info(diagnostic.kind);
  nlohmann::ordered_json labels = nlohmann::ordered_json::array();
  for (const Label& label : diagnostic.labels) {
    labels.push_back({{"span", SpanToJson(files, label.span)}, {"text", label.text}});
  }
  nlohmann::ordered_json fix;
  if (diagnostic.fix) {
    fix = {{"span", SpanToJson(files, diagnostic.fix->span)}, {"replacement", diagnostic.fix->replacement}};
  }
  return {{"code", Code(diagnostic.kind)},
          {"name", info.name},
          {"severity", Name(info.severity)},
          {"message", diagnostic.message},
          {"heading", diagnostic.heading},
          {"span", SpanToJson(files, diagnostic.span)},
          {"here", diagnostic.here},
          {"labels", std::move(labels)},
          {"notes", diagnostic.notes},
          {"helps", diagnostic.helps},
          {"fix", std::move(fix)}};
}

}  // namespace

std::string RenderTerminal(const Report& report, const Files& files, TerminalStyle style) {
  return TerminalRenderer(files, style).Render(report);
}

std::string RenderLines(const Report& report, const Files& files) {
  std::string out;
  for (const Diagnostic& diagnostic : report.diagnostics) {
    const Position position = files.Locate(diagnostic.span.file, diagnostic.span.begin);
    out += fmt::format("{}:{}:{}: {}[{}]: {}\n", files.Path(diagnostic.span.file), position.line,
                       position.column, Name(Info(diagnostic.kind).severity), Code(diagnostic.kind),
                       diagnostic.message);
  }
  if (report.more() > 0) out += fmt::format("and {} more\n", report.more());
  return out;
}

std::string RenderJson(const Report& report, const Files& files) {
  nlohmann::ordered_json diagnostics = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : report.diagnostics) diagnostics.push_back(ToJson(files, diagnostic));
  const nlohmann::ordered_json root = {
      {"version", 1},          {"errors", report.errors}, {"warnings", report.warnings},
      {"notes", report.notes}, {"more", report.more()},   {"diagnostics", std::move(diagnostics)}};
  // Paths and quotes of broken files need not be UTF-8; JSON must be.
  return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace casus::diag
