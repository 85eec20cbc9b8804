#pragma once

// What an answer rests on: the sentences that the statements behind it cite, and what their texts leave open.
//
// An answer is argued for (law/explain.h), and the leaves of the argument cite. That nothing stood in the way
// of what holds is part of the argument, but its leaves are no evidence.
//
//   GroundsFinder finder(workspace, *record, question);
//   Grounds grounds = finder.Of(answer);     // grounds.evidence: source A, sentence 57, "…"
//   EvidenceOf(workspace, *record, entry)     // of one statement

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/question.h"
#include "api/workspace.h"
#include "law/explain.h"
#include "law/record.h"

namespace casus::api {

struct Evidence {
  std::string source;
  std::optional<int> sentence;  // its number, if the source is at hand and has the words in one sentence
  std::string quote;            // the words that are cited, or the locator
  bool is_locator = false;      // "page 12"

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Grounds {
  std::vector<Evidence> evidence;
  std::vector<std::string> open;  // the notes of `open "…"`
};

// The citations of a run of qualifiers; those of a statement (a row's own after those of its heading) and of
// its supports.
std::vector<Evidence> EvidenceOf(const Workspace& workspace, const lang::Document& document,
                                 lang::Run<lang::Qualifier> qualifiers);
std::vector<Evidence> EvidenceOf(const Workspace& workspace, const law::Record& record,
                                 const law::Entry& entry);

// Adds what is not there yet.
void Append(std::vector<Evidence>& evidence, std::vector<Evidence> more);

class GroundsFinder {
 public:
  // All must outlive it.
  GroundsFinder(const Workspace& workspace, law::Record& record, const PreparedQuestion& question)
      : workspace_(&workspace), record_(&record), question_(&question), explainer_(record) {}

  // What the answer rests on at the begin of each of its pieces.
  Grounds Of(const law::Answer& answer);

 private:
  void AddPiece(const law::Answer& answer, core::Moment moment, law::Layer layer, Grounds& grounds);
  void AddArgument(law::ArgumentId id, Grounds& grounds, std::set<law::ArgumentId>& seen) const;
  void AddOpen(const law::Origin& origin, std::vector<std::string>& open) const;

  const Workspace* workspace_;
  law::Record* record_;
  const PreparedQuestion* question_;
  law::Explainer explainer_;
};

}  // namespace casus::api
