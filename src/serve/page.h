#pragma once

// A dossier as the page sees it: one function from a request to JSON (docs/json.md, docs/openapi.json).
//
//   Page page({.name = "vilnius-1939", .files = …, .load_source = …});
//   Answer answer = page.Get("timeline", {{"lens", "Refusal"}});       // answer.status == 200, answer.body
//   Answer answer = page.Try(R"({"strike": ["Signing"]})");
//
// The server answers requests with it, and the publisher writes the same answers to files. A page never changes: when files do, there
// is a new one. Safe for several threads: one question is worked on at a time, and who would wait for it too long is told to come back;
// answers are kept as long as there is room, and given without waiting.

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/workspace.h"

namespace casus::serve {

using Parameters = std::map<std::string, std::string, std::less<>>;

struct Answer {
  int status = 200;
  std::string body;  // JSON
};

// {"version":1,"error":{"code":…,"message":…}}
Answer Error(int status, std::string_view code, std::string_view message);

struct PageInput {
  std::string name;                   // of the dossier
  std::vector<api::InputFile> files;  // paths are relative to the dossier's folder
  std::vector<api::InputFile> geojson;
  api::SourceLoader load_source;
};

class Page {
 public:
  // Questions and supposed text may have this many bytes.
  static constexpr size_t kMaxQuestionBytes = 4'000;
  static constexpr size_t kMostPairs = 300'000;  // that one question may make: about half a second of work
  static constexpr size_t kMaxTryBytes = 64'000;

  explicit Page(PageInput input);

  const std::string& revision() const { return revision_; }
  bool IsBroken() const { return is_broken_; }

  // `path` is "record", "timeline", "map", "ask", "why", "diff", "check", "source" or "align"; any other is an error 404.
  Answer Get(std::string_view path, const Parameters& parameters);
  // What would be if statements were struck or supposed: of `try` a timeline and what differs, of `why` the argument for an answer.
  Answer Try(std::string_view path, std::string_view body);

  // The diagnostics of its files, as JSON.
  std::string Diagnostics();

  // Not safe while others ask.
  api::Workspace& workspace() { return workspace_; }
  std::vector<std::string> lenses() const;  // in the order of the text

 private:
  static constexpr size_t kMaxKeptBytes = 64 << 20;
  static constexpr std::chrono::seconds kMaxWait{10};

  std::optional<Answer> Kept(const std::string& key);
  void Keep(std::string key, const Answer& answer);
  Answer Compute(std::string_view path, const Parameters& parameters);
  Answer Record();
  Answer Timeline(const Parameters& parameters);
  Answer Map();
  Answer Ask(const Parameters& parameters);
  Answer Why(const Parameters& parameters);
  Answer Diff(const Parameters& parameters);
  Answer Check(const Parameters& parameters);
  Answer Source(const Parameters& parameters);
  Answer Align(const Parameters& parameters);

  PageInput input_;
  std::string revision_;
  std::timed_mutex working_;  // of the workspace
  api::Workspace workspace_;
  bool is_broken_ = false;
  std::mutex keeping_;  // of all below
  std::map<std::string, Answer, std::less<>> kept_;
  size_t kept_bytes_ = 0;
};

}  // namespace casus::serve
