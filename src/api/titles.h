#pragma once

// Names and phrases as a page shows them: titles in place of names, numbers with commas.
//
//   Titles titles(workspace);
//   titles.Of(vilnius_strip)                  // "Transferred part of the Vilnius Region"
//   titles.Of(kaunas)                         // "Kaunas": its name, if it has no title
//   ToReadable(Decimal 50000)                 // "50,000"
//
// Unlike Wording, what is said here cannot be pasted into a question.

#include <string>
#include <string_view>

#include "api/workspace.h"
#include "base/decimal.h"
#include "law/record.h"

namespace casus::api {

class Titles {
 public:
  // It must outlive this.
  explicit Titles(const Workspace& workspace) : workspace_(&workspace) {}

  std::string Of(base::Symbol name) const;
  std::string OfValue(const law::Record& record, core::Value value, core::Kind kind) const;
  // A row of a predicate; without its first slot if `without_subject`: "demands 50,000 troops in Lithuania".
  std::string Phrase(const law::Record& record, law::PredicateId predicate,
                     std::span<const core::Value> values, bool without_subject = false) const;

 private:
  const Workspace* workspace_;
};

// "Vilnius Strip"
std::string WithSpaces(std::string_view name);
// "50,000", "7.5"
std::string ToReadable(base::Decimal number);

}  // namespace casus::api
