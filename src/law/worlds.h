#pragma once

// Worlds: what may be true, decided.
//
//   const Worlds worlds(dossier, chronicle);
//   Chronicle crisp = chronicle;
//   if (worlds.Decide(crisp, std::vector<uint64_t>(worlds.uncertainties().size(), 0), worlds.All())) …     // the earliest world
//
// A dossier's uncertainties are variables: the day of a statement within its window, whether a doubtful statement is true, which of
// several rivals is (a conflict, a number known to a range). A world decides all of them, and agrees with what the text says of
// how they hang together:
//
//   one day         the facts of a statement, its rows, and what follows with `then`
//   one doubt       the facts of a statement or row that is called doubtful
//   `3 days after`  a day at a distance from an uncertain one is decided along with it
//   `after`         not on that day or before; `before` the other way round. Also of a day that is known itself: then it
//                   bounds the other
//   a span          ends after it has begun
//
// In one world the record is crisp. The layers of a record (lowering.h) bound all worlds at once and are almost always exact. A
// world is a witness: what holds in it is possible, what does not hold in it is not certain. Two extreme worlds, everything as
// early as possible and everything as late as possible, settle most questions; where they do not, all worlds that differ in what
// bears upon the question are gone through if there are at most kMaxWorlds of them, otherwise the answer is said to be bounded.

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "lang/dossier.h"
#include "law/chronicle.h"

namespace casus::law {

inline constexpr uint64_t kMaxWorlds = 4'096;
inline constexpr uint64_t kFewWorlds = 256;  // for who asks of much at once

// One uncertainty: the facts that it concerns, and how many values it may take.
struct Uncertainty {
  enum class Kind : uint8_t {
    kTime,      // when something begins or ends: days in their order, the last may be one beyond the record
    kPresence,  // of what one statement or row says that is called doubtful: there (0) or not (1)
    kChoice,    // of rivals: which of the facts is there
  };
  Kind kind = Kind::kTime;
  std::vector<uint32_t> facts;  // indices into FactTable::facts
  uint64_t values = 1;          // 1 of a day that is known, or decided along with another
};

// What a world makes of one uncertainty.
struct Decision {
  Uncertainty::Kind kind = Uncertainty::Kind::kTime;
  std::vector<uint32_t> facts;       // that it concerns; of rivals, the one that is there
  bool is_end = false;               // of kTime: the last day, not the first
  std::optional<base::Stamp> stamp;  // of kTime; none: beyond the record
  bool is_there = true;              // of kPresence
};

class Worlds {
 public:
  // The dossier must outlive it. O(n log n) in the facts.
  Worlds(const lang::Dossier& dossier, const Chronicle& chronicle);

  const std::vector<Uncertainty>& uncertainties() const { return uncertainties_; }
  std::vector<size_t> All() const;  // their numbers
  // The product of the values of some of them, at most kMaxWorlds + 1. Some of these may be no worlds: see Decide.
  uint64_t Count(std::span<const size_t> some) const;

  // With the uncertainties on which those of `some` (ascending) depend, and which depend on them: by the order of their days.
  std::vector<size_t> WithThoseTiedTo(std::vector<size_t> some) const;

  // What the world of these values makes of `some` that are open.
  std::vector<Decision> Decisions(const std::vector<uint64_t>& values, std::span<const size_t> some,
                                  base::Stamp last_stamp) const;

  // A value for each uncertainty, by which no span ends before it begins if that can be helped.
  std::vector<uint64_t> SpaciousValues() const;

  // Makes `chronicle`, a copy of the one that this was made of, that of the world in which uncertainty i takes values[i] (from
  // 0). What begins beyond the record is not in it. False if the text rules this world out. The order of days is held to
  // among the uncertainties of `considered` alone; what the others take should not matter then.
  bool Decide(Chronicle& chronicle, const std::vector<uint64_t>& values,
              std::span<const size_t> considered) const;

 private:
  // Where a day is stated: whatever shares it is decided together. Of what no statement says, the fact itself.
  static constexpr uint32_t kNoDocument = 0xFFFFFFFFu;
  struct Source {
    uint32_t document = kNoDocument, statement = 0;
    bool is_end = false;
    base::Stamp first = 0, last = 0;  // in the chronicle, cut at the end of the record
    friend auto operator<=>(const Source&, const Source&) = default;
  };
  // What the text says of a day by another one.
  struct Bound {
    size_t base = 0;  // index into uncertainties_
    lang::Anchor::Relation relation = lang::Anchor::Relation::kAfter;
    std::optional<base::Duration> distance;
  };
  struct Time {
    bool is_end = false;
    base::Stamp shift = 0;  // a state no longer holds so much later than the last day that is stated
    std::vector<lang::StampRange> stamps;  // ascending and disjoint
    bool may_lie_beyond = false;           // the record
    std::vector<core::Moment> order;       // by fact: how many moments into the stamp
    std::vector<Bound> bounds;
    std::optional<size_t> decided_by;  // index into bounds
  };
  using Day = std::optional<base::Stamp>;  // none: beyond the record

  bool HasAnchors(const Chronicle& chronicle, const Fact& fact, bool is_end) const;
  void Add(Uncertainty uncertainty);
  void AddTime(const Chronicle& chronicle, uint32_t index, bool is_end, std::map<Source, size_t>& of_source);
  void AddBounds(const Source& source, size_t uncertainty, const std::map<Source, size_t>& of_source);
  void Tie(size_t uncertainty);
  base::Stamp Step(base::Stamp from, const Bound& bound) const;
  Day Decided(size_t uncertainty, const std::vector<uint64_t>& values, base::Stamp last_stamp) const;
  bool Agrees(size_t uncertainty, const std::vector<Day>& days, base::Stamp last_stamp) const;

  const lang::Dossier* dossier_;
  std::vector<Uncertainty> uncertainties_;
  std::vector<Time> times_;  // by uncertainty; empty unless it is one of time
};

}  // namespace casus::law
