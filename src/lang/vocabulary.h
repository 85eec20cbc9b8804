// What a dossier speaks of: its kinds, its entities, and the phrases that are its only predicates.
//
// Made by the resolver from all documents (the standard vocabulary first), read by the checker and by `law`.
#ifndef CASUS_LANG_VOCABULARY_H_
#define CASUS_LANG_VOCABULARY_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"

namespace casus::lang {

enum class KindId : std::uint32_t {};

// Where a declaration stands: a document of the dossier and a place in it.
struct Origin {
  std::uint32_t document = 0;
  Extent extent;
};

struct Kind {
  base::Symbol name{};
  std::vector<KindId> parents;
  Origin origin;
};

// What a slot takes, and what a variable ranges over.
struct Type {
  enum class Of : std::uint8_t { kUnknown, kEntity, kOccurrence, kNumber, kDate, kDuration, kText };
  Of of = Of::kUnknown;
  KindId kind{};  // kEntity: anything of this kind
};

struct Entity {
  base::Symbol name{};
  KindId kind{};
  std::string title;               // empty: the name with spaces
  std::vector<std::string> also;
  std::optional<EntityDeclaration::Position> position;
  Origin origin;
};

struct Slot {
  base::Symbol variable{};
  Type type;
};

// A clause of a predicate, from its declaration or from a rule elsewhere. `head` gives, for each slot, the term that stands
// there in the rule's own phrase (a variable, or a name that restricts the rule); for a declaration's own clauses it is
// empty, and the variables are those of the slots.
struct ClauseRef {
  std::uint32_t document = 0;
  const Clause* clause = nullptr;
  std::span<const TermId> head;
};

struct Predicate {
  base::Symbol name{};             // the machine name: its words' first forms, `cedes_to`
  bool is_event = false;
  std::vector<DeclaredPart> pattern;
  std::vector<Slot> slots;
  std::vector<ClauseRef> begins, ends, holds, happens;  // begins when, ends when, while, happens when
  std::optional<std::vector<int>> key;  // one … per …: the key slots
  std::optional<int> reaches_parts;     // the slot
  bool reflexive = false, transitive = false, primitive = false, verdict = false;
  Origin origin;
  bool derived() const { return !holds.empty() || primitive; }  // a state that is not inertial
};

class Vocabulary {
 public:
  std::span<const Kind> kinds() const { return kinds_; }
  std::span<const Entity> entities() const { return entities_; }
  std::span<const Predicate> predicates() const { return predicates_; }
  const Predicate& predicate(PredicateId id) const { return predicates_[static_cast<std::size_t>(id)]; }
  const Kind& kind(KindId id) const { return kinds_[static_cast<std::size_t>(id)]; }

  std::optional<KindId> FindKind(base::Symbol name) const;
  const Entity* FindEntity(base::Symbol name) const;           // O(1)
  std::optional<PredicateId> FindPredicate(std::string_view machine_name, const base::SymbolTable&) const;
  bool IsA(KindId kind, KindId ancestor) const;                 // reflexive; O(1) after resolution

  // The phrase with its slots filled by `arguments`, for people: "Lithuania signs Mutual_Assistance_Treaty".
  std::string Say(PredicateId, std::span<const std::string> arguments, const base::SymbolTable&) const;

 private:
  friend class Resolver;
  std::vector<Kind> kinds_;
  std::vector<Entity> entities_;
  std::vector<Predicate> predicates_;
};

}  // namespace casus::lang

#endif  // CASUS_LANG_VOCABULARY_H_
