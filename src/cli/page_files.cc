#include "cli/page_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "cli/input.h"

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAssets[] = {"index.html", "casus.js", "casus.css", "base-map.js"};

// The dossier's folder; of a single file the one that it lies in.
fs::path FolderOf(const std::string& dossier) {
  std::error_code failure;
  const fs::path path(dossier);
  return fs::is_directory(path, failure) ? path : path.parent_path();
}

std::string NameOf(const std::string& dossier) {
  std::error_code failure;
  fs::path path = fs::weakly_canonical(dossier, failure);
  if (failure) path = dossier;
  std::string name = path.filename().string();
  return name.substr(0, name.find(".casus"));
}

// The *.geojson files beside the dossier's files, by name.
std::vector<fs::path> FindGeojson(const std::string& dossier) {
  std::vector<fs::path> found;
  std::error_code failure;
  const fs::path folder = FolderOf(dossier);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.empty() ? "." : folder, failure)) {
    if (entry.path().extension() == ".geojson" && entry.is_regular_file(failure))
      found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

base::Error OutsideOf(const std::string& path) {
  return base::Error{
      fmt::format("{} is a link to a file outside of the dossier, which is not shown to others", path)};
}

bool StaysWithin(std::string_view file_name) {
  const fs::path path(file_name);
  return !path.is_absolute() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

std::vector<fs::path> PlacesOfThePage() {
  std::vector<fs::path> places;
  if (const char* environment = std::getenv("CASUS_WEB")) places.emplace_back(environment);
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  if (!failure) {
    const fs::path folder = program.parent_path();
    places.push_back(folder / "web");
    places.push_back(folder.parent_path() / "share" / "casus" / "web");
    places.push_back(folder.parent_path().parent_path() / "share" / "casus" / "web");  // of libexec/casus
  }
  places.emplace_back(CASUS_WEB_BUILT);
  return places;
}

}  // namespace

base::Result<serve::PageInput> ReadPageInput(const std::string& dossier, const std::string& sources) {
  base::Result<std::vector<api::InputFile>> files = ReadDossier(dossier);
  if (!files.ok()) return files.error();
  serve::PageInput input;
  input.name = NameOf(dossier);
  input.files = *std::move(files);
  const fs::path folder = FolderOf(dossier);
  auto shorten = [&](std::string& path) {
    if (!folder.empty()) path = fs::path(path).lexically_relative(folder.lexically_normal()).string();
  };
  for (api::InputFile& file : input.files) {
    if (!LiesIn(file.path, folder)) return OutsideOf(file.path);
    shorten(file.path);
  }
  for (const fs::path& path : FindGeojson(dossier)) {
    if (!LiesIn(path, folder)) return OutsideOf(path.string());
    base::Result<std::string> text = ReadFile(path.string());
    if (!text.ok()) return text.error();
    input.geojson.push_back({path.filename().string(), *std::move(text)});
  }
  input.load_source = [load = SourcesOf(dossier, sources)](std::string_view file_name) {
    return StaysWithin(file_name) ? load(file_name) : std::optional<std::string>();
  };
  return input;
}

base::Result<serve::PageAssets> ReadPageAssets() {
  std::error_code failure;
  for (const fs::path& place : PlacesOfThePage()) {
    if (!fs::is_regular_file(place / "index.html", failure)) continue;
    serve::PageAssets assets;
    for (const char* name : kAssets) {
      base::Result<std::string> text = ReadFile((place / name).string());
      if (!text.ok()) return text.error();
      assets.push_back({name, *std::move(text)});
    }
    return assets;
  }
  return base::Error{
      "the page has not been built; with Node at hand, `npm ci && npm run build` in the folder web/ builds "
      "it "
      "(or say in CASUS_WEB where it is)"};
}

uint64_t StateOfFiles(const std::string& dossier) {
  uint64_t state = 0xcbf29ce484222325u;
  auto add = [&](uint64_t number) { state = (state ^ number) * 0x100000001b3u; };
  std::vector<fs::path> paths = FindGeojson(dossier);
  const base::Result<std::vector<std::string>> files = FindDossierFiles(dossier);
  if (files.ok()) paths.insert(paths.end(), files->begin(), files->end());
  for (const fs::path& path : paths) {
    std::error_code failure;
    for (const char c : path.string()) add(static_cast<unsigned char>(c));
    const auto time = fs::last_write_time(path, failure);
    if (!failure) add(static_cast<uint64_t>(time.time_since_epoch().count()));
    const uintmax_t size = fs::file_size(path, failure);
    if (!failure) add(size);
  }
  return state;
}

}  // namespace casus::cli
