#pragma once

// What an answer rests on: the sentences that the statements behind it cite, and what their texts leave open.
//
//   GroundsFinder finder(workspace, *record, question);
//   Grounds grounds = finder.Of(answer);     // grounds.evidence: source A, sentence 57, "…"
//   EvidenceOf(workspace, *record, entry)     // of one statement

#include <optional>
#include <string>
#include <vector>

#include "api/question.h"
#include "api/workspace.h"
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

// The citations of a run of qualifiers; those of a statement (a row's own after those of its heading) and of its supports.
std::vector<Evidence> EvidenceOf(const Workspace& workspace, const lang::Document& document,
                                 lang::Run<lang::Qualifier> qualifiers);
std::vector<Evidence> EvidenceOf(const Workspace& workspace, const law::Record& record, const law::Entry& entry);

// Adds what is not there yet.
void Append(std::vector<Evidence>& evidence, std::vector<Evidence> more);

class GroundsFinder {
 public:
  // All must outlive it.
  GroundsFinder(const Workspace& workspace, const law::Record& record, const PreparedQuestion& question);

  Grounds Of(const law::Answer& answer) const;

 private:
  // A phrase of the question that is not denied, with the facts that agree with its constants.
  struct Pattern {
    law::PredicateId predicate{};
    std::vector<lang::TermId> terms;
    std::vector<uint32_t> facts;
  };

  void FindPatterns(lang::ConditionId condition);
  void FindFacts();
  bool Agrees(const Pattern& pattern, const law::Fact& fact, const law::Answer* answer) const;
  bool IsInTime(const law::Fact& fact, const law::Answer& answer) const;
  void AddOpen(base::Symbol provision, std::vector<std::string>& open) const;

  const Workspace* workspace_;
  const law::Record* record_;
  const PreparedQuestion* question_;
  std::vector<Pattern> patterns_;
};

}  // namespace casus::api
