// `casus serve` as browsers and others meet it: the program is started on a free port, and spoken to over sockets.

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/program.h"

namespace casus {
namespace {

using Json = nlohmann::ordered_json;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* kDossier =
    "```casus\nuse \"std/territory\"\nhorizon 1939-01-01 through 1940-12-31\n"
    "source Secret\n  file \"../outside.txt\"\n"
    "State Alba, Boreas\nTerritory Meadow\n1939-02-01  Alba takes Meadow\n```\n";

// A connection, as a client has it.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  bool Send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }
  // What comes until it contains `end`, or until the connection ends.
  std::string Receive(std::string_view end = "") const {
    std::string received;
    std::array<char, 65536> buffer;
    while (end.empty() || received.find(end) == std::string::npos) {
      const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      received.append(buffer.data(), static_cast<size_t>(got));
    }
    return received;
  }

 private:
  int socket_;
  bool connected_ = false;
};

class ServeTest : public testing::Test {
 protected:
  ServeTest() {
    for (const char* name : {"index.html", "casus.js", "casus.css", "base-map.js"}) {
      folder_.Write(std::string("web/") + name, std::string("this is ") + name);
    }
    folder_.Write("dossier/a.casus.md", kDossier);
    folder_.Write("outside.txt", "outside of the dossier");
  }

  void Start(const std::string& more = "") {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const char* other = std::getenv("CASUS_PROGRAM");
    const std::string program =
        other != nullptr ? other : (fs::canonical("/proc/self/exe").parent_path() / "casus").string();
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::setenv("CASUS_WEB", (folder_.path() / "web").c_str(), 1);
      ::unsetenv("CASUS_SOURCES");
      const std::string line =
          "exec '" + program + "' serve '" + (folder_.path() / "dossier").string() + "' --port 0 " + more;
      ::execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
    std::string said;
    char c = 0;
    while (said.find("ends it.") == std::string::npos && ::read(output_, &c, 1) == 1) said += c;
    const size_t colon = said.find(':', said.find("http://") + 7);
    ASSERT_NE(colon, std::string::npos) << said;
    port_ = std::stoi(said.substr(colon + 1));
  }

  ~ServeTest() override {
    if (child_ <= 0) return;
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    ::close(output_);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "the server did not end well: " << status;
  }

  std::string Host() const { return "127.0.0.1:" + std::to_string(port_); }

