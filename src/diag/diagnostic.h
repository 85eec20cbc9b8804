#pragma once

// One message to the user: what is wrong, where, why, and how to mend it.
//
//   sink.Report(Diagnostic(Kind::kUnclosedText, opening_quote, "this text has no end")
//                   .Here("it begins here")
//                   .Mark(next_line, "and must end before this line")
//                   .Help("close it with \"")
//                   .Fix({file, end, end}, "\""));
//
// Texts are sentences without capital and full stop. What the user wrote is quoted with ``.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diag/file.h"
#include "diag/kind.h"

namespace casus::diag {

// A secondary place, with what it has to do with the matter.
struct Label {
  Span span;
  std::string text;
};

// Replacing the span by the text mends the matter; a tool may do so unasked.
struct FixIt {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  Diagnostic(Kind the_kind, Span the_span, std::string the_message)
      : kind(the_kind), span(the_span), message(std::move(the_message)) {}

  Diagnostic&& Here(std::string text) && {
    here = std::move(text);
    return std::move(*this);
  }
  Diagnostic&& Mark(Span place, std::string text) && {
    labels.push_back({place, std::move(text)});
    return std::move(*this);
  }
  Diagnostic&& Note(std::string text) && {
    notes.push_back(std::move(text));
    return std::move(*this);
  }
  Diagnostic&& Help(std::string text) && {
    helps.push_back(std::move(text));
    return std::move(*this);
  }
  Diagnostic&& Fix(Span place, std::string replacement) && {
    fix = FixIt{place, std::move(replacement)};
    return std::move(*this);
  }

  Kind kind;
  Span span;            // the primary place
  std::string message;  // what is wrong; complete by itself
  std::string here;     // why, beside the primary place; may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;  // "nearest: sentence 57, …"; printed as they are
  std::vector<std::string> helps;  // printed behind "help: "
  std::optional<FixIt> fix;
  std::string heading;  // "Negotiations › Initial stance"; the sink fills it in
};

}  // namespace casus::diag
