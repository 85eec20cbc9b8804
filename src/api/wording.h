#pragma once

// Values, facts and statements in words.
//
//   Wording wording(workspace, *record);
//   wording.Say(fact)          // "1939-10-28 Lithuania controls Vilnius_Strip"
//
// What is said reads as the language is written, so that it can be pasted into a dossier or a question.

#include <optional>
#include <string>
#include <vector>

#include "api/workspace.h"
#include "base/decimal.h"
#include "law/record.h"

namespace casus::api {

// A value of an answer: its words, and the number if it is one.
struct Value {
  std::string text;
  std::optional<base::Decimal> number;

  friend bool operator==(const Value&, const Value&) = default;
};

class Wording {
 public:
  // Both must outlive it.
  Wording(const Workspace& workspace, const law::Record& record) : workspace_(&workspace), record_(&record) {}

  Value ValueOf(core::Value value, core::Kind kind) const;
  // A row of a predicate: "Lithuania controls Vilnius_Strip".
  std::string Phrase(law::PredicateId predicate, std::span<const core::Value> values) const;
  // A fact of the chronicle with its date as it is written.
  std::string Say(const law::Fact& fact) const;
  std::string When(const law::Fact& fact) const;

  // The fact that an occurrence is of, if the chronicle states it.
  const law::Fact* FactOf(core::Value occurrence) const;

 private:
  std::string Compound(core::Value compound) const;

  const Workspace* workspace_;
  const law::Record* record_;
};

// "13-questions.casus.md:41"
std::string Place(const Workspace& workspace, uint32_t document, lang::Extent extent);

// Text on one line: runs of white space become one space.
std::string OneLine(std::string_view text);

}  // namespace casus::api
