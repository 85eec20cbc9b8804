#include "cli/spans_text.h"

#include <fmt/format.h>

namespace casus::cli {

std::string SpanText(const api::Span& span, const Style& style) {
  std::string days;
  if (span.from_start && span.to_end) {
    days = "throughout";
  } else if (span.from == span.through) {
    days = span.from;
  } else if (span.to_end) {
    days = "from " + span.from;
  } else if (span.from_start) {
    days = "through " + span.through;
  } else {
    days = fmt::format("{} – {}", span.from, span.through);
  }
  return span.certainty == api::Certainty::kCertain ? days : style.Doubtful("possibly " + days);
}

std::string SpansText(const std::vector<api::Span>& spans, const Style& style) {
  std::string text;
  for (const api::Span& span : spans) {
    if (!text.empty()) text += ", ";
    text += SpanText(span, style);
  }
  return text;
}

std::string EvidenceText(const api::Evidence& evidence) {
  if (evidence.is_locator) return fmt::format("{}, {}", evidence.source, evidence.quote);
  if (!evidence.sentence) return fmt::format("{}: \"{}\"", evidence.source, evidence.quote);
  return fmt::format("{}, sentence {}: \"{}\"", evidence.source, *evidence.sentence, evidence.quote);
}

}  // namespace casus::cli
