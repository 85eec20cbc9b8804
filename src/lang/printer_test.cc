#include "lang/printer.h"

#include <gtest/gtest.h>

#include <string>

#include "diag/render.h"
#include "lang/parser.h"

namespace casus::lang {
namespace {

std::string Formatted(const std::string& text, const std::string& path = "a.casus") {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  const Document document = Parse(files.Add(path, text), files, symbols, sink);
  EXPECT_FALSE(sink.HasErrors()) << diag::RenderTerminal(sink.Finish(), files);
  return Format(document, text, symbols);
}

TEST(Format, Layout) {
  struct Case {
    std::string_view what;
    std::string text;
    std::string formatted;
  };
  const Case cases[] = {
      {.what = "dates of neighbours are padded, spans are not counted",
       .text = "1939  A x\nfrom 1939-10-10 A x\n1939-10-10 through 1940-06-15 A x\n  cite S \"w\"\n1940 A "
               "x\n\n1941 A x\n",
       .formatted =
           "1939             A x\nfrom 1939-10-10  A x\n1939-10-10 through 1940-06-15  A x\n  cite S \"w\"\n"
           "1940             A x\n\n1941  A x\n"},
      {.what = "rows are aligned",
       .text = "1939 ?n soldiers of ?who march\n    8_000   A   as X\n    500,Boreas\n",
       .formatted = "1939  ?n soldiers of ?who march\n  8_000  A  as X\n  500    Boreas\n"},
      {.what = "kinds of entities are aligned",
       .text = "State A\nTerritory B , C \"c\"\n\nState D\nState E\n",
       .formatted = "State      A\nTerritory  B, C \"c\"\n\nState D\nState E\n"},
      {.what = "comments stay where they are, and are aligned",
       .text = "# one\nkind A # a\nkind Boreas is A     # b\n\n\n  # two\nkind C\n  # end\n",
       .formatted = "# one\nkind A            # a\nkind Boreas is A  # b\n\n# two\nkind C\n# end\n"},
      {.what = "treaties and articles stand apart",
       .text = "treaty T\n  between A and B\n# about the article\narticle I\n\n  ban A x\nkind K\n",
       .formatted = "treaty T\n  between A and B\n\n# about the article\narticle I\n  ban A x\n\nkind K\n"},
      {.what = "needless parentheses go",
       .text = "expect: ((A x)) and (B x and C x) or ((D x))\n",
       .formatted = "expect: A x and (B x and C x) or D x\n"},
      {.what = "long conditions are broken",
       .text = "expect: ?who takes Vilnius_Region and ?other cedes Vilnius_Region to ?who and not ?who "
               "recognizes Vilnius_Region as part of ?other\n",
       .formatted = "expect: ?who takes Vilnius_Region\n    and ?other cedes Vilnius_Region to ?who\n"
                    "    and not ?who recognizes Vilnius_Region as part of ?other\n"},
      {.what = "numbers stay as they are written, dates do not",
       .text = "[1920-06-12,1920-07-12]  A pays 7.5   million USD to 20000 men\n",
       .formatted = "[1920-06-12, 1920-07-12]  A pays 7.5 million USD to 20000 men\n"},
      {.what = "what is set aside",
       .text = "aside   A \"it … rained\"  because \"the \\\"weather\\\"\"\n",
       .formatted = "aside A \"it … rained\" because \"the \\\"weather\\\"\"\n"},
      {.what = "nothing", .text = "", .formatted = ""},
      {.what = "the last line feed", .text = "kind A", .formatted = "kind A\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Formatted(c.text), c.formatted) << c.what;
    EXPECT_EQ(Formatted(c.formatted), c.formatted) << c.what;
  }
}

TEST(Format, TextOutsideOfFencesIsKept) {
  EXPECT_EQ(
      Formatted(
          "\xEF\xBB\xBF Title  \n==\n\n- item\n\n  ```casus\n  kind   A\n    # c\n  ```\ntrailing  \n\n\n",
          "a.casus.md"),
      "\xEF\xBB\xBF Title  \n==\n\n- item\n\n  ```casus\n  kind A\n  # c\n  ```\ntrailing  \n\n\n");
  EXPECT_EQ(Formatted("# A\r\n```casus\r\nkind   A\r\n```\r\n", "a.casus.md"),
            "# A\r\n```casus\r\nkind A\r\n```\r\n");
  EXPECT_EQ(
      Formatted("```casus\nkind  A\n```\n```c\nint  x;\n```\n```casus\n\n\nkind  B\n\n```\n", "a.casus.md"),
      "```casus\nkind A\n```\n```c\nint  x;\n```\n```casus\nkind B\n```\n");
}

}  // namespace
}  // namespace casus::lang
