#pragma once

// A question as text, made ready for a record.
//
//   diag::Sink sink;
//   std::optional<PreparedQuestion> question = Prepare(workspace, "?who controls Vilnius", sink);
//   if (question) record->Ask(question->text, question->condition, question->columns);
//
// An aggregate alone is asked for as its value: `count of ?x where …` has the columns of its `per`, then
// `count`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/workspace.h"
#include "diag/sink.h"
#include "law/record.h"

namespace casus::api {

// How many rows a question may pair (see law::Record::Ask), and what is said of one that would pair more.
inline constexpr size_t kMostPairs = 4'000'000;
inline constexpr std::string_view kTooLarge =
    "the question pairs so many rows that it was given up; let its phrases share variables, or ask one part "
    "at a time";

struct PreparedQuestion {
  lang::Document text;
  lang::ConditionId condition{};
  std::vector<base::Symbol> columns;
};

// The question with an answer in it: "Lithuania controls Vilnius" of `?who controls Vilnius`, to be asked about with `why`. What has no
// name in the language, as an occurrence, stays a variable.
std::string Filled(const PreparedQuestion& question, const law::Answers& answers, const law::Answer& answer,
                   const base::SymbolTable& symbols);

// Nothing after an error, which is in the sink; its places are in workspace.files().
std::optional<PreparedQuestion> Prepare(Workspace& workspace, std::string_view question, diag::Sink& sink);

}  // namespace casus::api
