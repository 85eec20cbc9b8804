#pragma once

// A page as a folder of files that opens from disk and needs no server.
//
//   for (const PublishedFile& file : Publish(page, assets, options)) …      // "index.html", "data/timeline.js", …
//
// The answers of the server (page.h) stand in classic scripts, `casusData("timeline?lens=Refusal", {…});`, since a page that is opened from
// disk may load no other data. `data/files.js` tells the page where each of them is. Arguments are worked out for every bar
// and mark under every lens. The texts of sources are published on request alone: they may be someone's.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/page.h"

namespace casus::serve {

struct PublishedFile {
  std::string path;  // within the folder
  std::string content;
};

// The built page: index.html, casus.js, casus.css, base-map.js.
using PageAssets = std::vector<PublishedFile>;

struct PublishOptions {
  bool with_sources = false;
  // Told which lens is worked on; empty: the record as it is.
  std::function<void(std::string_view lens)> progress = [](std::string_view) {};
};

// Requires a page that is not broken.
std::vector<PublishedFile> Publish(Page& page, const PageAssets& assets, const PublishOptions& options);

// The key of a request, as a browser's URLSearchParams writes it: "diff?a=&b=Refusal".
std::string KeyOf(std::string_view path, const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace casus::serve
