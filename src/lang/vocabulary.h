#pragma once

// What a dossier speaks of: its kinds, its entities, and the phrases that are its only predicates.
//
//   const Entity* vilnius = vocabulary.FindEntity(symbol);
//   vocabulary.Is(*vilnius, *vocabulary.FindKind(territory));
//   vocabulary.predicate(phrase.predicate).name            // cedes_to
//
// Made by the resolver from all documents (the standard vocabulary first), read by the checker and by `law`.
// The constructing functions are the resolver's; after it, a vocabulary does not change. Finding takes O(1).

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"
#include "lang/phrases.h"

namespace casus::lang {

enum class KindId : uint32_t {};

// Where a declaration stands: a document of the dossier and a place in it.
struct Origin {
  uint32_t document = 0;
  Extent extent;
};

struct Kind {
  base::Symbol name = kNoSymbol;
  std::vector<KindId> parents;
  Origin origin;
};

// A set of kinds.
class KindSet {
 public:
  void Insert(KindId kind);
  bool Contains(KindId kind) const;
  bool Intersects(const KindSet& other) const;
  void IntersectWith(const KindSet& other);

  friend bool operator==(const KindSet&, const KindSet&) = default;

 private:
  boost::container::small_vector<uint64_t, 2> words_;  // the last one is not 0
};

// What a slot takes, and what a term is.
struct Type {
  enum class Of : uint8_t { kUnknown, kEntity, kOccurrence, kNumber, kDate, kDuration, kText };
  Of of = Of::kUnknown;  // kUnknown: already diagnosed, or not determined; goes with everything
  KindId kind{};         // kEntity: anything of this kind

  friend bool operator==(const Type&, const Type&) = default;
};

struct Entity {
  base::Symbol name = kNoSymbol;
  KindId kind = kNone<KindId>;  // kNone: already diagnosed; it goes with everything
  std::string title;            // empty: the name with spaces
  std::vector<std::string> also;
  std::optional<EntityDeclaration::Position> position;
  bool is_only_norm = false;  // an article that stands for its only norm, so that it is a Norm, too
  Origin origin;
};

struct Slot {
  base::Symbol variable = kNoSymbol;
  Type type;
};

// A clause of a predicate, from its declaration or from a rule elsewhere. `head` gives, for each slot, the
// term that stands there in the rule's own phrase (a variable, or a name that restricts the rule); for a
// declaration's own clauses it is empty, and the variables are those of the slots.
struct ClauseRef {
  uint32_t document = 0;
  const Clause* clause = nullptr;
  std::span<const TermId> head;
};

// The name is made of the pattern's words, each in its first form: `cedes_to`. Where an earlier predicate has
// that name already, the slots' variables stand in it, too (`who_demands_pact_from_whom`), and a number if
// that is taken as well.
struct Predicate {
  base::Symbol name = kNoSymbol;
  bool is_event = false;
  std::vector<DeclaredPart> pattern;
  std::vector<Slot> slots;
  std::vector<ClauseRef> begins, ends, holds, happens;  // begins when, ends when, while, happens when
  std::optional<std::vector<int>> key;                  // one … per …: the key slots
  std::optional<int> reaches_parts;                     // the slot
  bool reflexive = false, transitive = false, tacit = false, primitive = false, verdict = false;
  Origin origin;

  bool derived() const { return !holds.empty() || primitive; }  // a state that is not inertial
};

class Vocabulary {
 public:
  std::span<const Kind> kinds() const { return kinds_; }
  std::span<const Entity> entities() const { return entities_; }
  std::span<const Predicate> predicates() const { return predicates_; }
  const Kind& kind(KindId id) const { return kinds_[static_cast<size_t>(id)]; }
  const Predicate& predicate(PredicateId id) const { return predicates_[static_cast<size_t>(id)]; }
  const PhraseIndex& phrases() const { return phrases_; }

  std::optional<KindId> FindKind(base::Symbol name) const;
  std::optional<KindId> FindKind(std::string_view name, const base::SymbolTable&) const;
  const Entity* FindEntity(base::Symbol name) const;
  std::optional<PredicateId> FindPredicate(std::string_view machine_name, const base::SymbolTable&) const;

  bool IsA(KindId kind, KindId ancestor) const {
    return descendants_[static_cast<size_t>(ancestor)].Contains(kind);
  }
  // Whether the entity is of the kind, or is an article that stands for its only norm, and norms are of the
  // kind.
  bool Is(const Entity& entity, KindId kind) const;
  // The same by name; true of everything where no such kind is declared.
  bool Is(const Entity& entity, std::string_view kind, const base::SymbolTable&) const;
  // The kind and those below it.
  const KindSet& Descendants(KindId kind) const { return descendants_[static_cast<size_t>(kind)]; }

  // The predicate with its slots filled, for people: "Lithuania signs Mutual_Assistance_Treaty". Requires one
  // argument for each slot.
  std::string Say(PredicateId id, std::span<const std::string> arguments, const base::SymbolTable&) const;
  // As it is declared: "{who: Party} signs {pact: Instrument}".
  std::string Say(PredicateId id, const base::SymbolTable&) const;
  // "a State", "a number", "an occurrence".
  std::string Say(const Type& type, const base::SymbolTable&) const;

  // --- Construction: kinds, then what their hierarchy implies, then entities and predicates, then the index.
  // ---

  // These require a name that is not taken.
  KindId AddKind(Kind kind);
  void AddEntity(Entity entity);
  // Gives the predicate its name.
  PredicateId AddPredicate(Predicate predicate, base::SymbolTable& symbols);

  void SetParents(KindId kind, std::vector<KindId> parents);
  // To be called when all kinds have their parents. `norm` is the kind of what an article with `is_only_norm`
  // is as well.
  void CloseKinds(std::optional<KindId> norm);
  void IndexPhrases();
  Predicate& Mutable(PredicateId id) { return predicates_[static_cast<size_t>(id)]; }

 private:
  std::vector<Kind> kinds_;
  std::vector<KindSet> descendants_;  // by kind, itself included
  std::optional<KindId> norm_;
  std::vector<Entity> entities_;
  std::vector<Predicate> predicates_;
  boost::unordered_flat_map<base::Symbol, uint32_t> kind_by_name_, entity_by_name_, predicate_by_name_;
  PhraseIndex phrases_;
};

}  // namespace casus::lang
