#include "lang/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::lang {
namespace {

constexpr size_t kBits = 64;

template <typename Map>
auto FindIn(const Map& map, base::Symbol name) -> std::optional<uint32_t> {
  const auto found = map.find(name);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

std::string JoinWords(const Predicate& predicate, bool with_slots, const base::SymbolTable& symbols) {
  std::string name;
  for (const DeclaredPart& part : predicate.pattern) {
    if (part.forms.empty() && !with_slots) continue;
    if (!name.empty()) name += '_';
    name += symbols.Name(part.forms.empty() ? part.variable : part.forms.front());
  }
  return name;
}

}  // namespace

void KindSet::Insert(KindId kind) {
  const auto bit = static_cast<size_t>(kind);
  if (words_.size() <= bit / kBits) words_.resize(bit / kBits + 1);
  words_[bit / kBits] |= uint64_t{1} << bit % kBits;
}

bool KindSet::Contains(KindId kind) const {
  const auto bit = static_cast<size_t>(kind);
  return bit / kBits < words_.size() && (words_[bit / kBits] >> bit % kBits & 1) != 0;
}

bool KindSet::Intersects(const KindSet& other) const {
  const size_t common = std::min(words_.size(), other.words_.size());
  for (size_t i = 0; i < common; ++i) {
    if ((words_[i] & other.words_[i]) != 0) return true;
  }
  return false;
}

void KindSet::IntersectWith(const KindSet& other) {
  words_.resize(std::min(words_.size(), other.words_.size()));
  for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  while (!words_.empty() && words_.back() == 0) words_.pop_back();
}

std::optional<KindId> Vocabulary::FindKind(base::Symbol name) const {
  const auto found = FindIn(kind_by_name_, name);
  return found ? std::optional(static_cast<KindId>(*found)) : std::nullopt;
}

std::optional<KindId> Vocabulary::FindKind(std::string_view name, const base::SymbolTable& symbols) const {
  const std::optional<base::Symbol> symbol = symbols.Find(name);
  return symbol ? FindKind(*symbol) : std::nullopt;
}

const Entity* Vocabulary::FindEntity(base::Symbol name) const {
  const auto found = FindIn(entity_by_name_, name);
  return found ? &entities_[*found] : nullptr;
}

std::optional<PredicateId> Vocabulary::FindPredicate(std::string_view machine_name,
                                                     const base::SymbolTable& symbols) const {
  const std::optional<base::Symbol> symbol = symbols.Find(machine_name);
  if (!symbol) return std::nullopt;
  const auto found = FindIn(predicate_by_name_, *symbol);
  return found ? std::optional(static_cast<PredicateId>(*found)) : std::nullopt;
}

bool Vocabulary::Is(const Entity& entity, KindId kind) const {
  return entity.kind == kNone<KindId> || IsA(entity.kind, kind) ||
         (entity.is_only_norm && norm_ && IsA(*norm_, kind));
}

bool Vocabulary::Is(const Entity& entity, std::string_view kind, const base::SymbolTable& symbols) const {
  const std::optional<KindId> found = FindKind(kind, symbols);
  return !found || Is(entity, *found);
}

std::string Vocabulary::Say(PredicateId id, std::span<const std::string> arguments,
                            const base::SymbolTable& symbols) const {
  const Predicate& said = predicate(id);
  CHECK(arguments.size() == said.slots.size())
      << symbols.Name(said.name) << " has " << said.slots.size() << " slots, not " << arguments.size();
  std::string text;
  size_t slot = 0;
  for (const DeclaredPart& part : said.pattern) {
    if (!text.empty()) text += ' ';
    text += part.forms.empty() ? std::string_view(arguments[slot++]) : symbols.Name(part.forms.front());
  }
  return text;
}

std::string Vocabulary::Say(PredicateId id, const base::SymbolTable& symbols) const {
  std::vector<std::string> slots;
  for (const DeclaredPart& part : predicate(id).pattern) {
    if (!part.forms.empty()) continue;
    slots.push_back(fmt::format("{{{}: {}}}", symbols.Name(part.variable), symbols.Name(part.kind.symbol)));
  }
  return Say(id, slots, symbols);
}

std::string Vocabulary::Say(const Type& type, const base::SymbolTable& symbols) const {
  switch (type.of) {
    case Type::Of::kUnknown:
      return "anything";
    case Type::Of::kEntity: {
      const std::string_view name = symbols.Name(kind(type.kind).name);
      return fmt::format(
          "{} {}", std::string_view("AEIOU").find(name.front()) == std::string_view::npos ? "a" : "an", name);
    }
    case Type::Of::kOccurrence:
      return "an occurrence of an event";
    case Type::Of::kNumber:
      return "a number";
    case Type::Of::kDate:
      return "a date";
    case Type::Of::kDuration:
      return "a duration";
    case Type::Of::kText:
      return "a text";
  }
  CHECK(false) << "type " << static_cast<int>(type.of);
  return {};
}

KindId Vocabulary::AddKind(Kind kind) {
  const auto id = static_cast<uint32_t>(kinds_.size());
  CHECK(kind_by_name_.emplace(kind.name, id).second) << "a kind is added twice";
  kinds_.push_back(std::move(kind));
  return static_cast<KindId>(id);
}

void Vocabulary::AddEntity(Entity entity) {
  const auto id = static_cast<uint32_t>(entities_.size());
  CHECK(entity_by_name_.emplace(entity.name, id).second) << "an entity is added twice";
  entities_.push_back(std::move(entity));
}

PredicateId Vocabulary::AddPredicate(Predicate predicate, base::SymbolTable& symbols) {
  const auto id = static_cast<uint32_t>(predicates_.size());
  predicate.name = symbols.Intern(JoinWords(predicate, false, symbols));
  if (!predicate_by_name_.emplace(predicate.name, id).second) {
    const std::string full = JoinWords(predicate, true, symbols);
    predicate.name = symbols.Intern(full);
    for (int number = 2; !predicate_by_name_.emplace(predicate.name, id).second; ++number) {
      predicate.name = symbols.Intern(fmt::format("{}_{}", full, number));
    }
  }
  predicates_.push_back(std::move(predicate));
  return static_cast<PredicateId>(id);
}

void Vocabulary::SetParents(KindId kind, std::vector<KindId> parents) {
  kinds_[static_cast<size_t>(kind)].parents = std::move(parents);
}

void Vocabulary::CloseKinds(std::optional<KindId> norm) {
  norm_ = norm;
  descendants_.assign(kinds_.size(), {});
  std::vector<KindId> open;
  for (size_t i = 0; i < kinds_.size(); ++i) {
    const auto kind = static_cast<KindId>(i);
    open.assign(1, kind);
    while (!open.empty()) {
      const auto ancestor = static_cast<size_t>(open.back());
      open.pop_back();
      if (descendants_[ancestor].Contains(kind)) continue;
      descendants_[ancestor].Insert(kind);
      open.insert(open.end(), kinds_[ancestor].parents.begin(), kinds_[ancestor].parents.end());
    }
  }
}

void Vocabulary::IndexPhrases() { phrases_ = PhraseIndex(predicates_); }

}  // namespace casus::lang
