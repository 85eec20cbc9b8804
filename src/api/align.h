#pragma once

// `casus align`: two accounts of one story side by side, sentence by sentence, and in what they differ.
//
//   base::Result<AlignReport> report = Align({"treaty.txt", bytes}, {"list.txt", other_bytes});
//   if (!report.ok()) …                          // one of them is no text
//   for (const text::Pair& pair : report->pairs) …
//
// ToJson gives the report to programs (docs/json.md), ToHtml (api/align_html.h) to readers and printers.

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/align.h"

namespace casus::api {

struct Document {
  std::string file;  // its name; the ending tells its form
  std::string bytes;
};

struct AlignedSentence {
  int paragraph = 0;
  std::vector<std::string> section;
  std::string text;
};

struct AlignedDocument {
  std::string file;
  std::string title;                       // the heading above all of it; empty: none
  std::vector<AlignedSentence> sentences;  // number 1 first

  // Its title; of a document without one the file's name without folders.
  std::string_view Headline() const;
  const AlignedSentence& Sentence(int id) const { return sentences[static_cast<size_t>(id - 1)]; }
};

// A note of b with the sentences that it supports.
struct AlignedNote {
  std::string mark;
  std::optional<int> b;       // none if b has not the sentence
  std::optional<int> before;  // then: the sentence of b that follows the note
  std::vector<int> a;         // empty: a tells nothing of the kind
};

struct AlignReport {
  static constexpr size_t kKinds = 6;

  AlignedDocument a, b;
  std::vector<text::Pair> pairs;        // in the order of a; see text/align.h
  std::array<size_t, kKinds> counts{};  // of pairs, by kind
  std::vector<AlignedNote> notes;       // all notes of b, in its order

  size_t Count(text::Pair::Kind kind) const { return counts[static_cast<size_t>(kind)]; }
};

std::string_view Name(text::Pair::Kind kind);              // "identical", …, "only-a", "only-b"
std::string_view Name(text::Difference::Kind kind);        // "number", "date", "name", "wording", …
std::string_view Name(text::Difference::Gravity gravity);  // "contradiction", "negation", …

// What a reader calls it: its kind, or "negation" if it turns a statement round.
std::string_view Label(const text::Difference& difference);

// The gravest difference of a pair; none if it has none.
std::optional<text::Difference::Gravity> GravityOf(const text::Pair& pair);

// The error names the document and says what it is, if it is no text. Near linear.
// With the names of a dossier (Workspace::KnownNames), besides those of the documents themselves.
base::Result<AlignReport> Align(Document a, Document b, std::vector<text::KnownName> names = {});

nlohmann::ordered_json ToJson(const AlignReport& report);

}  // namespace casus::api
