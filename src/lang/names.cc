#include "lang/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "diag/nearest.h"

namespace casus::lang {
namespace {

constexpr auto kBuiltInKinds = std::to_array<std::pair<std::string_view, Type::Of>>({
    {"number", Type::Of::kNumber},
    {"date", Type::Of::kDate},
    {"duration", Type::Of::kDuration},
    {"text", Type::Of::kText},
    {"Event", Type::Of::kOccurrence},
});

std::optional<std::string> NearestOf(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::optional<std::string_view> nearest = diag::Nearest(name, candidates);
  return nearest ? std::optional(std::string(*nearest)) : std::nullopt;
}

}  // namespace

std::optional<Type::Of> FindBuiltInKind(std::string_view name) {
  for (const auto& [built_in, of] : kBuiltInKinds) {
    if (built_in == name) return of;
  }
  return std::nullopt;
}

std::optional<base::Symbol> Names::Qualified(base::Symbol name, const NameScope& scope) const {
  if (scope.treaty == nullptr) return std::nullopt;
  return symbols_.Find(fmt::format("{}.{}", symbols_.Name(scope.treaty->name), symbols_.Name(name)));
}

std::optional<base::Symbol> Names::Find(base::Symbol name, const NameScope& scope) const {
  if (const auto qualified = Qualified(name, scope)) {
    if (const auto found = Find(*qualified, {})) return found;
  }
  if (const Entity* entity = dossier_.vocabulary.FindEntity(name)) return entity->name;
  // `Treaty.IV.1`, where the norm goes by the name of its article.
  const auto label = dossier_.labels.find(name);
  if (label == dossier_.labels.end() || symbols_.Name(name).find('.') == std::string_view::npos)
    return std::nullopt;
  return ProvisionOf(label->second);
}

const LabelTarget* Names::FindReference(base::Symbol name, const NameScope& scope) const {
  if (const auto qualified = Qualified(name, scope)) {
    if (const LabelTarget* found = FindReference(*qualified, {})) return found;
  }
  const auto found = dossier_.labels.find(name);
  return found == dossier_.labels.end() ? nullptr : &found->second;
}

std::optional<base::Symbol> Names::ProvisionOf(const LabelTarget& target) const {
  switch (target.kind) {
    case LabelTarget::Kind::kTreaty:
      return dossier_.treaties[target.index].name;
    case LabelTarget::Kind::kArticle:
      return dossier_.treaties[target.index].articles[target.sub].name;
    case LabelTarget::Kind::kNorm:
      return dossier_.treaties[target.index].norms[target.sub].name;
    case LabelTarget::Kind::kStatement:
    case LabelTarget::Kind::kRow:
    case LabelTarget::Kind::kClause:
      break;
  }
  return std::nullopt;
}

void Names::AddProvisions(const NameScope& scope, std::vector<std::string_view>& candidates) const {
  if (scope.treaty == nullptr) return;
  const size_t prefix = symbols_.Name(scope.treaty->name).size() + 1;
  for (const ArticleEntry& article : scope.treaty->articles) {
    candidates.push_back(symbols_.Name(article.name).substr(prefix));
  }
}

std::optional<std::string> Names::NearestEntity(std::string_view name, const NameScope& scope) const {
  std::vector<std::string_view> candidates;
  AddProvisions(scope, candidates);
  for (const Entity& entity : dossier_.vocabulary.entities())
    candidates.push_back(symbols_.Name(entity.name));
  if (auto nearest = NearestOf(name, candidates)) return nearest;
  // A title or another name of it, as in the text: `USSR`.
  for (const Entity& entity : dossier_.vocabulary.entities()) {
    if (entity.title == name) return std::string(symbols_.Name(entity.name));
    for (const std::string& also : entity.also) {
      if (also == name) return std::string(symbols_.Name(entity.name));
    }
  }
  return std::nullopt;
}

std::optional<std::string> Names::NearestReference(std::string_view name, const NameScope& scope) const {
  std::vector<std::string_view> candidates;
  AddProvisions(scope, candidates);
  for (const auto& [label, target] : dossier_.labels) candidates.push_back(symbols_.Name(label));
  std::sort(candidates.begin(), candidates.end());
  return NearestOf(name, candidates);
}

std::optional<std::string> Names::NearestKind(std::string_view name) const {
  std::vector<std::string_view> candidates;
  for (const Kind& kind : dossier_.vocabulary.kinds()) candidates.push_back(symbols_.Name(kind.name));
  for (const auto& [built_in, of] : kBuiltInKinds) candidates.push_back(built_in);
  return NearestOf(name, candidates);
}

std::optional<std::string> Names::NearestSource(std::string_view name) const {
  std::vector<std::string_view> candidates;
  for (const Source& source : dossier_.sources) candidates.push_back(symbols_.Name(source.name));
  return NearestOf(name, candidates);
}

std::optional<std::string> Names::NearestLens(std::string_view name) const {
  std::vector<std::string_view> candidates;
  for (const auto& [lens, place] : dossier_.lenses) candidates.push_back(symbols_.Name(lens));
  std::sort(candidates.begin(), candidates.end());
  return NearestOf(name, candidates);
}

}  // namespace casus::lang
