#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "cli/commands.h"
#include "cli/page_files.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "serve/access.h"
#include "serve/server.h"

namespace casus::cli {
namespace {

constexpr timespec kLookEvery{.tv_sec = 0, .tv_nsec = 300'000'000};

// Asks the desktop to show the address; whether it can is its own affair.
void OpenBrowser(const std::string& address) {
  const pid_t child = ::fork();
  if (child != 0) return;
  std::freopen("/dev/null", "w", stdout);
  std::freopen("/dev/null", "w", stderr);
  ::execlp("xdg-open", "xdg-open", address.c_str(), static_cast<char*>(nullptr));
  ::_exit(0);
}

// Nothing if the files cannot be read just now: someone may be writing them.
std::shared_ptr<serve::Page> ReadPage(const ServeArguments& arguments) {
  base::Result<serve::PageInput> input = ReadPageInput(arguments.dossier, arguments.sources);
  return input.ok() ? std::make_shared<serve::Page>(*std::move(input)) : nullptr;
}

std::string AddressOf(const ServeArguments& arguments, int port) {
  const bool is_v6 = arguments.host.find(':') != std::string::npos;
  std::string address =
      fmt::format("http://{}:{}/", is_v6 ? fmt::format("[{}]", arguments.host) : arguments.host, port);
  if (!arguments.token.empty()) address += fmt::format("?token={}", arguments.token);
  return address;
}

}  // namespace

ExitCode Run(const ServeArguments& arguments) {
  if (!serve::IsLoopback(arguments.host) && arguments.token.empty()) {
    Complain(fmt::format("{} can be reached from elsewhere; choose a --token that those who may ask know",
                         arguments.host));
    return kWrongUsage;
  }
  base::Result<serve::PageAssets> assets = ReadPageAssets();
  if (!assets.ok()) {
    Complain(assets.error().message + "; the API is served without it");
    assets = serve::PageAssets{};
  }
  Progress progress("reading");
  base::Result<serve::PageInput> input = ReadPageInput(arguments.dossier, arguments.sources);
  if (!input.ok()) {
    Complain(input.error().message);
    return kDossierErrors;
  }
  auto page = std::make_shared<serve::Page>(*std::move(input));
  uint64_t state = StateOfFiles(arguments.dossier);
  progress.Done();
  if (page->IsBroken()) {
    Show(page->workspace().report(), page->workspace().files(), arguments.colour, Shown::kErrors);
  }

  serve::Server server({.host = arguments.host, .port = arguments.port, .token = arguments.token},
                       *std::move(assets), std::move(page));
  const base::Result<int> port = server.Bind();
  if (!port.ok()) {
    Complain(port.error().message);
    return kWrongUsage;
  }
  const std::string address = AddressOf(arguments, *port);
  fmt::print("{} is open at {}\nCtrl-C ends it.\n", arguments.dossier, address);
  std::fflush(stdout);

  // Before there are threads, so that none of them is interrupted; children of earlier --open are not waited for.
  sigset_t ends;
  ::sigemptyset(&ends);
  ::sigaddset(&ends, SIGINT);
  ::sigaddset(&ends, SIGTERM);
  ::signal(SIGCHLD, SIG_IGN);
  ::signal(SIGPIPE, SIG_IGN);
  if (arguments.open) OpenBrowser(address);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  std::thread answering([&] { server.Run(); });
  while (::sigtimedwait(&ends, nullptr, &kLookEvery) < 0) {
    const uint64_t now = StateOfFiles(arguments.dossier);
    if (now == state) continue;
    std::shared_ptr<serve::Page> next = ReadPage(arguments);
    if (next == nullptr) continue;
    state = now;
    const size_t errors = next->workspace().report().errors;
    fmt::print("read again: {}\n",
               errors == 0 ? "fine" : fmt::format("{} errors, the last good state stays", errors));
    std::fflush(stdout);
    server.Show(std::move(next));
  }
  server.Stop();
  answering.join();
  return kFine;
}

}  // namespace casus::cli
