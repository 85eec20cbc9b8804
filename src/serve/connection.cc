#include "serve/connection.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <set>

#include "serve/page.h"

namespace casus::serve {
namespace {

constexpr std::array<std::string_view, 7> kKnown = {
    "host", "connection", "content-length", "content-type", "origin", "authorization", "cookie"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool IsText(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) != 0x7F;
  });
}

// GET /path HTTP/1.1
bool IsRequestLine(std::string_view line) {
  const size_t first = line.find(' ');
  const size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || line[first + 1] != '/') return false;
  const std::string_view version = line.substr(second + 1);
  return version == "HTTP/1.1" || version == "HTTP/1.0";
}

// The library takes one `?` in an address; the others mean themselves, as in ?question=?who controls Kaunas.
std::string OneQuestionMark(std::string_view line) {
  const size_t first = line.find('?');
  if (first == std::string_view::npos) return std::string(line);
  std::string written(line.substr(0, first + 1));
  for (const char c : line.substr(first + 1)) written += c == '?' ? std::string("%3F") : std::string(1, c);
  return written;
}

std::string_view Reason(int status) {
  switch (status) {
    case 408:
      return "Request Timeout";
    case 413:
      return "Payload Too Large";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    default:
      return "Bad Request";
  }
}

}  // namespace

Head PareDown(std::string_view head) {
  Head pared;
  std::set<std::string, std::less<>> seen;
  size_t at = 0;
  while (at < head.size()) {
    const size_t end = std::min(head.find("\r\n", at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = std::min(end + 2, head.size());
    if (line.empty()) break;
    if (!IsText(line)) return {.refused = 400, .text = {}};
    if (pared.text.empty()) {
      if (!IsRequestLine(line)) return {.refused = 400, .text = {}};
      pared.text = OneQuestionMark(line) + "\r\n";
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return {.refused = 400, .text = {}};
    const std::string name = Lower(line.substr(0, colon));
    const std::string_view value = Trim(line.substr(colon + 1));
    if (name == "transfer-encoding") return {.refused = 501, .text = {}};
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) continue;
    if (!seen.insert(name).second) return {.refused = 400, .text = {}};
    if (name == "content-length") {
      size_t length = 0;
      const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), length);
      if (error == std::errc::result_out_of_range) return {.refused = 413, .text = {}};
      if (error != std::errc() || stop != value.data() + value.size()) return {.refused = 400, .text = {}};
      if (length > kMaxBodyBytes) return {.refused = 413, .text = {}};
    }
    pared.text += fmt::format("{}: {}\r\n", name, value);
  }
  if (pared.text.empty() || !seen.contains("host")) return {.refused = 400, .text = {}};
  pared.text += "\r\n";
  return pared;
}

bool Connection::WaitFor(short event, Clock::time_point deadline) const {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{socket_, event, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

void Connection::Refuse(int status) {
  const std::string body = Error(status, "bad-request", Reason(status)).body;
  write(
      fmt::format("HTTP/1.1 {} {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
                  "Connection: close\r\n\r\n{}",
                  status, Reason(status), body.size(), body));
}

Connection::Reading Connection::ReadHead() {
  buffer_.erase(0, at_);
  at_ = 0;
  if (buffer_.empty() && !WaitFor(POLLIN, Clock::now() + kIdleSeconds)) return Reading::kClosed;
  const Clock::time_point deadline = Clock::now() + kHeadSeconds;
  size_t end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (buffer_.size() > kMaxHeadBytes) {
      Refuse(431);
      return Reading::kRefused;
    }
    if (!WaitFor(POLLIN, deadline)) {
      Refuse(408);
      return Reading::kRefused;
    }
    std::array<char, 4096> piece;
    const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Reading::kClosed;
    const size_t searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    buffer_.append(piece.data(), static_cast<size_t>(got));
    end = buffer_.find("\r\n\r\n", searched);
  }
  const Head head = end > kMaxHeadBytes ? Head{.refused = 431, .text = {}}
                                        : PareDown(std::string_view(buffer_).substr(0, end + 4));
  if (head.refused != 0) {
    Refuse(head.refused);
    return Reading::kRefused;
  }
  buffer_.replace(0, end + 4, head.text);
  head_end_ = head.text.size();
  deadline_ = Clock::now() + kBodySeconds;
  return Reading::kHead;
}

bool Connection::is_readable() const { return at_ < buffer_.size() || WaitFor(POLLIN, deadline_); }

bool Connection::is_writable() const {
  pollfd waiting{socket_, POLLOUT | POLLRDHUP, 0};
  return ::poll(&waiting, 1, 0) >= 0 && (waiting.revents & (POLLERR | POLLHUP | POLLRDHUP)) == 0;
}

ssize_t Connection::read(char* to, size_t size) {
  if (at_ < buffer_.size()) {
    const size_t count = std::min(size, buffer_.size() - at_);
    std::copy_n(buffer_.data() + at_, count, to);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  while (WaitFor(POLLIN, deadline_)) {
    const ssize_t got = ::recv(socket_, to, size, 0);
    if (got >= 0 || errno != EINTR) return got;
  }
  return -1;
}

ssize_t Connection::write(const char* from, size_t size) {
  const Clock::time_point deadline = Clock::now() + kWriteSeconds;
  size_t sent = 0;
  while (sent < size) {
    if (!WaitFor(POLLOUT, deadline)) return -1;
    const ssize_t took = ::send(socket_, from + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (took < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK)) continue;
    if (took <= 0) return -1;
    sent += static_cast<size_t>(took);
  }
  return static_cast<ssize_t>(size);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace casus::serve