  std::string Raw(const std::string& request) const {
    const Client client(port_);
    EXPECT_TRUE(client.connected());
    client.Send(request);
    return client.Receive();
  }
  std::string Get(const std::string& path, const std::string& headers = "") const {
    return Raw("GET " + path + " HTTP/1.1\r\nHost: " + Host() + "\r\nConnection: close\r\n" + headers +
               "\r\n");
  }
  std::string Post(const std::string& path, const std::string& body,
                   const std::string& type = "application/json") const {
    return Raw("POST " + path + " HTTP/1.1\r\nHost: " + Host() + "\r\nConnection: close\r\nContent-Type: " +
               type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  static Json Body(const std::string& response) {
    return Json::parse(response.substr(std::min(response.find("\r\n\r\n"), response.size() - 4) + 4), nullptr,
                       false);
  }

  long MemoryInKilobytes() const {
    std::ifstream status("/proc/" + std::to_string(child_) + "/status");
    std::string word;
    long amount = 0;
    while (status >> word) {
      if (word == "VmRSS:") status >> amount;
    }
    return amount;
  }

  TemporaryFolder folder_;
  pid_t child_ = -1;
  int output_ = -1, port_ = 0;
};

TEST_F(ServeTest, ServesThePageAndEveryAddressOfTheApi) {
  Start();
  EXPECT_THAT(Get("/"), HasSubstr("this is index.html"));
  EXPECT_THAT(Get("/casus.js"), HasSubstr("text/javascript"));
  EXPECT_THAT(Get("/casus.css"), HasSubstr("text/css"));
  EXPECT_THAT(Get("/"), HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_THAT(Get("/api/v1/record"), Not(HasSubstr("Access-Control")));

  std::ifstream file(fs::path(CASUS_REPO_DIR) / "docs" / "openapi.json");
  const Json openapi = Json::parse(file);
  const std::map<std::string, std::string> queries = {
      {"/ask", "?question=%3Fwho+controls+Meadow&on=1939-02-01"},
      {"/why", "?question=Alba+controls+Meadow"},
      {"/diff", "?a=&b="},
      {"/source", "?id=Secret"},
      {"/align", "?a=Secret&b=Secret"}};
  size_t asked = 0;
  for (const auto& [path, methods] : openapi["paths"].items()) {
    if (path == "/events" || path == "/try") continue;
    const auto query = queries.find(path);
    const std::string response = Get("/api/v1" + path + (query == queries.end() ? "" : query->second));
    const std::string status = response.substr(9, 3);
    EXPECT_TRUE(methods["get"]["responses"].contains(status)) << path << "\n" << response;
    EXPECT_THAT(response, HasSubstr("application/json"));
    EXPECT_EQ(Body(response)["version"], 1) << path;
    EXPECT_NE(Body(response).value("/error/code"_json_pointer, ""), "not-found") << path << " is not served";
    ++asked;
  }
  EXPECT_EQ(asked, 9u);
  EXPECT_EQ(
      Body(Post("/api/v1/try",
                R"({"suppose":"1940-01-01  Boreas takes Meadow"})"))["diff"]["differences"][0]["statement"],
      "Alba controls Meadow");
}

TEST_F(ServeTest, NoPathLeavesTheDossier) {
  Start();
  for (const char* path : {"/../outside.txt", "/..%2f..%2foutside.txt", "/%2e%2e/outside.txt", "//etc/passwd",
                           "/api/v1/../../outside.txt", "/a.casus.md", "/data/record.js", "/casus.js%00.html",
                           "/api/v1/source?id=../outside.txt", "/api/v1/source?id=Secret"}) {
    const std::string response = Get(path);
    EXPECT_THAT(response.substr(9, 3), AnyOf("404", "400")) << path;
    EXPECT_THAT(response, Not(HasSubstr("outside of the dossier"))) << path;
  }
}

TEST_F(ServeTest, AnswersOnlyToItsName) {
  Start();
  EXPECT_THAT(Raw("GET /api/v1/record HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 421"));
  EXPECT_THAT(Raw("GET /api/v1/record HTTP/1.1\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Get("/api/v1/record", "Origin: http://evil.example\r\n"), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(Get("/api/v1/record", "Origin: http://" + Host() + "\r\n"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Post("/api/v1/try", "{}", "text/plain"), StartsWith("HTTP/1.1 415"));
}

TEST_F(ServeTest, RefusesWhatIsTooLargeOrNoRequest) {
  Start();
  EXPECT_THAT(Get("/" + std::string(20'000, 'a')), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(Get("/api/v1/ask?question=" + std::string(5'000, 'a')), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(Post("/api/v1/try", std::string(100'000, ' ')), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(Post("/api/v1/try", "no json"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Raw("DELETE /api/v1/record HTTP/1.1\r\nHost: " + Host() + "\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(Raw("\x16\x03\x01 nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Get("/api/v1/record", "Range: bytes=" + std::string(2'000, '0') + "-\r\n"),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Get("/api/v1/ask?question=%3Fwho+controls+" + std::string(1'500, '(')),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Get("/api/v1/ask?question=%ff%fe&on=1939-02-01"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Get("/api/v1/ask?question=?who+controls+Meadow%00"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Get("/"), StartsWith("HTTP/1.1 200")) << "it is still there";
}

// As an address is typed: `?` means itself.
TEST_F(ServeTest, AnswersAQuestionAsItIsTyped) {
  Start();
  const std::string response = Get("/api/v1/ask?question=?who+controls+Meadow&on=1939-02-01");
  EXPECT_EQ(Body(response)["answers"][0]["question"], "Alba controls Meadow") << response;
  EXPECT_EQ(Body(Post("/api/v1/why", R"({"suppose":"1940-01-01  Boreas takes Meadow",
      "question":"Boreas controls Meadow","on":"1940-02-01"})"))["cases"][0]["holds"],
            "certain");
}

TEST_F(ServeTest, SlowClientsStarveNobody) {
  Start();
  std::vector<std::unique_ptr<Client>> slow;
  // More than there are places: who has waited longest gives way.
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<Client>(port_));
    slow.back()->Send("GET /api/v1/record HTTP/1.1\r\nHo");
  }
  const Clock::time_point begin = Clock::now();
  EXPECT_THAT(Get("/api/v1/record"), StartsWith("HTTP/1.1 200"));
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(4));
  EXPECT_EQ(slow.front()->Receive(), "");
  EXPECT_THAT(slow.back()->Receive(), StartsWith("HTTP/1.1 408")) << "who does not finish is sent away";
}

TEST_F(ServeTest, TellsOfChangesAndMendsItself) {
  Start();
  const std::string before = Body(Get("/api/v1/record"))["revision"];
  const Client watcher(port_);
  watcher.Send("GET /api/v1/events HTTP/1.1\r\nHost: " + Host() + "\r\n\r\n");
  EXPECT_THAT(watcher.Receive(before), HasSubstr("event: revision"));

  folder_.Write("dossier/a.casus.md",
                std::string(kDossier) + "```casus\n1939-03-01  Alba takes Nothing\n```\n");
  EXPECT_THAT(watcher.Receive("event: changed"), HasSubstr("event: changed"));
  Json record = Body(Get("/api/v1/record"));
  EXPECT_EQ(record["broken"], true);
  EXPECT_FALSE(record["diagnostics"].empty());
  EXPECT_NE(record["revision"], before);
  EXPECT_EQ(Body(Get("/api/v1/ask?question=%3Fwho+controls+Meadow"))["answers"][0]["values"]["who"], "Alba")
      << "the last good state stays";

  folder_.Write("dossier/a.casus.md",
                std::string(kDossier) + "```casus\n1939-03-01  Boreas takes Meadow\n```\n");
  EXPECT_THAT(watcher.Receive("event: changed"), HasSubstr("event: changed"));
  record = Body(Get("/api/v1/record"));
  EXPECT_EQ(record["broken"], false);
  EXPECT_EQ(Body(Get("/api/v1/ask?question=%3Fwho+controls+Meadow"))["answers"].size(), 2u);
}

TEST_F(ServeTest, SaysThatItsOnlyFileIsGone) {
  Start();
  const Client watcher(port_);
  watcher.Send("GET /api/v1/events HTTP/1.1\r\nHost: " + Host() + "\r\n\r\n");
  EXPECT_THAT(watcher.Receive("event: revision"), HasSubstr("event: revision"));
  fs::remove(folder_.path() / "dossier/a.casus.md");
  EXPECT_THAT(watcher.Receive("event: changed"), HasSubstr("event: changed"));
  Json record = Body(Get("/api/v1/record"));
  EXPECT_EQ(record["broken"], true);
  EXPECT_THAT(record["unreadable"].get<std::string>(), HasSubstr("there is no *.casus.md"));
  folder_.Write("dossier/a.casus.md", std::string(kDossier));
  EXPECT_THAT(watcher.Receive("event: changed"), HasSubstr("event: changed"));
  record = Body(Get("/api/v1/record"));
  EXPECT_EQ(record["broken"], false);
}

TEST_F(ServeTest, StandsABurst) {
  Start();
  Get("/api/v1/record");
  constexpr int kClients = 8, kRequests = 250;
  std::array<int, kClients> answered{};
  std::vector<std::thread> threads;
  const long before = MemoryInKilobytes();
  for (size_t i = 0; i < kClients; ++i) {
    threads.emplace_back([&, i] {
      const Client client(port_);
      const std::string request = "GET /api/v1/map HTTP/1.1\r\nHost: " + Host() + "\r\n\r\n";
      for (int n = 0; n < kRequests; ++n) {
        if (client.Send(request) && client.Receive("\"notes\":[]}").starts_with("HTTP/1.1 200"))
          ++answered[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : answered) EXPECT_EQ(count, kRequests);
  // Connections of their own, one after the other.
  for (int n = 0; n < 300; ++n) ASSERT_THAT(Get("/api/v1/map"), StartsWith("HTTP/1.1 200"));
  EXPECT_LT(MemoryInKilobytes() - before, 64 * 1024);
}

TEST_F(ServeTest, WantsATokenElsewhere) {
  Start("--host 0.0.0.0 --token 'open sesame'");
  EXPECT_THAT(Get("/"), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(Get("/api/v1/record"), StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(Get("/?token=wrong"), StartsWith("HTTP/1.1 401"));
  const std::string response = Get("/?token=open+sesame");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 303"));
  EXPECT_THAT(response, HasSubstr("HttpOnly; SameSite=Strict"));
  EXPECT_THAT(Get("/api/v1/record", "Authorization: Bearer open sesame\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST(Serve, FollowsNoLinkOutOfTheDossier) {
  TemporaryFolder folder;
  folder.Write("dossier/a.casus.md", std::string(kDossier));
  folder.Write("outside.casus.md", "# Not for others\n");
  fs::create_symlink(folder.path() / "outside.casus.md", folder.path() / "dossier/b.casus.md");
  const Outcome outcome = RunCasus("export dossier timeline", folder.path());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("b.casus.md is a link to a file outside of the dossier"));
}

TEST(Serve, RefusesToBeOpenToAllWithoutAToken) {
  const Outcome outcome = RunCasus("serve dossiers/strait --host 0.0.0.0", CASUS_REPO_DIR);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("choose a --token"));
}

}  // namespace
}  // namespace casus
