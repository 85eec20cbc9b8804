#include "cli/spans_text.h"

#include <fmt/format.h>

namespace casus::cli {

namespace {

std::string Days(const api::Span& span) {
  if (span.from_start && span.to_end) return "throughout";
  if (span.from == span.through) return span.from;
  if (span.to_end) return "from " + span.from;
  if (span.from_start) return "through " + span.through;
  return fmt::format("{} – {}", span.from, span.through);
}

bool IsCertain(const api::Span& span) { return span.certainty == api::Certainty::kCertain; }

}  // namespace

std::string SpanText(const api::Span& span, const Style& style) {
  return IsCertain(span) ? Days(span) : style.Doubtful("possibly " + Days(span));
}

std::string SpansText(const std::vector<api::Span>& spans, const Style& style) {
  std::string text;
  for (size_t i = 0; i < spans.size(); ++i) {
    const bool has_early_fringe = !IsCertain(spans[i]) && i + 1 < spans.size() && spans[i + 1].adjoins;
    const size_t core = has_early_fringe ? i + 1 : i;
    const bool has_late_fringe = IsCertain(spans[core]) && core + 1 < spans.size() &&
                                 spans[core + 1].adjoins &&
                                 (core + 2 >= spans.size() || !spans[core + 2].adjoins);
    if (!text.empty()) text += ", ";
    text += SpanText(spans[core], style);
    std::string fringe;
    if (has_early_fringe) fringe = spans[i].from_start ? "before" : "from " + spans[i].from;
    if (has_late_fringe) {
      const api::Span& late = spans[core + 1];
      fringe +=
          (fringe.empty() ? "" : ", ") + (late.to_end ? std::string("after") : "through " + late.through);
    }
    if (!fringe.empty()) text += style.Doubtful(fmt::format(" (possibly {})", fringe));
    i = has_late_fringe ? core + 1 : core;
  }
  return text;
}

std::string EvidenceText(const api::Evidence& evidence) {
  if (evidence.is_locator) return fmt::format("{}, {}", evidence.source, evidence.quote);
  if (!evidence.sentence) return fmt::format("{}: \"{}\"", evidence.source, evidence.quote);
  return fmt::format("{}, sentence {}: \"{}\"", evidence.source, *evidence.sentence, evidence.quote);
}

}  // namespace casus::cli
