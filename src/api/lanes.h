#pragma once

// What the makers of lanes share (timeline.h). Each maker adds the lanes of its subject to the book.
//
//   LaneBook book(workspace, record);
//   AddStates(book); AddNorms(book); AddEvents(book);
//   book.TakeLanes()

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/timeline.h"
#include "api/titles.h"
#include "api/wording.h"
#include "law/record.h"

namespace casus::api {

class LaneBook {
 public:
  // Both must outlive it.
  LaneBook(Workspace& workspace, law::Record& record)
      : workspace_(workspace), record_(record), titles_(workspace), wording_(workspace, record) {}

  Workspace& workspace() { return workspace_; }
  law::Record& record() { return record_; }
  const Titles& titles() const { return titles_; }
  const Wording& wording() const { return wording_; }

  // The lane of this id; a new one if there is none yet.
  Lane& Get(Lane::Group group, std::string_view id);
  Lane* Find(std::string_view id);

  // Lanes that show something, by group and then in the order in which they were made.
  std::vector<Lane> TakeLanes();

  // The declared phrase of a predicate; null for those that translation added.
  const lang::Predicate* PhraseOf(law::PredicateId id) const;
  // The part of the standard vocabulary that declares it, "std/territory", or the dossier's file.
  std::string_view Declares(const lang::Predicate& phrase) const;
  // The first word of its pattern, in its first form.
  std::string_view FirstWord(const lang::Predicate& phrase) const;
  bool Is(core::Value entity, std::string_view kind) const;
  std::string NameOf(core::Value entity) const;
  // The instrument of a provision, or nothing.
  const lang::Treaty* TreatyOf(core::Value provision) const;
  // The first value that is an actor, if it stands in the first slot.
  std::string PartyOf(law::PredicateId id, std::span<const core::Value> values) const;

 private:
  Workspace& workspace_;
  law::Record& record_;
  Titles titles_;
  Wording wording_;
  std::vector<Lane> lanes_;
  std::map<std::string, size_t, std::less<>> by_id_;
};

std::string InstrumentLane(const LaneBook& book, const lang::Treaty& treaty);

void AddStates(LaneBook& book);
void AddNorms(LaneBook& book);
void AddEvents(LaneBook& book);

}  // namespace casus::api
