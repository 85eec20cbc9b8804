#include "api/titles.h"

#include <fmt/format.h>

#include <algorithm>

#include "law/values.h"

namespace casus::api {

std::string WithSpaces(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string ToReadable(base::Decimal number) {
  std::string digits = number.ToString();
  std::replace(digits.begin(), digits.end(), '_', ',');
  return digits;
}

std::string Titles::Of(base::Symbol name) const {
  const std::string_view text = workspace_->symbols().Name(name);
  const lang::Entity* entity = workspace_->dossier().vocabulary.FindEntity(name);
  if (entity != nullptr && !entity->title.empty()) return entity->title;
  for (const lang::Treaty& treaty : workspace_->dossier().treaties) {
    if (treaty.name == name && !treaty.declaration->title.empty()) return treaty.declaration->title;
  }
  return WithSpaces(text);
}

std::string Titles::OfValue(const law::Record& record, core::Value value, core::Kind kind) const {
  if (kind == core::Kind::kNumber) return ToReadable(base::Decimal::FromUnits(value));
  if (kind == core::Kind::kSymbol) return Of(law::ToSymbol(value));
  return record.Say(value, kind);
}

std::string Titles::Phrase(const law::Record& record, law::PredicateId predicate,
                           std::span<const core::Value> values, bool without_subject) const {
  const law::Predicate& info = record.law().rules.predicate(predicate);
  std::vector<std::string> arguments;
  for (size_t i = 0; i < info.schema.size(); ++i) {
    std::string argument = OfValue(record, values[i], info.schema[i]);
    if (info.slot_types[i].of == lang::Type::Of::kText) {
      argument = fmt::format("“{}”", workspace_->symbols().Name(law::ToSymbol(values[i])));
    }
    arguments.push_back(std::move(argument));
  }
  const lang::Predicate& phrase = workspace_->dossier().vocabulary.predicate(*info.phrase);
  const bool begins_with_slot = !phrase.pattern.empty() && phrase.pattern.front().forms.empty();
  if (without_subject && begins_with_slot && phrase.pattern.size() > 1) {
    arguments.front().clear();
    std::string said = workspace_->dossier().vocabulary.Say(*info.phrase, arguments, workspace_->symbols());
    said.erase(0, said.find_first_not_of(' '));
    return said;
  }
  return workspace_->dossier().vocabulary.Say(*info.phrase, arguments, workspace_->symbols());
}

}  // namespace casus::api
