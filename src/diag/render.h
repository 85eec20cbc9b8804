#pragma once

// Reports as text.
//
// RenderTerminal, for people; columns are right for wide characters, tabs count four:
//
//   error[C0312]: this citation is not in source A
//      ┌─ vilnius-1939/negotiations.casus.md:41:8   Negotiations › Initial stance
//      │
//   41 │   cite A "signed three treaties"
//      │          ^^^^^^^^^^^^^^^^^^^^^^^ no sentence has these words in this order
//      = nearest: sentence 57, "…demanded that Lithuania signed three separate treaties…"
//      = help: cite A "signed three separate treaties"
//
// RenderLines, for editors and pipes, one line each:
//
//   vilnius-1939/negotiations.casus.md:41:8: error[C0312]: this citation is not in source A
//
// RenderJson, for programs, one object:
//
//   {"version": 1, "errors": 1, "warnings": 0, "notes": 0, "more": 0, "diagnostics": [{
//      "code": "C0312", "name": "CitationNotFound", "severity": "error", "message": "…", "heading": "…",
//      "span": SPAN, "here": "…", "labels": [{"span": SPAN, "text": "…"}], "notes": ["…"], "helps": ["…"],
//      "fix": {"span": SPAN, "replacement": "…"} or null}]}
//
// where SPAN is {"file": PATH, "begin": PLACE, "end": PLACE} and PLACE {"byte": 812, "line": 41, "column":
// 8}: bytes are counted from 0, lines and columns (in characters) from 1, and the end is exclusive. "more"
// are counted but not listed.
//
// All end in a line feed unless empty. The same report gives the same bytes.

#include <string>

#include "diag/sink.h"

namespace casus::diag {

struct TerminalStyle {
  bool colour = false;
};

std::string RenderTerminal(const Report& report, const Files& files, TerminalStyle style = {});
std::string RenderLines(const Report& report, const Files& files);
std::string RenderJson(const Report& report, const Files& files);

}  // namespace casus::diag
