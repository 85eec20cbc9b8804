#pragma once

// Who may ask: the checks that a request passes before it is answered.
//
//   Access access({.host = "127.0.0.1", .port = 8321, .token = ""});
//   access.IsMyName("localhost:8321")           // else a name that someone else has pointed here
//   access.IsMyOrigin("http://localhost:8321")
//   access.HasToken(query, cookie, authorization)

#include <string>
#include <string_view>

namespace casus::serve {

class Access {
 public:
  Access(std::string host, int port, std::string token);

  // The value of the header Host.
  bool IsMyName(std::string_view name) const;
  // The value of the header Origin.
  bool IsMyOrigin(std::string_view origin) const;
  bool WantsToken() const { return !token_.empty(); }
  bool IsToken(std::string_view token) const;
  // Of a header Cookie, or Authorization.
  bool HasToken(std::string_view cookie, std::string_view authorization) const;
  std::string CookieOf(std::string_view token) const;

 private:
  std::string host_;
  int port_;
  std::string token_;
  std::string own_name_;
};

// The text as a part of an address or of a cookie: %20 for a space.
std::string PercentEncoded(std::string_view text);
// As others call this computer; empty if it has no name.
std::string OwnName();

// Whether an address is one of this computer alone: 127.x.x.x, ::1 or localhost.
bool IsLoopback(std::string_view host);

}  // namespace casus::serve
