#include "api/prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::api {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Prose, IsMarkdown) {
  EXPECT_EQ(ProseHtml("The talks *began* in Moscow."), "<p>The talks <em>began</em> in Moscow.</p>\n");
  EXPECT_THAT(ProseHtml("| a | b |\n|---|---|\n| 1 | 2 |\n"), HasSubstr("<td>1</td>"));
}

TEST(Prose, ShowsHtmlAsTheTextThatItIs) {
  EXPECT_EQ(ProseHtml("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
  EXPECT_EQ(ProseHtml("a <b onclick=\"x\">bold</b> word"),
            "<p>a &lt;b onclick=&quot;x&quot;&gt;bold&lt;/b&gt; word</p>\n");
}

TEST(Prose, FetchesNothingAndLeadsNowhereUnexpected) {
  EXPECT_EQ(ProseHtml("![a *map*](http://example.org/map.png)"), "<p>a <em>map</em></p>\n");
  EXPECT_EQ(ProseHtml("[x](javascript:alert(1))"), "<p>x</p>\n");
  EXPECT_EQ(ProseHtml("[x](../other.md)"), "<p>x</p>\n");
  EXPECT_EQ(ProseHtml("[x](https://example.org)"), "<p><a href=\"https://example.org\">x</a></p>\n");
  EXPECT_THAT(ProseHtml("[![x](a.png)](data:text/html,<script>)"), Not(HasSubstr("data:")));
}

TEST(Prose, TakesAnyBytes) {
  EXPECT_THAT(ProseHtml(std::string("a\xff\0b", 4)), HasSubstr("\xEF\xBF\xBD"));
  EXPECT_EQ(ProseHtml(""), "");
}

}  // namespace
}  // namespace casus::api
