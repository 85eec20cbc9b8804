#pragma once

// One connection of the server: the head of a request is read whole before anyone looks at it, within a time and a size.
//
//   Connection connection(socket, watch);
//   while (std::optional<HeadFault> …) …
//
// httplib parses and answers; what it is given is a head that this file has read and pared down to the headers that the
// server knows. So a client that sends a byte a minute costs a place in the queue for kHeadSeconds at most, one that sends
// headers without end costs kMaxHeadBytes, and headers that make a server work (ranges, compression) do not get through.

#include <httplib.h>

#include <chrono>
#include <string>
#include <string_view>

namespace casus::serve {

inline constexpr size_t kMaxHeadBytes = 16'384;
inline constexpr size_t kMaxBodyBytes = 80'000;
inline constexpr std::chrono::seconds kHeadSeconds{5};
inline constexpr std::chrono::seconds kBodySeconds{5};
inline constexpr std::chrono::seconds kIdleSeconds{5};    // between two requests
inline constexpr std::chrono::seconds kWriteSeconds{20};  // for each piece of an answer

// A request's head as it is passed on; or the status to refuse it with.
struct Head {
  int refused = 0;  // 0: it is fine
  std::string text;
};

// Keeps the request line and the headers that the server knows, each once.
Head PareDown(std::string_view head);

// A stream with a deadline over a socket that it does not own.
class Connection final : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Connection(socket_t socket) : socket_(socket) {}

  enum class Reading { kHead, kRefused, kClosed };
  // Waits for a request and reads its head. Of kRefused, an answer was written.
  Reading ReadHead();

  // Whether the head was taken whole: what is left of it is no next request.
  bool IsHeadTaken() const { return at_ >= head_end_; }

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  using httplib::Stream::write;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  bool WaitFor(short event, Clock::time_point deadline) const;
  void Refuse(int status);

  socket_t socket_;
  std::string buffer_;  // read from the socket, not yet by httplib
  size_t at_ = 0;
  size_t head_end_ = 0;
  Clock::time_point deadline_{};  // for the body
};

}  // namespace casus::serve
