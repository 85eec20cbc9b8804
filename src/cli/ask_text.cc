#include "cli/ask_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/spans_text.h"

namespace casus::cli {
namespace {

constexpr size_t kShownEvidence = 3;

std::string GroundsText(const api::AskAnswer& answer, std::string_view indent, const Style& style) {
  std::string text;
  for (size_t i = 0; i < answer.evidence.size(); ++i) {
    if (i == kShownEvidence) {
      text += style.Quiet(fmt::format("{}and {} more", indent, answer.evidence.size() - i)) + '\n';
      break;
    }
    text += style.Quiet(fmt::format("{}{}", indent, EvidenceText(answer.evidence[i]))) + '\n';
  }
  for (const std::string& open : answer.open)
    text += style.Doubtful(fmt::format("{}open: {}", indent, open)) + '\n';
  return text;
}

// What is said of answers for which the worlds are too many.
std::string BoundedText(const api::AskReport& report, const Style& style) {
  const bool is_any = std::any_of(report.answers.begin(), report.answers.end(),
                                  [](const api::AskAnswer& answer) { return answer.bounded; });
  if (!is_any) return {};
  return style.Quiet(
             "Bounded: too much is open to go through all of it; less may be possible, and more certain.") +
         '\n';
}

std::string YesOrNo(const api::AskReport& report, const Style& style) {
  if (report.beyond_knowledge) {
    return style.Doubtful("Unknown") + ": under this lens the record ends before that day.\n";
  }
  if (report.holds == api::Holds::kNo) return style.Bad("No") + ".\n";
  const api::AskAnswer& answer = report.answers.front();
  const std::string verdict =
      report.holds == api::Holds::kCertain ? style.Good("Certainly") : style.Doubtful("Possibly");
  api::Span span = answer.spans.front();
  span.certainty = api::Certainty::kCertain;  // the verdict has said it
  return fmt::format("{}, {}.\n{}{}", verdict, SpanText(span, style), GroundsText(answer, "  ", style),
                     BoundedText(report, style));
}

}  // namespace

std::string AskText(const api::AskReport& report, const Style& style) {
  if (report.holds) return YesOrNo(report, style);
  if (report.beyond_knowledge && report.answers.empty()) {
    return "Unknown: under this lens the record ends before that day.\n";
  }
  if (report.answers.empty()) return report.columns.empty() ? "At no time.\n" : "No answer.\n";

  std::vector<int> widths;
  for (const std::string& column : report.columns) widths.push_back(Width(column));
  for (const api::AskAnswer& answer : report.answers) {
    for (size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], Width(answer.values[i].text));
  }
  auto pad = [&](std::string_view text, size_t column) {
    return std::string(text) + std::string(static_cast<size_t>(widths[column] - Width(text) + 2), ' ');
  };
  std::string text;
  std::string indent;
  for (size_t i = 0; i < report.columns.size(); ++i) {
    text += pad(report.columns[i], i);
    indent.append(static_cast<size_t>(widths[i] + 2), ' ');
  }
  text = report.columns.empty() ? "" : style.Heading(text + "when") + '\n';
  for (const api::AskAnswer& answer : report.answers) {
    std::string line;
    for (size_t i = 0; i < answer.values.size(); ++i) line += pad(answer.values[i].text, i);
    text += line + Wrap(SpansText(answer.spans, style), 80, indent) + '\n';
    text += GroundsText(answer, indent + "  ", style);
  }
  if (report.beyond_knowledge) {
    text += style.Quiet(
                "Under this lens the record ends before the last day that was asked for: beyond, all is "
                "unknown.") +
            '\n';
  }
  return text + BoundedText(report, style);
}

}  // namespace casus::cli
