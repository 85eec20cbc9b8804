#include "serve/access.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unistd.h>

#include <utility>

namespace casus::serve {
namespace {

constexpr std::string_view kCookie = "casus_token=";

bool IsAddress(const std::string& host) {
  in6_addr address;
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

// Takes as long for any two texts of these lengths.
bool AreEqual(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  }
  return difference == 0;
}

}  // namespace

std::string PercentEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~").find(c) != std::string_view::npos;
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string OwnName() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : std::string();
}

bool IsLoopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  in_addr address;
  return host.starts_with("127.") && ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
}

Access::Access(std::string host, int port, std::string token)
    : host_(std::move(host)), port_(port), token_(std::move(token)), own_name_(OwnName()) {}

bool Access::IsMyName(std::string_view name) const {
  const std::string port = fmt::format(":{}", port_);
  if (name.ends_with(port)) {
    name.remove_suffix(port.size());
  } else if (port_ != 80) {
    return false;
  }
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  if (name == host_) return true;
  if (IsLoopback(host_)) return IsLoopback(name);
  // On all addresses any address is one of its names, and so is that of the computer; another name is none, since anyone can point
  // one here.
  return (host_ == "0.0.0.0" || host_ == "::") &&
         (IsAddress(std::string(name)) || name == "localhost" ||
          (!own_name_.empty() && (name == own_name_ || name == own_name_ + ".local")));
}

bool Access::IsMyOrigin(std::string_view origin) const {
  constexpr std::string_view kScheme = "http://";
  return origin.starts_with(kScheme) && IsMyName(origin.substr(kScheme.size()));
}

bool Access::IsToken(std::string_view token) const { return AreEqual(token, token_); }

bool Access::HasToken(std::string_view cookie, std::string_view authorization) const {
  constexpr std::string_view kBearer = "Bearer ";
  if (authorization.starts_with(kBearer) && IsToken(authorization.substr(kBearer.size()))) return true;
  while (!cookie.empty()) {
    const size_t end = std::min(cookie.find(';'), cookie.size());
    std::string_view one = cookie.substr(0, end);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.starts_with(kCookie) && AreEqual(one.substr(kCookie.size()), PercentEncoded(token_))) return true;
    cookie.remove_prefix(std::min(end + 1, cookie.size()));
  }
  return false;
}

std::string Access::CookieOf(std::string_view token) const {
  return fmt::format("{}{}; Path=/; HttpOnly; SameSite=Strict", kCookie, PercentEncoded(token));
}

}  // namespace casus::serve
