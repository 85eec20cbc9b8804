#pragma once

// `casus serve`: the page and its API over HTTP, for a person at this computer.
//
//   Server server({.port = 8321}, assets, page);
//   base::Result<int> port = server.Bind();
//   std::thread thread([&] { server.Run(); });
//   server.Show(new_page);                       // when files have changed: browsers that watch are told
//   server.Stop();
//
// Safe by default: it listens on this computer alone; it answers only requests that name it as it is called (a web page elsewhere cannot
// reach it through a name of its own), and no other site may read its answers; it serves four files of the page and the API, and
// reads or writes no path that a request names. Elsewhere than on a loopback address it wants a token.
// Connections and requests are limited in number, size and time (connection.h).

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/page.h"
#include "serve/publication.h"

namespace casus::serve {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;       // 0: any that is free
  std::string token;  // empty: none is wanted
};

class Server {
 public:
  Server(ServerOptions options, PageAssets assets, std::shared_ptr<Page> page);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port; if the wanted one is taken, a free one. The error says what is wrong with the address.
  base::Result<int> Bind();
  // Answers until Stop.
  void Run();
  void Stop();

  // From now on this page. If it is broken, the last one that was not stays to be asked, with the diagnostics of the new one.
  void Show(std::shared_ptr<Page> page);
  // The files cannot be read just now, and why: what is shown stays, and says so.
  void ShowUnreadable(std::string why);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace casus::serve
