#include "api/wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "law/values.h"

namespace casus::api {

std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string Place(const Workspace& workspace, uint32_t document, lang::Extent extent) {
  const diag::FileId file = workspace.dossier().documents[document].file;
  return fmt::format("{}:{}", workspace.files().Path(file),
                     workspace.files().Locate(file, extent.begin).line);
}

Value Wording::ValueOf(core::Value value, core::Kind kind) const {
  if (kind == core::Kind::kNumber) {
    const base::Decimal number = base::Decimal::FromUnits(value);
    return {number.ToString(), number};
  }
  if (kind == core::Kind::kCompound) return {Compound(value), std::nullopt};
  return {record_->Say(value, kind), std::nullopt};
}

std::string Wording::Phrase(law::PredicateId predicate, std::span<const core::Value> values) const {
  const law::Predicate& info = record_->law().rules.predicate(predicate);
  std::vector<std::string> arguments;
  for (size_t i = 0; i < info.schema.size(); ++i) {
    std::string argument = ValueOf(values[i], info.schema[i]).text;
    if (info.slot_types[i].of == lang::Type::Of::kText) argument = fmt::format("\"{}\"", argument);
    arguments.push_back(std::move(argument));
  }
  return workspace_->dossier().vocabulary.Say(*info.phrase, arguments, workspace_->symbols());
}

const law::Fact* Wording::FactOf(core::Value occurrence) const {
  const law::Chronicle& chronicle = record_->chronicle();
  const std::vector<law::Fact>& facts = chronicle.facts.facts;
  // Facts are in the order of the statements that they are of.
  const core::Value head = record_->compounds().Head(occurrence);
  auto fact = std::lower_bound(facts.begin(), facts.end(), head, [](const law::Fact& one, core::Value value) {
    return law::OccurrenceOfStatement(one.statement) < value;
  });
  for (; fact != facts.end() && law::OccurrenceOfStatement(fact->statement) == head; ++fact) {
    const bool is_text = chronicle.entries[fact->statement].statement == law::Entry::kNoRow;
    if (!is_text && record_->law().rules.predicate(fact->predicate).is_event &&
        fact->occurrence == occurrence)
      return &*fact;
  }
  return nullptr;
}

std::string Wording::Compound(core::Value compound) const {
  if (const law::Fact* fact = FactOf(compound)) return Say(*fact);
  return record_->Say(compound, core::Kind::kCompound);
}

std::string Wording::Say(const law::Fact& fact) const {
  const law::Predicate& predicate = record_->law().rules.predicate(fact.predicate);
  const std::string when = When(fact);
  const std::span<const core::Value> row = record_->chronicle().facts.Row(fact, predicate.schema.size());
  return when.empty() ? Phrase(fact.predicate, row) : when + " " + Phrase(fact.predicate, row);
}

std::string Wording::When(const law::Fact& fact) const {
  const law::Entry& entry = record_->chronicle().entries[fact.statement];
  if (entry.statement == law::Entry::kNoRow) return {};
  const lang::Document& document = workspace_->dossier().documents[entry.document];
  const lang::When& when = document.statements[entry.statement].when;
  if (when.kind == lang::When::Kind::kAlways) return {};
  if (when.kind == lang::When::Kind::kThen) return record_->Say(fact.begin.first, core::Kind::kMoment);
  return OneLine(workspace_->files().Text(document.Place(when.extent)));
}

}  // namespace casus::api
