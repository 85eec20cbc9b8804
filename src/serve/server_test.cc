#include "serve/server.h"

#include <gtest/gtest.h>

namespace casus::serve {
namespace {

TEST(Server, LeavesAPortToWhoHasIt) {
  const auto page = std::make_shared<Page>(
      PageInput{.name = "a", .files = {}, .load_source = [](std::string_view) { return std::nullopt; }});
  Server first({}, {}, page);
  const base::Result<int> port = first.Bind();
  ASSERT_TRUE(port.ok());
  Server second({.port = *port}, {}, page);
  const base::Result<int> other = second.Bind();
  ASSERT_TRUE(other.ok());
  EXPECT_NE(*other, *port);
}

}  // namespace
}  // namespace casus::serve
