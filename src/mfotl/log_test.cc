#include "mfotl/log.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/stream.h"
#include "diag/sink.h"
#include "mfotl/log_bytes.h"
#include "mfotl/parser.h"
#include "mfotl/signature.h"

namespace casus::mfotl {
namespace {

TEST(LogBytes, ParsesDigitsOfEachLength) {
  const std::string digits = "90123456789abcde";
  for (size_t count = 1; count <= 8; ++count) {
    EXPECT_EQ(ParseDigits(digits.data(), count), std::stoul(digits.substr(0, count)));
  }
}

TEST(LogBytes, CountsLinesOfAnyNumberOfBytes) {
  std::string text;
  uint64_t lines = 0;
  for (int i = 0; i < 9'000; ++i) {
    ASSERT_EQ(CountLines(text.data(), text.data() + text.size()), lines);
    text += i % 3 == 0 || i > 4'000 ? '\n' : 'x';
    lines += text.back() == '\n' ? 1 : 0;
  }
}

// All that a parser says of a log: what it reads, one row after another, and what is wrong.
class Reading {
 public:
  Reading() {
    const diag::FileId signature = files_.Add("s", "P(int) Q(string,int) R(string) R(int,int) X(int,string)");
    const diag::FileId formula = files_.Add("f", "(ONCE P(x)) AND Q(y,x) AND R(y) AND R(x,_)");
    policy_ = ParsePolicy(formula, files_, ParseSignature(signature, files_, sink_), sink_);
    plan_ = MakePlan(*policy_, symbols_, sink_);
    parser_.emplace(std::span(policy_->predicates).first(policy_->logged), *plan_, symbols_);
  }
  void Parse(std::string_view bytes, bool is_end) { EXPECT_EQ(Take(bytes, is_end), bytes.size()); }
  // How many bytes were taken.
  size_t Take(std::string_view bytes, bool is_end) {
    core::TraceChunk chunk(plan_->plan);
    const size_t used = parser_->Parse(bytes, is_end, chunk);
    for (size_t point = 0; point < chunk.points(); ++point) {
      text_ += "@" + std::to_string(chunk.StampOf(point)) + Rows(chunk, point) + "\n";
    }
    for (const LogError& error : parser_->TakeErrors()) {
      errors_ +=
          std::to_string(error.line) + ":" + std::to_string(error.column) + ": " + error.message + "\n";
    }
    return used;
  }
  std::string text() const { return text_ + errors_; }
  uint64_t events() const { return parser_->events(); }

 private:
  std::string Rows(const core::TraceChunk& chunk, size_t point) const {
    std::string text;
    for (size_t predicate = 0; predicate < plan_->inputs.size(); ++predicate) {
      if (!plan_->inputs[predicate]) continue;
      const core::NodeId input = *plan_->inputs[predicate];
      const std::vector<Type>& columns = policy_->predicates[predicate].columns;
      size_t row = 0;
      for (const core::TraceChunk::Run& run : chunk.Runs(input)) {
        if (run.point == point) text += " " + policy_->predicates[predicate].name;
        for (; row < run.end; ++row) {
          if (run.point != point) continue;
          for (size_t column = 0; column < columns.size(); ++column) {
            const core::Value value = chunk.Values(input)[row * columns.size() + column];
            text += column == 0 ? "(" : ",";
            text += columns[column] == Type::kString
                        ? std::string(symbols_.Name(static_cast<base::Symbol>(value)))
                        : std::to_string(value);
          }
          text += ")";
        }
      }
    }
    return text;
  }

