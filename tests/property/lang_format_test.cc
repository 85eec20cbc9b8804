// Printing and parsing again gives the same document, and formatting twice is formatting once: for random
// code.

#include <gtest/gtest.h>

#include <string>

#include "diag/render.h"
#include "lang/equal.h"
#include "lang/parser.h"
#include "lang/printer.h"
#include "tests/property/random_dossier.h"

namespace casus::lang {
namespace {

constexpr uint32_t kSeeds = 400;

class Session {
 public:
  Document Parse(const std::string& path, const std::string& text) {
    diag::Sink sink;
    Document document = lang::Parse(files_.Add(path, text), files_, symbols_, sink);
    EXPECT_FALSE(sink.HasErrors()) << diag::RenderTerminal(sink.Finish(), files_) << text;
    return document;
  }

  const base::SymbolTable& symbols() const { return symbols_; }

 private:
  diag::Files files_;
  base::SymbolTable symbols_;
};

TEST(FormatProperty, FormattingKeepsTheMeaningAndIsIdempotent) {
  for (uint32_t seed = 0; seed < kSeeds && !testing::Test::HasFailure(); ++seed) {
    const std::string code = property::RandomDossier(seed, 12);
    for (const bool in_fences : {false, true}) {
      const std::string path = in_fences ? "random.casus.md" : "random.casus";
      const std::string text = in_fences ? "# Title\n\n```casus\n" + code + "```\n\n text  \n" : code;
      Session run;
      const Document document = run.Parse(path, text);
      const std::string formatted = Format(document, text, run.symbols());
      const Document again = run.Parse(path, formatted);
      EXPECT_TRUE(Equal(document, again)) << "seed " << seed << "\n"
                                          << text << "\n--- formatted\n"
                                          << formatted;
      const std::string twice = Format(again, formatted, run.symbols());
      EXPECT_TRUE(twice == formatted) << "seed " << seed << "\n"
                                      << formatted << "\n--- formatted again\n"
                                      << twice;
      EXPECT_EQ(document.comments.size(), again.comments.size()) << "seed " << seed << "\n" << formatted;
    }
  }
}

TEST(FormatProperty, PrintingWithoutTheSourceKeepsTheMeaning) {
  for (uint32_t seed = 0; seed < kSeeds && !testing::Test::HasFailure(); ++seed) {
    Session run;
    const std::string text = property::RandomDossier(seed, 12);
    const Document document = run.Parse("random.casus", text);
    const std::string printed = Print(document, run.symbols());
    EXPECT_TRUE(Equal(document, run.Parse("printed.casus", printed))) << "seed " << seed << "\n"
                                                                      << text << "\n--- printed\n"
                                                                      << printed;
  }
}

TEST(FormatProperty, DocumentsThatDifferAreNotEqual) {
  // Taking one line away from a document makes it another one, or makes an error.
  int different = 0;
  for (uint32_t seed = 0; seed < kSeeds; ++seed) {
    diag::Files files;
    base::SymbolTable symbols;
    diag::Sink sink;
    const std::string text = property::RandomDossier(seed, 4);
    const std::string shorter = text.substr(text.find('\n') + 1);
    const Document document = Parse(files.Add("a.casus", text), files, symbols, sink);
    const Document other = Parse(files.Add("b.casus", shorter), files, symbols, sink);
    const bool is_nothing = text.find_first_not_of(' ') == text.find('\n') || text.starts_with("#");
    if (sink.HasErrors() || is_nothing) continue;
    EXPECT_FALSE(Equal(document, other)) << text;
    ++different;
  }
  EXPECT_GT(different, static_cast<int>(kSeeds / 10));
}

TEST(FormatProperty, ConditionsAreReadAsQuestions) {
  for (uint32_t seed = 0; seed < 2 * kSeeds && !testing::Test::HasFailure(); ++seed) {
    diag::Files files;
    base::SymbolTable symbols;
    diag::Sink sink;
    const std::string text = property::RandomCondition(seed, 4);
    const Question question = ParseQuestion(files.Add("question", text), files, symbols, sink);
    ASSERT_FALSE(sink.HasErrors()) << diag::RenderTerminal(sink.Finish(), files);
    const std::string printed = Print(question.document, question.condition, symbols);
    const Question again = ParseQuestion(files.Add("printed", printed), files, symbols, sink);
    ASSERT_FALSE(sink.HasErrors()) << diag::RenderTerminal(sink.Finish(), files);
    EXPECT_EQ(Print(again.document, again.condition, symbols), printed) << text;
  }
}

}  // namespace
}  // namespace casus::lang
