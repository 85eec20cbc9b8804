#include "serve/server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "serve/access.h"
#include "serve/connection.h"
#include "serve/connection_queue.h"
#include "serve/shown.h"

namespace casus::serve {
namespace {

constexpr size_t kMostConnections = 256;
constexpr int kMostWatchers = 64;
constexpr int kMostTries = 2;
constexpr int kMostRequests = 10'000;  // on one connection
constexpr int kBacklog = 1024;
constexpr std::chrono::milliseconds kHeartbeat{10'000};
constexpr std::string_view kApi = "/api/v1/";
constexpr std::array<std::string_view, 2> kPosted = {"/api/v1/try", "/api/v1/why"};

bool IsPosted(std::string_view path) {
  return std::find(kPosted.begin(), kPosted.end(), path) != kPosted.end();
}

// Takes a place if one is free, and gives it back.
class Place {
 public:
  Place(std::atomic<int>& taken, int most) : taken_(taken), has_(++taken <= most) {}
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool has() const { return has_; }

 private:
  std::atomic<int>& taken_;
  bool has_;
};

const char* TypeOf(std::string_view path) {
  if (path.ends_with(".html")) return "text/html; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  return "text/javascript; charset=utf-8";
}

// Who waits for a request to begin or to end, the longest waiting first: when all places are taken, that one has to go.
class WaitingRoom {
 public:
  class Seat {
   public:
    Seat(WaitingRoom& room, socket_t socket) : room_(room), socket_(socket) {
      const std::lock_guard lock(room_.mutex_);
      room_.sockets_.push_back(socket_);
    }
    ~Seat() {
      const std::lock_guard lock(room_.mutex_);
      std::erase(room_.sockets_, socket_);
    }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

   private:
    WaitingRoom& room_;
    socket_t socket_;
  };

  void ShowOut() {
    const std::lock_guard lock(mutex_);
    if (sockets_.empty()) return;
    ::shutdown(sockets_.front(), SHUT_RDWR);
    sockets_.erase(sockets_.begin());
  }

 private:
  std::mutex mutex_;
  std::vector<socket_t> sockets_;
};

// httplib, with connections of our own in place of its own.
class Listener final : public httplib::Server {
 public:
  void DeepenBacklog() { ::listen(svr_sock_, kBacklog); }
  WaitingRoom& waiting() { return waiting_; }

 private:
  bool ReadHead(Connection& connection) {
    const WaitingRoom::Seat seat(waiting_, connection.socket());
    return connection.ReadHead() == Connection::Reading::kHead;
  }

  bool process_and_close_socket(socket_t socket) override {
    bool fine = true;
    {
      Connection connection(socket);
      bool closed = false;
      for (int left = kMostRequests; fine && !closed && left > 0 && is_running(); --left) {
        if (!ReadHead(connection)) break;
        fine = process_request(connection, left == 1, closed, [](httplib::Request&) {}) &&
               connection.IsHeadTaken();
      }
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return fine;
  }

  WaitingRoom waiting_;
};

}  // namespace

class Server::Impl {
 public:
  Impl(ServerOptions options, PageAssets assets, std::shared_ptr<Page> page)
      : options_(std::move(options)), shown_(std::move(page)) {
    for (PublishedFile& asset : assets) {
      const std::string path = asset.path == "index.html" ? "/" : "/" + asset.path;
      types_[path] = TypeOf(asset.path);
      assets_[path] = std::move(asset.content);
    }
    Prepare();
  }

  base::Result<int> Bind() {
    port_ = options_.port;
    bool bound = port_ != 0 && listener_.bind_to_port(options_.host, port_);
    if (!bound) {
      port_ = listener_.bind_to_any_port(options_.host);
      bound = port_ > 0;
    }
    if (!bound)
      return base::Error{
          fmt::format("cannot listen on {}: it is no address of this computer", options_.host)};
    listener_.DeepenBacklog();
    access_.emplace(options_.host, port_, options_.token);
    return port_;
  }

  void Run() { listener_.listen_after_bind(); }

  void Stop() {
    shown_.Close();
    listener_.stop();
  }

  Shown& shown() { return shown_; }

 private:
  using Handled = httplib::Server::HandlerResponse;

  void Prepare() {
    listener_.new_task_queue = [this] {
      return new ConnectionQueue(kMostConnections, [this] { listener_.waiting().ShowOut(); });
    };
    listener_.set_payload_max_length(kMaxBodyBytes);
    listener_.set_tcp_nodelay(true);
    // Unlike the default of httplib, two servers do not share one port.
    listener_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    listener_.set_keep_alive_max_count(kMostRequests);
    listener_.set_default_headers({{"Content-Security-Policy",
                                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' "
                                    "data:; connect-src 'self'; "
                                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                                   {"X-Content-Type-Options", "nosniff"},
                                   {"Referrer-Policy", "no-referrer"},
                                   {"Cross-Origin-Opener-Policy", "same-origin"},
                                   {"Cross-Origin-Resource-Policy", "same-origin"},
                                   {"Cache-Control", "no-store"}});
    listener_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return Route(request, response) ? Handled::Handled : Handled::Unhandled;
    });
    for (const std::string_view path : kPosted) {
      listener_.Post(
          std::string(path), [this, path](const httplib::Request& request, httplib::Response& response) {
            const Place place(tries_, kMostTries);
            Give(response,
                 place.has() ? shown_.Try(path.substr(kApi.size()), request.body)
                             : Error(503, "busy", "other tries are being worked on; ask again in a moment"));
          });
    }
    listener_.set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
          Give(response, Error(500, "failed", "the program could not answer this"));
        });
  }

