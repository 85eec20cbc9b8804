#include "serve/trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "api/diff.h"
#include "api/json.h"
#include "api/lens_lines.h"
#include "api/timeline.h"
#include "api/wording.h"

namespace casus::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostStruck = 100;

class TrialFiles {
 public:
  TrialFiles(std::vector<api::InputFile> files, const TrialRequest& request)
      : files_(std::move(files)), request_(request) {}

  // The dossier's files with labels where the request needs them, and the lens.
  std::vector<api::InputFile> Files(const api::Workspace& as_it_is) {
    std::string lens = fmt::format("lens {} \"What if\"\n", Trial::kLens);
    std::string indent = "  ";
    if (!request_.lens.empty()) {
      const std::string lines = api::LensLines(as_it_is, request_.lens);
      if (!lines.empty()) indent = lines.substr(0, lines.find_first_not_of(" \t"));
      lens += lines;
    }
    for (const std::string& struck : request_.strike) {
      lens += fmt::format("{}without {} and what follows\n", indent, LabelOf(as_it_is, struck));
    }
    if (request_.suppose.find_first_not_of(" \t\r\n") != std::string::npos) {
      lens += indent + "suppose\n";
      lines_before_ = static_cast<size_t>(std::count(lens.begin(), lens.end(), '\n'));
      columns_before_ = indent.size() + 2;
      size_t at = 0;
      while (at <= request_.suppose.size()) {
        const size_t end = std::min(request_.suppose.find('\n', at), request_.suppose.size());
        lens += fmt::format("{}  {}\n", indent, request_.suppose.substr(at, end - at));
        at = end + 1;
      }
    }
    files_.push_back({std::string(Trial::kFile), std::move(lens)});
    return std::move(files_);
  }

  size_t lines_before() const { return lines_before_; }
  size_t columns_before() const { return columns_before_; }

 private:
  std::string LabelOf(const api::Workspace& workspace, const std::string& struck) {
    const std::optional<base::Symbol> name = workspace.symbols().Find(struck);
    if (name && workspace.dossier().labels.contains(*name)) return struck;
    const std::string wanted = api::OneLine(struck);
    const lang::Dossier& dossier = workspace.dossier();
    for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
      const lang::Document& document = dossier.documents[i];
      for (const lang::Statement& statement : document.statements) {
        const std::string_view text = workspace.files().Text(document.Place(statement.extent));
        const std::string_view first_line = text.substr(0, text.find('\n'));
        if (api::OneLine(text) != wanted && api::OneLine(first_line) != wanted) continue;
        if (!statement.label.empty()) return std::string(workspace.symbols().Name(statement.label.symbol));
        return AddLabel(workspace, document, statement, first_line);
      }
    }
    return struck;  // the checker says that there is nothing of this name
  }

  std::string AddLabel(const api::Workspace& workspace, const lang::Document& document,
                       const lang::Statement& statement, std::string_view first_line) {
    std::string label = fmt::format("Struck_{}", ++labels_);
    for (api::InputFile& file : files_) {
      if (file.path != workspace.files().Path(document.file)) continue;
      // A comment may stand behind the statement.
      const lang::Extent phrase = document[statement.phrase].extent;
      size_t at = phrase.end > statement.extent.begin + first_line.size()
                      ? statement.extent.begin + first_line.size()
                      : phrase.end;
      for (const auto& [path, place, length] : added_) {
        if (path == file.path && place <= at) at += length;
      }
      const std::string text = fmt::format("  as {}", label);
      file.text.insert(at, text);
      added_.push_back({file.path, at, text.size()});
    }
    return label;
  }

  struct Added {
    std::string path;
    size_t at, length;
  };
  std::vector<api::InputFile> files_;
  const TrialRequest& request_;
  std::vector<Added> added_;
  int labels_ = 0;
  size_t lines_before_ = 0, columns_before_ = 0;
};

bool IsLine(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
}

}  // namespace

base::Result<TrialRequest> ReadTrial(std::string_view path, std::string_view body) {
  const Json json = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return base::Error{"the body is not a JSON object"};
  TrialRequest request;
  for (const auto& [key, value] : json.items()) {
    if (key == "lens" && (value.is_null() || value.is_string())) {
      if (value.is_string()) request.lens = value;
    } else if (key == "suppose" && (value.is_null() || value.is_string())) {
      if (value.is_string()) request.suppose = value;
    } else if (path == "why" && (key == "question" || key == "on") && value.is_string()) {
      (key == "question" ? request.question : request.on) = value;
    } else if (key == "strike" && value.is_array() && value.size() <= kMostStruck) {
      for (const Json& one : value) {
        if (!one.is_string() || !IsLine(one)) return base::Error{"`strike` takes texts of one line each"};
        request.strike.push_back(one);
      }
    } else {
      return base::Error{
          fmt::format("`{}` is not understood; a try has `lens` (a name or null), `strike` (at most {} "
                      "texts) and `suppose` (a text)",
                      key, kMostStruck)};
    }
  }
  if (path == "why" && request.question.empty()) return base::Error{"say what you ask: `question`"};
  return request;
}

Trial::Trial(const std::vector<api::InputFile>& files, const api::SourceLoader& load_source,
             const TrialRequest& request) {
  // Labels are found in the dossier as it is; sources matter only for what a sentence says, so they are left out.
  const api::SourceLoader none = [](std::string_view) { return std::nullopt; };
  const api::Workspace as_it_is(files, none);
  TrialFiles tried(files, request);
  workspace_ = std::make_unique<api::Workspace>(tried.Files(as_it_is), load_source);
  lines_before_ = tried.lines_before();
  columns_before_ = tried.columns_before();
}

namespace {

// In what is supposed, places are counted from its own beginning.
void CountFromWhatIsSupposed(Json& diagnostic, const Trial& trial) {
  Json& span = diagnostic["span"];
  if (!span.is_object() || span["file"].get<std::string>() != Trial::kFile ||
      span["begin"]["line"].get<size_t>() <= trial.lines_before()) {
    return;
  }
  for (const char* end : {"begin", "end"}) {
    span[end]["line"] = span[end]["line"].get<size_t>() - trial.lines_before();
    const auto column = span[end]["column"].get<size_t>();
    span[end]["column"] = column > trial.columns_before() ? column - trial.columns_before() : 1;
  }
}

}  // namespace

Json RunTrial(const std::vector<api::InputFile>& files, const api::SourceLoader& load_source,
              const TrialRequest& request) {
  Trial trial(files, load_source, request);
  api::Workspace& workspace = trial.workspace();
  const api::TimelineReport timeline = api::Timeline(workspace, Trial::kLens);
  const api::DiffReport diff = api::Diff(workspace, request.lens, Trial::kLens);
  Json diagnostics = Json::array();
  for (Json& diagnostic : api::ToJson(workspace.report(), workspace.files())) {
    CountFromWhatIsSupposed(diagnostic, trial);
    if (diagnostic["severity"] == "error") diagnostics.push_back(std::move(diagnostic));
  }
  Json json = {{"version", api::kJsonVersion}};
  json["timeline"] = timeline.evaluated ? api::ToJson(timeline, workspace.files()) : Json(nullptr);
  json["diff"] = diff.evaluated ? api::ToJson(diff, workspace.files()) : Json(nullptr);
  json["diagnostics"] = std::move(diagnostics);
  return json;
}

}  // namespace casus::serve
