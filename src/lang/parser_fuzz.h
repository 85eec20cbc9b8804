#pragma once

// What must hold of any bytes; shared by the fuzzer and by the replay of what it once found
// (tests/regression).

#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "lang/equal.h"
#include "lang/parser.h"
#include "lang/printer.h"

namespace casus::lang {

// Parses the bytes as a file of the path; if it has no errors, formats it and checks that nothing is lost or
// changes again.
inline void CheckParser(const std::string& path, std::string_view bytes) {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  const Document document = Parse(files.Add(path, std::string(bytes)), files, symbols, sink);
  CHECK(document.headings.size() == 1 || document.is_markdown) << "headings in a file that is all code";
  if (sink.HasErrors()) return;

  const std::string formatted = Format(document, bytes, symbols);
  const Document again = Parse(files.Add(path, formatted), files, symbols, sink);
  CHECK(!sink.HasErrors()) << "formatting made errors:\n" << formatted;
  CHECK(Equal(document, again)) << "formatting changed the meaning:\n" << formatted;
  CHECK(Format(again, formatted, symbols) == formatted) << "formatting twice is not formatting once:\n"
                                                        << formatted;

  const std::string printed = Print(document, symbols);
  const Document reprinted = Parse(files.Add("printed.casus", printed), files, symbols, sink);
  CHECK(!sink.HasErrors()) << "printing made errors:\n" << printed;
  CHECK(Equal(document, reprinted)) << "printing changed the meaning:\n" << printed;
}

// Asks the bytes as a question.
inline void CheckQuestion(std::string_view bytes) {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  const Question question = ParseQuestion(files.Add("question", std::string(bytes)), files, symbols, sink);
  const bool has_condition = question.condition != kNone<ConditionId>;
  const bool has_term = question.term != kNone<TermId>;
  CHECK(has_condition + has_term == (sink.HasErrors() ? 0 : 1)) << "a question is one condition or one term";
  if (sink.HasErrors()) return;
  const std::string printed = has_condition ? Print(question.document, question.condition, symbols)
                                            : Print(question.document, question.term, symbols);
  ParseQuestion(files.Add("printed", printed), files, symbols, sink);
  CHECK(!sink.HasErrors()) << "printing made errors: " << printed;
}

}  // namespace casus::lang
