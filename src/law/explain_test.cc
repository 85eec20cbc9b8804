#include "law/explain.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "law/record_testing.h"

namespace casus::law {
namespace {

// The argument as nested text, each claim with what it rests on in brackets.
std::string Say(const Explainer& explainer, const std::vector<ArgumentId>& roots) {
  std::string said;
  for (const ArgumentId id : roots) {
    const Argument& argument = explainer.Get(id);
    if (!said.empty()) said += "; ";
    switch (argument.kind) {
      case Argument::Kind::kStatement:
        said += "stated";
        break;
      case Argument::Kind::kNoStatement:
        said += "not stated";
        break;
      case Argument::Kind::kText:
        said += "text";
        break;
      case Argument::Kind::kAbsent:
        said += "not " + argument.text;
        break;
      default:
        said += argument.text;
        break;
    }
    if (!argument.premises.empty()) said += " [" + Say(explainer, argument.premises) + "]";
  }
  return said;
}

class ExplainTest : public testing::Test {
 protected:
  std::string Why(std::string_view text, core::Moment moment) {
    lang::Question question = lang::ParseQuestion(record_.files.Add("question", std::string(text)),
                                                  record_.files, record_.symbols, record_.sink);
    const auto columns = lang::ResolveQuestion(question, record_.dossier, record_.symbols, record_.sink);
    EXPECT_TRUE(columns);
    Explainer explainer(*record_.record);
    const std::vector<core::Value> none;
    return Say(explainer, explainer.Why(question.document, question.condition, *columns, &none, moment,
                                        Layer::kCertain));
  }

  TestRecord record_{
      "State A, B\n"
      "Place Bridge\n"
      "event {who: State} mans/man {site: Place}\n"
      "event {who: State} quits/quit {site: Place}\n"
      "state {who: State} guards/guard {site: Place}\n"
      "  begins when ?who mans ?site\n"
      "  ends when ?who quits ?site\n"
      "state {who: State} is safe\n"
      "  while ?who guards Bridge\n"
      "2001-01-05 A mans Bridge\n  given\n"
      "2001-01-09 A quits Bridge\n  given\n"};
};

TEST_F(ExplainTest, AConclusionLeadsToItsStatement) {
  EXPECT_EQ(Why("A is safe", 7), "A is safe [A guards Bridge [stated]]");
}

TEST_F(ExplainTest, ANoLeadsToWhatEndedIt) {
  EXPECT_EQ(Why("A is safe", 12), "not A is safe [not A guards Bridge [stated; not stated]]");
}

TEST_F(ExplainTest, ANoOfWhichNothingIsStated) {
  const std::string why = Why("B is safe", 12);
  EXPECT_TRUE(why.starts_with("not B is safe [not B guards Bridge")) << why;
}

}  // namespace
}  // namespace casus::law
