#pragma once

// The worlds of a record: every way to settle what its chronicle leaves open.
//
//   Worlds worlds(record, record.law().rules);
//   for (size_t i = 0; i < worlds.count(); ++i) {
//     if (const std::optional<std::vector<CrispFact>> facts = worlds.Facts(i)) …     // none: no such world
//   }
//
// What is open are choices, each with finitely many outcomes:
//
//   when an event happens, a state begins or ends    one of the days of its window, or a day beyond the record if the date
//                                                    reaches there
//   whether a doubtful statement is true             yes, no
//   which of conflicting statements is true          as many as go together
//   the number in a range                            its least, its greatest
//
// The rows of a statement, what `A and B` distributes, and what follows with `then`, share their day. What is said to come after,
// before or at a distance from another day does so: otherwise it is no world, and neither is one in which a span would end before
// it begins. An end of a span within another stated span of the same row ends nothing.

#include <map>
#include <optional>
#include <vector>

#include "law/record.h"
#include "tests/reference/law_world.h"

namespace casus::reference {

class Worlds {
 public:
  // The facts of predicates that `rules` has not are left out.
  Worlds(const law::Record& record, const law::RuleBase& rules);

  size_t count() const;  // the product of all choices, at most kMany
  std::optional<std::vector<CrispFact>> Facts(size_t world) const;

  static constexpr size_t kMany = size_t{1} << 40;

 private:
  struct Source {
    uint32_t document, statement;
    friend auto operator<=>(const Source&, const Source&) = default;
  };
  // When something takes place: settled by a choice among days.
  struct Time {
    size_t choice = 0;
    core::Moment order = 0;  // within the day
  };
  struct OpenFact {
    CrispFact fact;
    std::optional<Time> begin, end;
    bool persists = false;  // of a state that goes on unless something ends it
    std::vector<std::pair<size_t, size_t>>
        present;  // choice, outcome: it is true only if all of these were chosen
  };

  // Where a day is written; the end of a span is the day after.
  struct Written {
    const lang::Document* text = nullptr;
    lang::DayId day = lang::kNone<lang::DayId>;
    base::Stamp shift = 0;
  };
  struct KnownTime {
    Source source;
    bool is_end;
    lang::StampRange days;
    Written written;
    size_t choice;
  };
  struct Order {
    size_t choice;
    base::Stamp shift;
    size_t base;
    lang::Anchor::Relation relation;
    std::optional<base::Duration> distance;
  };

  size_t AddChoice(size_t outcomes);
  size_t OutcomeOf(size_t choice, size_t world) const;
  Time AddTime(const law::Record& record, Source source, bool is_end, Written written, law::Window window,
               bool reaches_beyond);
  void AddOrder(const lang::Dossier& dossier, const KnownTime& time);
  bool IsInOrder(const Order& order, size_t world) const;
  void AddConflicts(const law::Chronicle& chronicle, const std::map<uint32_t, size_t>& number_of);

  core::Timeline line_;
  base::Grain grain_;
  base::Stamp last_;
  std::vector<size_t> outcomes_;                               // by choice
  std::vector<std::vector<std::optional<base::Stamp>>> days_;  // by choice of a day; none: beyond
  std::vector<KnownTime> known_times_;
  std::vector<Order> orders_;
  std::vector<OpenFact> facts_;
};

}  // namespace casus::reference
