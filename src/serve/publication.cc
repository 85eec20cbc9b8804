#include "serve/publication.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "api/json.h"
#include "api/timeline.h"
#include "api/whys.h"

namespace casus::serve {
namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kPlaceholder = "<!--casus-data-->";

std::string Dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// As application/x-www-form-urlencoded has it.
std::string Encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '*' || c == '-' || c == '.' || c == '_';
    if (is_plain) {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

class Publisher {
 public:
  Publisher(Page& page, const PublishOptions& options) : page_(page), options_(options) {}

  std::vector<PublishedFile> Publish(const PageAssets& assets) {
    const std::vector<std::string> lenses = page_.lenses();
    AddAnswer("record", {}, "data/record.js");
    AddAnswer("map", {}, "data/map.js");
    AddLens("", 0);
    for (size_t b = 1; b <= lenses.size(); ++b) {
      AddLens(lenses[b - 1], b);
      for (size_t a = 0; a < b; ++a) {
        AddAnswer("diff", {{"a", a == 0 ? std::string() : lenses[a - 1]}, {"b", lenses[b - 1]}},
                  fmt::format("data/diff-{}-{}.js", a, b));
      }
    }
    if (options_.with_sources) AddSources();
    AddIndex(assets);
    return std::move(files_);
  }

 private:
  void Add(const std::string& key, const std::string& path, std::string_view json) {
    paths_[key] = path;
    files_.push_back({path, fmt::format("casusData({},{});\n", Dump(key), json)});
  }

  void AddAnswer(std::string_view path, const Pairs& parameters, const std::string& file) {
    Parameters asked;
    for (const auto& [name, value] : parameters) asked.emplace(name, value);
    const Answer answer = page_.Get(path, asked);
    if (answer.status == 200) Add(KeyOf(path, parameters), file, answer.body);
  }

  void AddLens(const std::string& lens, size_t number) {
    const Pairs parameters = lens.empty() ? Pairs{} : Pairs{{"lens", lens}};
    const std::string suffix = lens.empty() ? std::string() : fmt::format("-{}", number);
    AddAnswer("timeline", parameters, fmt::format("data/timeline{}.js", suffix));
    AddAnswer("check", parameters, fmt::format("data/check{}.js", suffix));
    Add(KeyOf("why", parameters), fmt::format("data/why{}.js", suffix), Whys(lens));
  }

  // An argument for each bar, at the begin of each span, and for each mark, at the begin of its window.
  std::string Whys(const std::string& lens) {
    api::Workspace& workspace = page_.workspace();
    std::map<std::string, std::set<std::string>> asked;  // days, by question
    for (const api::Lane& lane : api::Timeline(workspace, lens).lanes) {
      for (const api::Bar& bar : lane.bars) {
        for (const api::Span& span : bar.spans) asked[bar.question].insert(span.from);
      }
      for (const api::Mark& mark : lane.marks) asked[mark.question].insert(mark.span.from);
    }
    Json whys = Json::object();
    for (const auto& [question, days] : asked) {
      std::vector<base::Stamp> stamps;
      for (const std::string& day : days) {
        stamps.push_back(api::ParseDate(workspace.dossier(), day)->last);
      }
      const std::vector<api::WhyReport> reports = api::WhyOnDays(workspace, question, lens, stamps);
      size_t number = 0;
      for (const std::string& day : days) {
        if (number == reports.size()) break;
        whys[fmt::format("{}|{}", question, day)] = api::ToJson(reports[number++], workspace.files());
      }
    }
    return Dump(whys);
  }

  void AddSources() {
    std::vector<std::string> ids;
    for (const api::LoadedSource& source : page_.workspace().sources()) {
      if (!source.at_hand) continue;
      ids.emplace_back(page_.workspace().symbols().Name(source.name));
    }
    for (size_t b = 0; b < ids.size(); ++b) {
      AddAnswer("source", {{"id", ids[b]}}, fmt::format("data/source-{}.js", b + 1));
      for (size_t a = 0; a < b; ++a) {
        AddAnswer("align", {{"a", ids[a]}, {"b", ids[b]}}, fmt::format("data/align-{}-{}.js", a + 1, b + 1));
      }
    }
  }

  void AddIndex(const PageAssets& assets) {
    files_.push_back({"data/files.js", fmt::format("window.casusPublished={};window.casusEarly=[];"
                                                   "window.casusData=function(key,data){{window.casusEarly."
                                                   "push([key,data])}};\n",
                                                   Dump({{"files", paths_}}))});
    for (const PublishedFile& asset : assets) {
      PublishedFile file = asset;
      const size_t at = file.path == "index.html" ? file.content.find(kPlaceholder) : std::string::npos;
      if (at != std::string::npos) {
        std::string tags;
        for (const char* script : {"files", "record", "timeline"}) {
          tags += fmt::format("<script defer src=\"data/{}.js\"></script>\n", script);
        }
        file.content.replace(at, kPlaceholder.size(), tags);
      }
      files_.push_back(std::move(file));
    }
  }

  Page& page_;
  const PublishOptions& options_;
  std::vector<PublishedFile> files_;
  Json paths_ = Json::object();
};

}  // namespace

std::string KeyOf(std::string_view path, const Pairs& parameters) {
  std::string key(path);
  char before = '?';
  for (const auto& [name, value] : parameters) {
    key += fmt::format("{}{}={}", before, Encode(name), Encode(value));
    before = '&';
  }
  return key;
}

std::vector<PublishedFile> Publish(Page& page, const PageAssets& assets, const PublishOptions& options) {
  return Publisher(page, options).Publish(assets);
}

}  // namespace casus::serve
