// casus monitor reads and evaluates in two threads as in one: the same verdicts, mistakes, exit code and state, byte
// by byte. `./dev race` runs this under the thread sanitizer.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <random>
#include <string>

#include "tests/e2e/program.h"

namespace casus {
namespace {

constexpr int kPoints = 60'000;  // so that the log is read in several blocks

std::string Log(bool has_mistakes) {
  std::mt19937 random(7);
  const auto below = [&](int bound) { return std::to_string(random() % static_cast<unsigned>(bound)); };
  std::string log;
  int stamp = 0;
  for (int i = 0; i < kPoints; ++i) {
    stamp += static_cast<int>(random() % 3);
    log += "@" + std::to_string(stamp) + " login (\"user " + below(2000) + "\")";
    if (i % 2 == 0) log += " pay (\"user " + below(2000) + "\"," + below(100) + ")";
    if (has_mistakes && i % 5000 == 4999) log += " pay (\"user 1\")";
    log += ";\n";
  }
  return log;
}

std::string Table() {
  std::string table = "ts,who,amount\n";
  for (int i = 0; i < 5000; ++i) {
    table += std::to_string(i * 12) + ",user " + std::to_string(i % 3000) + "," + std::to_string(i) + "\n";
    if (i % 1000 == 999) table += "x,y\n";
  }
  return table;
}

class TwoThreads : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("s.sig", "login(who: string) pay(who: string, amount: int)");
    folder_.Write("f.mfotl", "login(u) AND (ONCE[0,200] pay(u, a)) AND NOT EVENTUALLY[1,50] login(u)");
    folder_.Write("past.mfotl", "<|[0,300] pay(u, a)? . (. NOT login(u)?)* . login(u)?");
    folder_.Write("fine.log", Log(false));
    folder_.Write("wrong.log", Log(true));
    folder_.Write("pay.csv", Table());
    folder_.Write("login.csv", "ts,who\n100,user 5\n50000,user 7\n");
  }
  // What the command prints, and its exit code. To the name of a file that ends in _ the number of threads is added.
  std::string Run(std::string arguments, const std::string& threads) {
    for (size_t at = 0; (at = arguments.find("_ ", at)) != std::string::npos;)
      arguments.insert(++at, threads);
    const Outcome outcome =
        RunCasus("monitor --sig s.sig " + arguments + " --threads " + threads, folder_.path());
    return outcome.output + "\nexit " + std::to_string(outcome.exit_code);
  }
  void ExpectEqual(const std::string& arguments) {
    const std::string one = Run(arguments, "1");
    EXPECT_GT(one.size(), 40u) << arguments << one;
    EXPECT_TRUE(one == Run(arguments, "2")) << arguments;
  }

  TemporaryFolder folder_;
};

TEST_F(TwoThreads, SayTheSame) {
  ExpectEqual("--formula f.mfotl --log fine.log");
  ExpectEqual("--formula past.mfotl --log fine.log --json");
  ExpectEqual("--formula past.mfotl --log - < fine.log");
}

TEST_F(TwoThreads, EndAtTheSamePlace) {
  ExpectEqual("--formula f.mfotl --log wrong.log");
  ExpectEqual("--formula f.mfotl --log wrong.log --on-error skip");
  ExpectEqual("--formula past.mfotl --log fine.log --stop_at_first_viol");
  ExpectEqual("--formula past.mfotl --log wrong.log --csv pay=pay.csv --on-error skip");
  ExpectEqual("--formula past.mfotl --log fine.log --csv pay=pay.csv");
  ExpectEqual("--formula past.mfotl --csv pay=pay.csv --csv login=login.csv --on-error skip");
}

TEST_F(TwoThreads, SaveTheSame) {
  ExpectEqual("--formula f.mfotl --log fine.log --save state_ ");
  EXPECT_GT(folder_.Read("state_1").size(), 1000u);
  EXPECT_TRUE(folder_.Read("state_1") == folder_.Read("state_2"));
  folder_.Write("more.log", "@1000000 login (\"user 1\");\n@1000100 login (\"user 2\");\n");
  EXPECT_EQ(Run("--formula f.mfotl --log more.log --resume state_1", "1"),
            Run("--formula f.mfotl --log more.log --resume state_1", "2"));
}

// The thread that reads waits for more, while the log stays open.
TEST_F(TwoThreads, EndWithTheFirstVerdictThoughTheLogGoesOn) {
  folder_.Write("login.mfotl", "login(u)");
  ASSERT_EQ(mkfifo((folder_.path() / "pipe").c_str(), 0600), 0);
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = RunCasus(
      "monitor --sig s.sig --formula login.mfotl --threads 2 --stop_at_first_viol < pipe & casus=$!; "
      "{ printf '@1 login(a);\\n@2;\\n'; exec sleep 30; } > pipe 2> /dev/null & writer=$!; "
      "wait $casus; kill $writer",
      folder_.path());
  EXPECT_EQ(outcome.output, "@1 (time point 0): (\"a\")\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace casus
