#include "serve/access.h"

#include <gtest/gtest.h>

namespace casus::serve {
namespace {

TEST(Access, KnowsItsNamesOnThisComputer) {
  const Access access("127.0.0.1", 8321, "");
  for (const char* name : {"127.0.0.1:8321", "localhost:8321", "[::1]:8321"})
    EXPECT_TRUE(access.IsMyName(name)) << name;
  for (const char* name : {"", "127.0.0.1", "localhost:8322", "evil.example:8321",
                           "127.0.0.1.evil.example:8321", "127.evil:8321", "192.168.0.7:8321"}) {
    EXPECT_FALSE(access.IsMyName(name)) << name;
  }
  EXPECT_TRUE(access.IsMyOrigin("http://localhost:8321"));
  EXPECT_FALSE(access.IsMyOrigin("http://evil.example"));
  EXPECT_FALSE(access.IsMyOrigin("null"));
}

TEST(Access, TakesAddressesButNoForeignNamesOnAllAddresses) {
  const Access access("0.0.0.0", 8321, "secret");
  EXPECT_TRUE(access.IsMyName("192.168.0.7:8321"));
  EXPECT_TRUE(access.IsMyName("localhost:8321"));
  EXPECT_FALSE(access.IsMyName("evil.example:8321"));
  ASSERT_NE(OwnName(), "");
  EXPECT_TRUE(access.IsMyName(OwnName() + ":8321"));
}

TEST(Access, WritesTokensSoThatTheyCanBeSent) {
  EXPECT_EQ(PercentEncoded("a long; secret=é"), "a%20long%3B%20secret%3D%C3%A9");
  const Access access("0.0.0.0", 8321, "a long; secret");
  EXPECT_TRUE(access.HasToken(access.CookieOf("a long; secret"), ""));
  EXPECT_FALSE(access.HasToken("casus_token=a long", ""));
}

TEST(Access, WantsTheToken) {
  const Access access("0.0.0.0", 8321, "secret");
  EXPECT_TRUE(access.HasToken("", "Bearer secret"));
  EXPECT_TRUE(access.HasToken("a=b; casus_token=secret; c=d", ""));
  EXPECT_TRUE(access.HasToken(access.CookieOf("secret"), ""));
  for (const char* cookie :
       {"", "casus_token=", "casus_token=secre", "casus_token=secrets", "xcasus_token=secret", ";;;"}) {
    EXPECT_FALSE(access.HasToken(cookie, "")) << cookie;
  }
  EXPECT_FALSE(access.HasToken("", "secret"));
  EXPECT_FALSE(Access("127.0.0.1", 1, "").WantsToken());
}

TEST(Access, TellsLoopbackAddresses) {
  EXPECT_TRUE(IsLoopback("127.0.0.1"));
  EXPECT_TRUE(IsLoopback("127.1.2.3"));
  EXPECT_TRUE(IsLoopback("::1"));
  EXPECT_FALSE(IsLoopback("0.0.0.0"));
  EXPECT_FALSE(IsLoopback("127.evil.example"));
}

}  // namespace
}  // namespace casus::serve
