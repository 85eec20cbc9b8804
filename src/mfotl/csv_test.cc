#include "mfotl/csv.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casus::mfotl {
namespace {

// Records as "a|b", mistakes as "!line:column"; the text comes in pieces of so many bytes.
std::vector<std::string> ReadAll(std::string_view text, size_t piece) {
  CsvReader csv([text, piece](std::span<char> bytes) mutable {
    const size_t size = std::min({piece, text.size(), bytes.size()});
    std::copy_n(text.data(), size, bytes.data());
    text.remove_prefix(size);
    return size;
  });
  std::vector<std::string> lines;
  while (true) {
    if (csv.Next()) {
      std::string line;
      for (const CsvReader::Field& field : csv.fields()) {
        line += (&field == csv.fields().data() ? "" : "|") + std::string(field.text);
      }
      lines.push_back(line);
    } else if (!csv.problem().empty()) {
      lines.push_back("!" + std::to_string(csv.problem_line()) + ":" + std::to_string(csv.problem_column()));
    } else {
      return lines;
    }
  }
}

TEST(Csv, ReadsWhatTheStandardSays) {
  using Lines = std::vector<std::string>;
  const std::vector<std::pair<std::string, Lines>> cases = {
      {"", {}},
      {"\n\r\n", {}},
      {"a", {"a"}},
      {"a,b\nc,d\n", {"a|b", "c|d"}},
      {"a,b\r\n\r\nc,\r\n", {"a|b", "c|"}},
      {",\n", {"|"}},
      {"\xEF\xBB\xBF"
       "ts,x\n",
       {"ts|x"}},
      {"\"a,b\",\"say \"\"so\"\"\"\n\"two\nlines\",\"\"\n", {"a,b|say \"so\"", "two\nlines|"}},
      {"a\"b,c\n", {"a\"b|c"}},
      {"\"a\"b,c\nd,e\n", {"!1:4", "d|e"}},
      {"a,b\nc,\"d\ne,f\n", {"a|b", "!2:3"}},
  };
  for (const auto& [text, lines] : cases) {
    for (const size_t piece : {size_t{1}, size_t{2}, size_t{3}, size_t{1000}}) {
      if (text.starts_with("\xEF") && piece < 3) continue;  // files come in larger pieces
      EXPECT_EQ(ReadAll(text, piece), lines) << text;
    }
  }
}

TEST(Csv, KnowsThePlaceOfEachField) {
  std::string_view text = "ts,x\n5,\"a\nb\",c\n";
  CsvReader csv([&](std::span<char> bytes) {
    const size_t size = text.size();
    std::copy_n(text.data(), size, bytes.data());
    text = {};
    return size;
  });
  ASSERT_TRUE(csv.Next() && csv.Next());
  ASSERT_EQ(csv.fields().size(), 3u);
  EXPECT_EQ(csv.fields()[1].line, 2u);
  EXPECT_EQ(csv.fields()[1].column, 3u);
  EXPECT_EQ(csv.fields()[2].line, 3u);
  EXPECT_EQ(csv.fields()[2].column, 4u);
}

}  // namespace
}  // namespace casus::mfotl