  diag::Files files_;
  diag::Sink sink_;
  base::SymbolTable symbols_;
  std::optional<Policy> policy_;
  std::optional<MonitorPlan> plan_;
  std::optional<LogParser> parser_;
  std::string text_;
  std::string errors_;
};

TEST(Log, ReadsEachForm) {
  Reading reading;
  reading.Parse(
      "@7 P(1)(-2) (3456789012345678)( 5 )\n Q (\"a b\",4)(\"\", -1)(c,5) R(\"a text longer than a "
      "window\")(8,9)\n"
      "X(1,\"skipped ) \" )(2,\"\"); # not a comment here\n"
      "@8.0 P(9223372036854775807)(9223372036854775808);",
      true);
  EXPECT_EQ(reading.text(),
            "@7 P(1)(-2)(3456789012345678)(5) Q(a b,4)(,-1)(c,5) R(a text longer than a window) R(8,9)\n"
            "@8 P(9223372036854775807)\n"
            "3:27: a time-point is expected here, which begins with @ and a time-stamp\n"
            "4:29: this number is too large for an int of 64 bits\n");
}

TEST(Log, ChecksWhatNobodyAsksFor) {
  Reading reading;
  reading.Parse(
      "@1 X(1,\"a\")(2)(3,4)(x,\"b\")(5,\"c\",6)(99999999999999999999,d) X(7,\"e\") P(8);\n@2 P(9);\n", true);
  EXPECT_EQ(reading.text(),
            "@1 P(8)\n"
            "@2 P(9)\n"
            "1:12: `X` has 2 columns, and here is 1\n"
            "1:21: an int is expected here\n"
            "1:34: `X` has 2 columns, and here are more\n"
            "1:37: this number is too large for an int of 64 bits\n");
  EXPECT_EQ(reading.events(), 5U);
}

TEST(Log, LosesALineByATextWithoutAnEnd) {
  Reading reading;
  const std::string rest(100, '\n');  // so that tuples are read by windows
  reading.Parse(
      "@5 R(\"abc);\n@6 R(\"d\") R(\"a text longer than a window\n@7 x\");\n@8 X(1,\"a;\n@9 P(1\n@10 P(2);" +
          rest,
      true);
  EXPECT_EQ(reading.text(),
            "@5\n@6 R(d)\n@7\n@8\n@9\n@10 P(2)\n"
            "1:6: this text has no end on its line\n"
            "2:13: this text has no end on its line\n"
            "3:4: there is no predicate `x` in the signature\n"
            "3:5: the name of a predicate is expected here, not `\"`\n"
            "4:8: this text has no end on its line\n"
            "5:7: `,` or `)` is expected here\n");
}

TEST(Log, TakesStampsUpToALimit) {
  Reading reading;
  reading.Parse(
      "\xef\xbb\xbf@-2000000000000000000;@-5 P(1);\n@1709287200000000000 P(2);@2000000000000000001 P(3);\n"
      "@99999999999999999999999;@2000000000000000000;@1.5;@-;",
      true);
  EXPECT_EQ(reading.text(),
            "@-2000000000000000000\n@-5 P(1)\n@1709287200000000000 P(2)\n@2000000000000000000\n"
            "2:28: time-stamps lie between -2000000000000000000 and 2000000000000000000\n"
            "3:2: time-stamps lie between -2000000000000000000 and 2000000000000000000\n"
            "3:48: a time-stamp is a whole number\n"
            "3:53: a time-stamp is a whole number\n");
}

// A log that lies whole in memory is read by windows, and one that is handed over point by point is not, as the points are
// shorter than a window needs: both must say the same, of what is right and of what is wrong.
TEST(Log, WindowsSayWhatALookAtEachByteSays) {
  std::mt19937 random(1);
  const auto choose = [&](std::initializer_list<std::string_view> list) {
    return std::string(list.begin()[random() % list.size()]);
  };
  for (int round = 0; round < 300; ++round) {
    Reading whole, pieces;
    std::string log;
    for (int point = 0; point < 40; ++point) {
      std::string text = "@" + std::to_string(point) + " ";
      const bool is_odd = random() % 4 == 0;
      for (auto i = random() % 3; i > 0; --i) {
        const bool has_two = random() % 2 == 0;
        text += has_two ? choose({"Q", "R", "X", "Q "}) : choose({"P", "P ", "R", "R"});
        for (auto tuple = 1 + random() % 2; tuple > 0; --tuple) {
          text += "(" + choose({"1", "-77", "\"ab\"", "\"\"", "123456789", "00012", "\"0123456789abcdef\""});
          if (has_two) text += choose({",", ", "}) + choose({"4", "-5", "\"x)y\"", "9999999999999999"});
          if (is_odd && random() % 4 == 0)
            text += choose({" ", "\"q)\"", "x", "-", ",1", "\n", ";", "(", "\""});
          text += ")";
          if (is_odd) text += choose({"", " ", "\t", "\n"});
        }
        if (i > 1) text += " ";
      }
      text += ";\n";
      log += text;
      pieces.Parse(text, true);
    }
    whole.Parse(log, true);
    ASSERT_EQ(whole.text(), pieces.text()) << log;
    EXPECT_EQ(whole.events(), pieces.events());
    for (int cuts = 0; cuts < 5; ++cuts) {
      Reading cut;
      const size_t at = random() % log.size();
      cut.Parse(std::string_view(log).substr(cut.Take(std::string_view(log).substr(0, at), false)), true);
      ASSERT_EQ(whole.text(), cut.text()) << at << "\n" << log;
    }
  }
}

}  // namespace
}  // namespace casus::mfotl
