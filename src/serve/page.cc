#include "serve/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/align.h"
#include "api/ask.h"
#include "api/check.h"
#include "api/cover.h"
#include "api/diff.h"
#include "api/json.h"
#include "api/page_record.h"
#include "api/read.h"
#include "api/territories.h"
#include "api/timeline.h"
#include "api/why.h"
#include "serve/trial.h"
#include "text/reading.h"

namespace casus::serve {
namespace {

using Json = nlohmann::ordered_json;

// Words of a dossier that are no UTF-8 are diagnosed elsewhere; here they must not stop the answer.
Answer Fine(const Json& json) { return {200, json.dump(-1, ' ', false, Json::error_handler_t::replace)}; }

std::string Get(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string() : found->second;
}

// What each path takes; a parameter that it does not take is an error, since it is likely misspelt.
const std::map<std::string_view, std::vector<std::string_view>> kTakes = {
    {"record", {}},
    {"timeline", {"lens"}},
    {"map", {}},
    {"ask", {"question", "on", "from", "through", "lens"}},
    {"why", {"question", "on", "lens"}},
    {"diff", {"a", "b"}},
    {"check", {"lens"}},
    {"source", {"id"}},
    {"align", {"a", "b"}}};

// Reads a date within the horizon; an error if it is none.
std::optional<Answer> ReadDay(const api::Workspace& workspace, const Parameters& parameters,
                              std::string_view name, bool last, std::optional<base::Stamp>& stamp) {
  const std::string text = Get(parameters, name);
  if (text.empty()) return std::nullopt;
  const lang::Dossier& dossier = workspace.dossier();
  const base::Result<lang::StampRange> range = api::ParseDate(dossier, text);
  if (!range.ok()) return Error(400, "bad-date", range.error().message);
  stamp = last ? range->last : range->first;
  if (*stamp < dossier.first || *stamp > dossier.last) {
    return Error(400, "outside-horizon",
                 fmt::format("{} is outside of the dossier's horizon, {} through {}", text,
                             base::ToString(dossier.first, dossier.grain),
                             base::ToString(dossier.last, dossier.grain)));
  }
  return std::nullopt;
}

}  // namespace

Answer Error(int status, std::string_view code, std::string_view message) {
  const Json json = {{"version", api::kJsonVersion}, {"error", {{"code", code}, {"message", message}}}};
  return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Page::Page(PageInput input)
    : input_(std::move(input)),
      revision_(api::RevisionOf(input_.files, input_.geojson)),
      workspace_(input_.files, input_.load_source),
      is_broken_(workspace_.RecordUnder("") == nullptr) {}

std::vector<std::string> Page::lenses() const {
  std::vector<std::string> names;
  const lang::Dossier& dossier = workspace_.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    for (const lang::LensDeclaration& lens : dossier.documents[i].lenses) {
      names.emplace_back(workspace_.symbols().Name(lens.name.symbol));
    }
  }
  return names;
}

std::string Page::Diagnostics() {
  const std::lock_guard lock(working_);
  return api::ToJson(workspace_.report(), workspace_.files())
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Answer Page::Get(std::string_view path, const Parameters& parameters) {
  const auto takes = kTakes.find(path);
  if (takes == kTakes.end()) return Error(404, "not-found", "there is nothing here; see docs/openapi.json");
  std::string key(path);
  for (const auto& [name, value] : parameters) {
    if (std::find(takes->second.begin(), takes->second.end(), name) == takes->second.end()) {
      return Error(400, "unknown-parameter", fmt::format("{} takes no parameter `{}`", path, name));
    }
    if (value.size() > kMaxQuestionBytes) {
      return Error(413, "too-long", fmt::format("`{}` may have {} bytes", name, kMaxQuestionBytes));
    }
    if (value.find('\0') != std::string::npos) {
      return Error(400, "bad-text",
                   fmt::format("`{}` has a character of the value zero in it, which no text has", name));
    }
    key += fmt::format("\n{}={}", name, value);
  }
  if (const std::optional<Answer> kept = Kept(key)) return *kept;
  const std::unique_lock lock(working_, kMaxWait);
  if (!lock.owns_lock())
    return Error(503, "busy", "another question is being worked on; ask again in a moment");
  if (const std::optional<Answer> kept = Kept(key)) return *kept;
  for (const std::string_view name : {"lens", "a", "b"}) {
    const std::string lens = serve::Get(parameters, name);
    if (path != "align" && !lens.empty() && !workspace_.HasLens(lens)) {
      return Error(404, "no-such-lens", fmt::format("this dossier has no lens `{}`", lens));
    }
  }
  const Answer answer = Compute(path, parameters);
  Keep(std::move(key), answer);
  return answer;
}

std::optional<Answer> Page::Kept(const std::string& key) {
  const std::lock_guard lock(keeping_);
  const auto found = kept_.find(key);
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

void Page::Keep(std::string key, const Answer& answer) {
  const size_t bytes = key.size() + answer.body.size();
  const std::lock_guard lock(keeping_);
  if (kept_bytes_ + bytes > kMaxKeptBytes) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += bytes;
  kept_.emplace(std::move(key), answer);
}

Answer Page::Compute(std::string_view path, const Parameters& parameters) {
  if (path == "record") return Record();
  if (path == "timeline") return Timeline(parameters);
  if (path == "map") return Map();
  if (path == "ask") return Ask(parameters);
  if (path == "why") return Why(parameters);
  if (path == "diff") return Diff(parameters);
  if (path == "check") return Check(parameters);
  if (path == "source") return Source(parameters);
  return Align(parameters);
}

Answer Page::Record() {
  return Fine(api::PageRecord(workspace_, {.name = input_.name, .revision = revision_}));
}

Answer Page::Timeline(const Parameters& parameters) {
  return Fine(api::ToJson(api::Timeline(workspace_, serve::Get(parameters, "lens")), workspace_.files()));
}

Answer Page::Map() { return Fine(api::ToJson(api::MapOf(workspace_, input_.geojson), workspace_)); }

Answer Page::Ask(const Parameters& parameters) {
  const std::string question = serve::Get(parameters, "question");
  if (question.empty()) return Error(400, "no-question", "say what you ask: question=…");
  api::AskOptions options{.lens = serve::Get(parameters, "lens"), .most_pairs = kMostPairs};
  for (auto fault : {ReadDay(workspace_, parameters, "on", true, options.on),
                     ReadDay(workspace_, parameters, "from", false, options.from),
                     ReadDay(workspace_, parameters, "through", true, options.through)}) {
    if (fault) return *fault;
  }
  if (options.on && (options.from || options.through)) {
    return Error(400, "bad-date", "on asks for one moment; from and through ask for a span");
  }
  const api::AskReport report = api::Ask(workspace_, question, options);
  if (report.is_too_large) return Error(413, "too-large", api::kTooLarge);
  return Fine(api::ToJson(report, workspace_.files()));
}

Answer Page::Why(const Parameters& parameters) {
  const std::string question = serve::Get(parameters, "question");
  if (question.empty()) return Error(400, "no-question", "say what you ask: question=…");
  api::WhyOptions options{.lens = serve::Get(parameters, "lens")};
  if (const auto fault = ReadDay(workspace_, parameters, "on", true, options.on)) return *fault;
  const api::WhyReport report = api::Why(workspace_, question, options);
  if (report.is_too_large) return Error(413, "too-large", api::kTooLarge);
  return Fine(api::ToJson(report, workspace_.files()));
}

Answer Page::Diff(const Parameters& parameters) {
  return Fine(api::ToJson(api::Diff(workspace_, serve::Get(parameters, "a"), serve::Get(parameters, "b")),
                          workspace_.files()));
}

Answer Page::Check(const Parameters& parameters) {
  return Fine(
      api::ToJson(api::Check(workspace_, {.lens = serve::Get(parameters, "lens")}), workspace_.files()));
}

namespace {

// The text of a source that the dossier declares; an error if there is none.
struct SourceText {
  std::string file, bytes;
};

std::optional<Answer> FindSource(const api::Workspace& workspace, const api::SourceLoader& load,
                                 const std::string& id, SourceText& text) {
  const std::optional<base::Symbol> name = workspace.symbols().Find(id);
  const api::LoadedSource* source = name ? workspace.FindSource(*name) : nullptr;
  if (source == nullptr)
    return Error(404, "no-such-source", fmt::format("this dossier has no source `{}`", id));
  std::optional<std::string> bytes;
  if (source->at_hand) bytes = load(source->file);
  if (!bytes) return Error(404, "not-at-hand", fmt::format("the text of source {} is not at hand", id));
  text = {source->file, *std::move(bytes)};
  return std::nullopt;
}

}  // namespace

Answer Page::Source(const Parameters& parameters) {
  const std::string id = serve::Get(parameters, "id");
  SourceText text;
  if (const auto fault = FindSource(workspace_, input_.load_source, id, text)) return *fault;
  text::ReadOptions options;
  options.file_name = text.file;
  options.names = workspace_.KnownNames();
  const base::Result<text::Reading> reading = text::Read(std::move(text.bytes), options);
  if (!reading.ok()) return Error(404, "unreadable", reading.error().message);
  Json json = api::ToJson(*reading, text.file);
  Json cited = Json::object();
  const api::CoverReport cover = api::Cover(workspace_);
  for (const api::SourceCover& source : cover.sources) {
    if (source.source != id) continue;
    for (const api::CoverItem& item : source.items) {
      if (item.by.empty()) continue;
      Json& by = cited[std::to_string(item.sentence)] = Json::array();
      for (const api::Citer& citer : item.by) {
        by.push_back({{"statement", citer.statement}, {"file", citer.file}, {"line", citer.line}});
      }
    }
  }
  json["cited"] = std::move(cited);
  return Fine(json);
}

Answer Page::Align(const Parameters& parameters) {
  SourceText a, b;
  if (const auto fault = FindSource(workspace_, input_.load_source, serve::Get(parameters, "a"), a))
    return *fault;
  if (const auto fault = FindSource(workspace_, input_.load_source, serve::Get(parameters, "b"), b))
    return *fault;
  const base::Result<api::AlignReport> report =
      api::Align({a.file, std::move(a.bytes)}, {b.file, std::move(b.bytes)});
  if (!report.ok()) return Error(404, "unreadable", report.error().message);
  return Fine(api::ToJson(*report));
}

Answer Page::Try(std::string_view path, std::string_view body) {
  if (body.size() > kMaxTryBytes) {
    return Error(413, "too-long", fmt::format("a try may have {} bytes", kMaxTryBytes));
  }
  const base::Result<TrialRequest> request = ReadTrial(path, body);
  if (!request.ok()) return Error(400, "bad-request", request.error().message);
  if (!request->lens.empty()) {
    const std::lock_guard lock(working_);
    if (!workspace_.HasLens(request->lens)) {
      return Error(404, "no-such-lens", fmt::format("this dossier has no lens `{}`", request->lens));
    }
  }
  // A workspace of its own: neither the page nor another try waits for it.
  if (path == "try") return Fine(RunTrial(input_.files, input_.load_source, *request));
  Trial trial(input_.files, input_.load_source, *request);
  api::WhyOptions options{.lens = std::string(Trial::kLens)};
  if (const auto fault = ReadDay(trial.workspace(), {{"on", request->on}}, "on", true, options.on))
    return *fault;
  const api::WhyReport report = api::Why(trial.workspace(), request->question, options);
  if (report.is_too_large) return Error(413, "too-large", api::kTooLarge);
  return Fine(api::ToJson(report, trial.workspace().files()));
}

}  // namespace casus::serve