  static void Give(httplib::Response& response, const Answer& answer) {
    response.status = answer.status;
    response.set_content(answer.body, "application/json");
  }

  // Whether the answer is given; what is left is the body of a try to be read.
  bool Route(const httplib::Request& request, httplib::Response& response) {
    const std::string& path = request.path;
    if (!access_->IsMyName(request.get_header_value("Host"))) {
      Give(response, Error(421, "unknown-host", "this server does not go by this name"));
    } else if (request.has_header("Origin") && !access_->IsMyOrigin(request.get_header_value("Origin"))) {
      Give(response, Error(403, "other-origin", "pages of other sites may not ask this server"));
    } else if (access_->WantsToken() && !HasToken(request, response)) {
      // Refused, or sent on with a cookie.
    } else if (request.method == "POST" && IsPosted(path)) {
      if (request.get_header_value("Content-Type").starts_with("application/json")) return false;
      Give(response, Error(415, "not-json", "a try is sent as application/json"));
    } else if (request.method != "GET" && request.method != "HEAD") {
      response.set_header("Allow", path == "/api/v1/try" ? "POST" : "GET, HEAD");
      Give(response, Error(405, "wrong-method",
                           "only GET is understood here, and POST to /api/v1/try and /api/v1/why"));
    } else if (const auto asset = assets_.find(path); asset != assets_.end()) {
      response.status = 200;
      response.set_content(asset->second, types_.at(path));
    } else if (path == "/api/v1/events") {
      Watch(response);
    } else if (path == "/api/v1/try") {
      response.set_header("Allow", "POST");
      Give(response, Error(405, "wrong-method", "a try is sent by POST"));
    } else if (path.starts_with(kApi)) {
      Ask(path.substr(kApi.size()), request, response);
    } else {
      Give(response, Error(404, "not-found", "there is nothing here"));
    }
    return true;
  }

  void Ask(const std::string& path, const httplib::Request& request, httplib::Response& response) {
    Parameters parameters;
    for (const auto& [name, value] : request.params) {
      if (!parameters.emplace(name, value).second) {
        Give(response, Error(400, "twice", fmt::format("`{}` is said twice", name.substr(0, 100))));
        return;
      }
    }
    Give(response, shown_.Get(path, parameters));
  }

  bool HasToken(const httplib::Request& request, httplib::Response& response) {
    if (access_->HasToken(request.get_header_value("Cookie"), request.get_header_value("Authorization"))) {
      return true;
    }
    const std::string token = request.get_param_value("token");
    if (request.path == "/" && request.method == "GET" && access_->IsToken(token)) {
      response.set_header("Set-Cookie", access_->CookieOf(token));
      response.set_header("Location", "/");
      response.status = 303;
      return false;
    }
    Give(response, Error(401, "no-token",
                         "this server wants the token that it printed when it was started: /?token=…"));
    return false;
  }

  // Server-sent events: the revision at once, then "changed" whenever there is another.
  void Watch(httplib::Response& response) {
    auto place = std::make_shared<Place>(watchers_, kMostWatchers);
    if (!place->has()) {
      Give(response, Error(503, "busy", "too many pages watch this server"));
      return;
    }
    response.status = 200;
    auto known = std::make_shared<std::string>();
    response.set_chunked_content_provider(
        "text/event-stream", [this, known, place](size_t, httplib::DataSink& sink) {
          std::string message = ": still here\n\n";
          if (known->empty()) {
            *known = shown_.revision();
            message = fmt::format("retry: 1000\nevent: revision\ndata: {{\"revision\":\"{}\"}}\n\n", *known);
          } else {
            std::string now = shown_.WaitForOther(*known, kHeartbeat);
            if (now.empty()) return false;
            if (now != *known) {
              *known = std::move(now);
              message = fmt::format("event: changed\ndata: {{\"revision\":\"{}\"}}\n\n", *known);
            }
          }
          return sink.write(message.data(), message.size());
        });
  }

  ServerOptions options_;
  std::map<std::string, std::string, std::less<>> assets_;  // by path
  std::map<std::string, const char*, std::less<>> types_;
  Shown shown_;
  std::optional<Access> access_;
  int port_ = 0;
  std::atomic<int> watchers_ = 0, tries_ = 0;
  Listener listener_;
};

Server::Server(ServerOptions options, PageAssets assets, std::shared_ptr<Page> page)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(assets), std::move(page))) {}

Server::~Server() = default;

base::Result<int> Server::Bind() { return impl_->Bind(); }
void Server::Run() { impl_->Run(); }
void Server::Stop() { impl_->Stop(); }
void Server::Show(std::shared_ptr<Page> page) { impl_->shown().Set(std::move(page)); }
void Server::ShowUnreadable(std::string why) { impl_->shown().SetUnreadable(std::move(why)); }

}  // namespace casus::serve
