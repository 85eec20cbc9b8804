#pragma once

// Spans and evidence in the words of the terminal.
//
//   1939-10-28 – 1940-08-02          certain
//   possibly 1939-09-19 – 1939-09-27
//   from 1939-10-28                  to the end of the record
//   through 1939-09-18               since before its begin
//   throughout                       both
//   1920-10-31 – 1939-09-16 (possibly from 1920-10-01, through 1939-09-26)      certain within what is
//   possible

#include <string>
#include <vector>

#include "api/evidence.h"
#include "api/span.h"
#include "cli/terminal.h"

namespace casus::cli {

std::string SpanText(const api::Span& span, const Style& style);
std::string SpansText(const std::vector<api::Span>& spans, const Style& style);  // joined by ", "

// A, sentence 57: "signed three separate treaties"
std::string EvidenceText(const api::Evidence& evidence);

}  // namespace casus::cli
