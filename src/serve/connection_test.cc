#include "serve/connection.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace casus::serve {
namespace {

std::string Pared(std::string_view head) {
  const Head pared = PareDown(head);
  return pared.refused == 0 ? pared.text : std::to_string(pared.refused);
}

TEST(Connection, KeepsTheHeadersThatTheServerKnows) {
  EXPECT_EQ(
      Pared("GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-,0-,0-\r\nAccept-Encoding: gzip\r\n\r\n"),
      "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  EXPECT_EQ(Pared("POST /x HTTP/1.1\r\nHOST:a\r\nContent-Length: 12\r\n\r\n"),
            "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 12\r\n\r\n");
}

TEST(Connection, TakesQuestionMarksInAnAddress) {
  EXPECT_EQ(Pared("GET /ask?question=?who+controls+?land&on=1939 HTTP/1.1\r\nHost: a\r\n\r\n"),
            "GET /ask?question=%3Fwho+controls+%3Fland&on=1939 HTTP/1.1\r\nhost: a\r\n\r\n");
}

TEST(Connection, RefusesWhatIsNoRequest) {
  EXPECT_EQ(Pared("GET / HTTP/1.1\r\n\r\n"), "400") << "no host";
  EXPECT_EQ(Pared("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), "400");
  EXPECT_EQ(Pared("GET http://x/ HTTP/1.1\r\nHost: a\r\n\r\n"), "400");
  EXPECT_EQ(Pared("\x16\x03\x01\r\n\r\n"), "400") << "TLS";
  EXPECT_EQ(Pared(std::string_view("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29)), "400");
  EXPECT_EQ(Pared("GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\nbad\r\n\r\n"), "400");
  EXPECT_EQ(Pared("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), "501");
  EXPECT_EQ(Pared("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"), "413");
  EXPECT_EQ(Pared("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"), "413");
  EXPECT_EQ(Pared("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"), "400");
  EXPECT_EQ(Pared(""), "400");
}

class Pair {
 public:
  Pair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_), 0); }
  ~Pair() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void Send(std::string_view text) {
    EXPECT_EQ(::send(ends_[1], text.data(), text.size(), 0), std::ssize(text));
  }
  std::string Receive() {
    char buffer[2000];
    const ssize_t got = ::recv(ends_[1], buffer, sizeof buffer, MSG_DONTWAIT);
    return got > 0 ? std::string(buffer, static_cast<size_t>(got)) : std::string();
  }
  int server() const { return ends_[0]; }

 private:
  int ends_[2];
};

TEST(Connection, ReadsHeadsThatComeInPiecesAndTogether) {
  Pair pair;
  Connection connection(pair.server());
  pair.Send("GET / HTTP/1.1\r\nHost: a\r\n\r");
  pair.Send("\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  for (const std::string expected :
       {"GET / HTTP/1.1\r\nhost: a\r\n\r\n", "GET /b HTTP/1.1\r\nhost: a\r\n\r\n"}) {
    ASSERT_EQ(connection.ReadHead(), Connection::Reading::kHead);
    EXPECT_FALSE(connection.IsHeadTaken());
    std::string head(expected.size(), ' ');
    ASSERT_EQ(connection.read(head.data(), head.size()), std::ssize(head));
    EXPECT_EQ(head, expected);
    EXPECT_TRUE(connection.IsHeadTaken());
  }
}

TEST(Connection, RefusesHeadersWithoutEnd) {
  Pair pair;
  Connection connection(pair.server());
  pair.Send("GET / HTTP/1.1\r\n" + std::string(kMaxHeadBytes + 4096, 'x'));
  EXPECT_EQ(connection.ReadHead(), Connection::Reading::kRefused);
  EXPECT_TRUE(pair.Receive().starts_with("HTTP/1.1 431 "));
}

}  // namespace
}  // namespace casus::serve
