#include "lang/parser.h"

#include <gtest/gtest.h>

#include <string>

#include "diag/render.h"
#include "lang/printer.h"

namespace casus::lang {
namespace {

struct Parsed {
  explicit Parsed(const std::string& text, const std::string& path = "a.casus") {
    document = Parse(files.Add(path, text), files, symbols, sink);
  }
  std::string Errors() const { return diag::RenderLines(sink.Finish(), files); }
  std::string_view NameOf(base::Symbol symbol) const { return symbols.Name(symbol); }

  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  Document document;
};

// How a question is understood: as printed, with the parentheses that are needed.
std::string Understood(const std::string& question) {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  const Question parsed = ParseQuestion(files.Add("question", question), files, symbols, sink);
  if (sink.HasErrors()) return diag::RenderLines(sink.Finish(), files);
  return parsed.condition != kNone<ConditionId> ? Print(parsed.document, parsed.condition, symbols)
                                                : "term " + Print(parsed.document, parsed.term, symbols);
}

TEST(Parser, ConditionsBindAsTheGrammarSays) {
  struct Case {
    std::string question;
    std::string understood;
  };
  const Case cases[] = {
      {.question = "A x or B x and C x", .understood = "A x or B x and C x"},
      {.question = "(A x or B x) and C x", .understood = "(A x or B x) and C x"},
      {.question = "A x or (B x and C x)", .understood = "A x or B x and C x"},
      {.question = "A x since B x and C x", .understood = "A x since B x and C x"},
      {.question = "(A x since B x) until C x", .understood = "A x since B x until C x"},
      {.question = "A x since (B x until C x)", .understood = "A x since (B x until C x)"},
      {.question = "not (A x) and B x", .understood = "not A x and B x"},
      {.question = "not (A x and B x)", .understood = "not (A x and B x)"},
      {.question = "once within 30 days not A x", .understood = "once within 30 days not A x"},
      {.question = "once within 30 days (5 troops x)", .understood = "once within 30 days (5 troops x)"},
      {.question = "every ?x where A x: B x and C x", .understood = "every ?x where A x: B x and C x"},
      {.question = "(every ?x where A x: B x) and C x", .understood = "(every ?x where A x: B x) and C x"},
      {.question = "alleged by ?x: A x or B x", .understood = "alleged by ?x: A x or B x"},
      {.question = "?a + ?b * ?c = (?a + ?b) * ?c", .understood = "?a + ?b * ?c = (?a + ?b) * ?c"},
      {.question = "?a - (?b - ?c) < (?a - ?b) - ?c", .understood = "?a - (?b - ?c) < ?a - ?b - ?c"},
      {.question = "7.5 million USD <= ?n km",
       .understood = "question:1:23: error[C0302]: the line should end before the word `km`\n"},
      {.question = "20 km > 3", .understood = "20 km > 3"},
      {.question = "(sum of ?n where ?n x) = 3", .understood = "(sum of ?n where ?n x) = 3"},
      {.question = "count of ?x per ?y, month where ?x x ?y",
       .understood = "term count of ?x per ?y, month where ?x x ?y"},
      {.question = "(count where A x)", .understood = "term count where A x"},
      {.question = "?p fires on ?q as ?e", .understood = "?p fires on ?q as ?e"},
      {.question = "?p recognizes ?q as part of ?e", .understood = "?p recognizes ?q as part of ?e"},
      {.question = "this treaty is in force", .understood = "this treaty is in force"},
      {.question = "(?a + 1) troops march", .understood = "(?a + 1) troops march"},
  };
  for (const Case& c : cases) EXPECT_EQ(Understood(c.question), c.understood) << c.question;
}

TEST(Parser, NeighboursMayCiteTheSamePlaceAndDay) {
  const Parsed parsed(
      "1939-10-10  A signs Pact\n  cite S page 12\n"
      "1939-10-10  A signs Pact\n  cite S page 12\n"
      "1939-10-11  A signs Pact\n  cite S page  12\n"
      "1939-10-10  A signs Pact\n  cite S page 13\n");
  ASSERT_EQ(parsed.Errors(), "");
  const Document& document = parsed.document;
  std::string read;
  for (const Statement& statement : document.statements) {
    read += document.dates[document[statement.when.first].date.value()].canonical + " ";
    read += std::string(parsed.NameOf(document[statement.qualifiers][0].text.symbol)) + "; ";
  }
  EXPECT_EQ(read, "1939-10-10 page 12; 1939-10-10 page 12; 1939-10-11 page 12; 1939-10-10 page 13; ");
  EXPECT_EQ(document.dates.size(), 2u);
}

TEST(Parser, StatementsHaveTheirParts) {
  const Parsed parsed(
      "1920-02-25 old style 3 days after Talks through 1939  A, B and C sign Pact  as Signing\n"
      "  cite S page 12,  left\n"
      "  known to A, B from 1939-10\n"
      "1939  ?n troops are at ?p\n"
      "  8_000  \"x\"  as First\n"
      "    doubtful\n"
      "  -5, Alytus\n");
  ASSERT_EQ(parsed.Errors(), "");
  const Document& document = parsed.document;
  ASSERT_EQ(document.statements.size(), 2u);
  const Statement& first = document.statements[0];
  EXPECT_EQ(first.when.kind, When::Kind::kThrough);
  const Day& day = document[first.when.first];
  EXPECT_EQ(document.dates[day.date.value()].canonical, "1920-02-25");
  EXPECT_TRUE(day.old_style);
  ASSERT_EQ(document[day.anchors].size(), 1u);
  EXPECT_EQ(document[day.anchors][0].distance, (base::Duration{.days = 3}));
  EXPECT_EQ(parsed.NameOf(first.label.symbol), "Signing");
  const auto parts = document[document[first.phrase].parts];
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(document[parts[0].terms].size(), 3u);
  EXPECT_TRUE(parts[1].is_word);
  const auto qualifiers = document[first.qualifiers];
  ASSERT_EQ(qualifiers.size(), 2u);
  EXPECT_TRUE(qualifiers[0].is_locator);
  EXPECT_EQ(parsed.NameOf(qualifiers[0].text.symbol), "page 12, left");
  EXPECT_EQ(document[qualifiers[1].names].size(), 2u);
  EXPECT_NE(qualifiers[1].day, kNone<DayId>);

  const auto rows = document[document.statements[1].rows];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(parsed.NameOf(rows[0].label.symbol), "First");
  EXPECT_EQ(document[rows[0].qualifiers].size(), 1u);
  EXPECT_EQ(document[document[rows[1].values][0]].kind, Term::Kind::kNegate);
}

TEST(Parser, OpeningLinesAreToldApart) {
  struct Case {
    std::string code;
    Item::Kind kind;
  };
  const Case cases[] = {
      {.code = "State Alba", .kind = Item::Kind::kEntity},
      {.code = "Alba controls Land", .kind = Item::Kind::kStatement},
      {.code = "?who controls ?land\n  begins when ?who takes ?land", .kind = Item::Kind::kRule},
      {.code = "?who controls ?land\n  Alba  Land", .kind = Item::Kind::kStatement},
      {.code = "state {a: State} exists", .kind = Item::Kind::kPhrase},
      {.code = "1939  state Alba ends", .kind = Item::Kind::kStatement},
      {.code = "a riot breaks out", .kind = Item::Kind::kStatement},
      {.code = "20_000 soldiers march", .kind = Item::Kind::kStatement},
      {.code = "supplement", .kind = Item::Kind::kArticle},
      {.code = "aside A \"few words\" because \"no event\"", .kind = Item::Kind::kAside},
      {.code = "a ship drifts aside", .kind = Item::Kind::kStatement},
  };
  for (const Case& c : cases) {
    const Parsed parsed(c.code);
    ASSERT_GE(parsed.document.items.size(), 1u) << c.code;
    EXPECT_EQ(parsed.document.items[0].kind, c.kind) << c.code << "\n" << parsed.Errors();
  }
}

TEST(Parser, AnErrorCostsItsLineOnly) {
  const Parsed parsed(
      "1939  Alba signs (\n"
      "1940  Boreas signs Pact\n"
      "treaty Pact\n"
      "  between ?x\n"
      "  term 15 years\n"
      "article IV\n"
      "  duty ?x signs not y\n"
      "    within 3 days\n"
      "  ban ?x leaves\n");
  EXPECT_EQ(parsed.sink.errors(), 3u) << parsed.Errors();
  EXPECT_EQ(parsed.document.statements.size(), 2u);
  EXPECT_EQ(parsed.document.statements[0].phrase, kNone<PhraseId>);
  EXPECT_NE(parsed.document.statements[1].phrase, kNone<PhraseId>);
  EXPECT_EQ(parsed.document.treaties.at(0).life.size(), 1u);
  const ArticleDeclaration& article = parsed.document.articles.at(0);
  ASSERT_EQ(article.norms.size(), 2u);
  EXPECT_EQ(article.norms[0].kind, Norm::Kind::kError);
  EXPECT_EQ(article.norms[1].kind, Norm::Kind::kBan);
}

TEST(Parser, ItemsKnowTheirHeadings) {
  const Parsed parsed(
      "# Talks\n\n## Stance\n\n```casus\nState Alba\n```\n\n# End\n\n```casus\nState Boreas\n```\n",
      "a.casus.md");
  const Document& document = parsed.document;
  ASSERT_EQ(document.items.size(), 2u);
  EXPECT_EQ(document.headings[document.items[0].heading].text, "Stance");
  EXPECT_EQ(document.headings[document.items[1].heading].text, "End");
  EXPECT_EQ(HeadingPath(document, document.entities[0].extent.begin), "Talks › Stance");
  EXPECT_EQ(HeadingPath(document, document.entities[1].extent.begin), "End");
  EXPECT_EQ(HeadingPath(document, 0), "Talks");
}

// Plain days are read without base::ParseEdtf.
TEST(Parser, PlainDaysAreReadAsAllOthers) {
  for (const std::string date : {"1939-10-10", "1900-02-28", "2000-02-29", "0001-01-01"}) {
    const Parsed parsed(date + "  Alba signs Pact\n");
    ASSERT_EQ(parsed.Errors(), "");
    EXPECT_EQ(parsed.document.dates.at(0), *base::ParseEdtf(date)) << date;
  }
  EXPECT_NE(Parsed("1900-02-29  Alba signs Pact\n").Errors(), "");
}

TEST(Parser, QuestionsOfAllKindsOfErrors) {
  EXPECT_NE(Understood("").find("there is no question"), std::string::npos);
  EXPECT_NE(Understood("A x\nB x").find("a question is one line"), std::string::npos);
  EXPECT_NE(Understood("A x)").find("closes nothing"), std::string::npos);
}

TEST(Parser, DatesAndNumbersAsWrittenElsewhereAreMended) {
  struct Case {
    std::string code;
    std::string code_of;  // of the diagnostic
    std::string mended;   // empty: nobody can say
  };
  const Case cases[] = {
      {"1 March 1921  Alba signs", "C0206", "1921-03-01"},
      {"March 1921  Alba signs", "C0206", "1921-03"},
      {"from 1st May 1921  Alba sleeps", "C0206", "1921-05-01"},
      {"13.5.1923  Alba signs", "C0206", "1923-05-13"},
      {"1923/4/1  Alba signs", "C0206", "1923-04-01"},
      {"03/05/1922  Alba signs", "C0206", ""},
      {"1923-04-01  Alba pays 35,000 to Boreas", "C0205", "35_000"},
      {"1923-04-01  Alba pays 1,250,000 to Boreas", "C0205", "1_250_000"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.code);
    Parsed parsed(c.code);
    const diag::Report report = parsed.sink.Finish();
    ASSERT_EQ(report.diagnostics.size(), 1u) << diag::RenderLines(report, parsed.files);
    const diag::Diagnostic& diagnostic = report.diagnostics.front();
    EXPECT_EQ(diag::Code(diagnostic.kind), c.code_of);
    EXPECT_EQ(diagnostic.fix ? diagnostic.fix->replacement : "", c.mended);
  }
  EXPECT_EQ(Parsed("1923-04-01  Alba pays 35, 000 to Boreas").Errors(), "");
  EXPECT_EQ(Parsed("1923-04-01  ?n of ?x\n  5,Alba\n").Errors(), "");
}

}  // namespace
}  // namespace casus::lang
