#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/territories.h"
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

// The addresses of this computer that others can reach it at, and its own name.
std::vector<std::string> HostsOf(const std::string& host) {
  if (host != "0.0.0.0" && host != "::") return {host};
  std::vector<std::string> hosts;
  if (const std::string name = serve::OwnName(); !name.empty()) hosts.push_back(name);
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0) return {host};
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    char text[NI_MAXHOST];
    if (::getnameinfo(one->ifa_addr, sizeof(sockaddr_in), text, sizeof text, nullptr, 0, NI_NUMERICHOST) ==
        0) {
      hosts.emplace_back(text);
    }
  }
  ::freeifaddrs(all);
  if (hosts.empty()) hosts.push_back(host);
  return hosts;
}

std::vector<std::string> AddressesOf(const ServeArguments& arguments, int port) {
  std::vector<std::string> addresses;
  for (const std::string& host : HostsOf(arguments.host)) {
    const bool is_v6 = host.find(':') != std::string::npos;
    std::string address = fmt::format("http://{}:{}/", is_v6 ? fmt::format("[{}]", host) : host, port);
    if (!arguments.token.empty()) address += fmt::format("?token={}", serve::PercentEncoded(arguments.token));
    addresses.push_back(std::move(address));
  }
  return addresses;
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
  const std::vector<api::InputFile> geojson = input->geojson;
  auto page = std::make_shared<serve::Page>(*std::move(input));
  const std::vector<std::string> notes = api::MapOf(page->workspace(), geojson).notes;
  uint64_t state = StateOfFiles(arguments.dossier);
  progress.Done();
  if (page->IsBroken()) {
    Show(page->workspace().report(), page->workspace().files(), arguments.colour, Shown::kErrors);
  }

  for (const std::string& note : notes) Complain(note);

  serve::Server server({.host = arguments.host, .port = arguments.port, .token = arguments.token},
                       *std::move(assets), std::move(page));
  const base::Result<int> port = server.Bind();
  if (!port.ok()) {
    Complain(port.error().message);
    return kWrongUsage;
  }
  const std::vector<std::string> addresses = AddressesOf(arguments, *port);
  fmt::print("{} is open at {}\nCtrl-C ends it.\n", arguments.dossier, fmt::join(addresses, "\n  and at "));
  std::fflush(stdout);

  // Before there are threads, so that none of them is interrupted; children of earlier --open are not waited for.
  sigset_t ends;
  ::sigemptyset(&ends);
  ::sigaddset(&ends, SIGINT);
  ::sigaddset(&ends, SIGTERM);
  ::signal(SIGCHLD, SIG_IGN);
  ::signal(SIGPIPE, SIG_IGN);
  if (arguments.open) OpenBrowser(addresses.back());
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  std::thread answering([&] { server.Run(); });
  uint64_t unread = state;
  while (::sigtimedwait(&ends, nullptr, &kLookEvery) < 0) {
    const uint64_t now = StateOfFiles(arguments.dossier);
    if (now == state) continue;
    base::Result<serve::PageInput> read = ReadPageInput(arguments.dossier, arguments.sources);
    // Someone may be writing them just now: it is said when it has lasted from one look to the next.
    if (!read.ok() && std::exchange(unread, now) != now) continue;
    state = now;
    if (!read.ok()) {
      fmt::print("read again: {}; the last good state stays\n", read.error().message);
      std::fflush(stdout);
      server.ShowUnreadable(read.error().message);
      continue;
    }
    auto next = std::make_shared<serve::Page>(*std::move(read));
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
