#include "lang/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace casus::lang {
namespace {

struct Lexed {
  base::SymbolTable symbols;
  std::vector<std::string> lines;  // one a line: letters for the kinds of its tokens
  std::vector<std::string> names;  // of all tokens that have a symbol
  std::vector<std::string> comments;
};

char Letter(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kEnd:
      return '.';
    case Token::Kind::kError:
      return '!';
    case Token::Kind::kWord:
      return 'w';
    case Token::Kind::kName:
      return 'N';
    case Token::Kind::kVariable:
      return '?';
    case Token::Kind::kAny:
      return '_';
    case Token::Kind::kNumber:
      return '9';
    case Token::Kind::kDate:
      return 'D';
    case Token::Kind::kBracket:
      return '[';
    case Token::Kind::kText:
      return '"';
    default:
      return '+';
  }
}

Lexed Lex(const std::string& text) {
  Lexed lexed;
  lexed.symbols.Intern("");
  const KeywordTable keywords(lexed.symbols);
  std::vector<Comment> comments;
  const std::vector<CodeRange> code = {{.end = static_cast<uint32_t>(text.size())}};
  for (LineReader reader(text, code, lexed.symbols, keywords, comments); reader.HasLine(); reader.Advance()) {
    std::string letters = std::to_string(reader.line().indent) + ":";
    for (const Token& token : reader.tokens()) {
      letters += Letter(token);
      if (token.symbol != kNoSymbol) lexed.names.emplace_back(lexed.symbols.Name(token.symbol));
    }
    lexed.lines.push_back(letters);
  }
  for (const Comment& comment : comments) {
    lexed.comments.push_back((comment.own_line ? "own " : "behind ") +
                             text.substr(comment.extent.begin, comment.extent.end - comment.extent.begin));
  }
  return lexed;
}

TEST(Lexer, Tokens) {
  struct Case {
    std::string text;
    std::string tokens;
  };
  const Case cases[] = {
      {.text = "Lithuania signs Pact.IV.2", .tokens = "NwN."},
      {.text = "Šiauliai žemė well-known soldiers' x1", .tokens = "Nwwww."},
      {.text = "?who ?n_1 _ ?Žem", .tokens = "??_?."},
      {.text = "20_000 7.5 1939", .tokens = "999."},
      {.text = "1939-10-10 1939-10 1939-10~ 1939-10-3X 193X 1939? 1939-~10-10 ~1939 ?1939-10",
       .tokens = "DDDDDDDDD."},
      {.text = "1939-10-10T18:00 1939-10-10T18:00:05Z 1950S2 -0043-03-15 1939-21", .tokens = "DDDDD."},
      {.text = "1939-10-28: x", .tokens = "D+w."},
      {.text = "?n - 1939 ?n-5", .tokens = "?+9?+9."},
      {.text = "[1939-10-30..1939-11-01] [2_000..3_000] [..1940]", .tokens = "[[[."},
      {.text = "\"a \\\" \\\\ b\" \"\"", .tokens = "\"\"."},
      {.text = "( ) { } : , + * / = != < <= > >=", .tokens = "+++++++++++++++."},
      {.text = "10b 20_x", .tokens = "!!."},
      {.text = "\"open", .tokens = "!."},
      {.text = "\"a\\n\" x", .tokens = "!."},
      {.text = "[open x", .tokens = "!ww."},
      {.text = "Pact. x", .tokens = "!w."},
      {.text = "? x", .tokens = "!w."},
      {.text = "\xC3\x28 ; \xE2\x80\x9C", .tokens = "!+!!."},
      {.text = "as then cite", .tokens = "www."},
  };
  for (const Case& c : cases)
    EXPECT_EQ(Lex(c.text).lines, (std::vector<std::string>{"0:" + c.tokens})) << c.text;
}

TEST(Lexer, SymbolsArePlainAndNormalized) {
  EXPECT_EQ(Lex("\"a \\\"b\\\" \\\\\"").names, (std::vector<std::string>{"a \"b\" \\"}));
  // S and a caron, in one character and in two.
  EXPECT_EQ(Lex("\u0160i S\u030Ci").names, (std::vector<std::string>{"\u0160i", "\u0160i"}));
  EXPECT_EQ(Lex("?who").names, (std::vector<std::string>{"who"}));
}

// Long texts are read in windows of several bytes, their ends byte by byte.
TEST(Lexer, WordsAreReadAlikeWhereverTheyStand) {
  const std::string behind(40, ' ');
  std::vector<std::string> words;
  for (size_t length = 1; length <= 40; ++length) {
    const std::string letters = std::string("abcdefghijklmnopqrstuvwxyz_0123456789ABCDE").substr(0, length);
    words.push_back(letters);
    words.push_back("K" + letters);
    words.push_back("K" + letters + ".IV." + letters);
    words.push_back(letters + "-x");
    words.push_back(letters + "'");
    words.push_back(letters + "\u0161" + letters);
  }
  for (const std::string& word : words) {
    for (const std::string& end : {std::string(), std::string("\n"), behind, "," + behind}) {
      EXPECT_EQ(Lex(word + end).names, (std::vector<std::string>{word})) << word << end;
      EXPECT_EQ(Lex("x " + word + end + word).names.at(1), end.empty() ? word + word : word) << word << end;
    }
  }
}

TEST(Lexer, PlainDaysEndAsOtherDatesDo) {
  EXPECT_EQ(Lex("1939-10-10").lines, (std::vector<std::string>{"0:D."}));
  EXPECT_EQ(Lex("1939-10-10,1939-10-10:").lines, (std::vector<std::string>{"0:D+D+."}));
  EXPECT_EQ(Lex("1939-10-10x 1939-10-10~ 1939-10-10T18:00").lines, (std::vector<std::string>{"0:!DD."}));
  for (const char c : {'/', ':', 'a', '\x7F', '\xB9'}) {
    for (const size_t place : std::vector<size_t>{0, 3, 4, 5, 6, 7, 8, 9}) {
      std::string text = "1939-10-10";
      text[place] = c;
      EXPECT_NE(Lex(text).lines, (std::vector<std::string>{"0:D."})) << text;
    }
  }
}

TEST(Lexer, Lines) {
  struct Case {
    std::string_view what;
    std::string text;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {.what = "indentation",
       .text = "a\n  b\n\n # c\n    d\r\ne",
       .lines = {"0:w.", "2:w.", "4:w.", "0:w."}},
      {.what = "a parenthesis continues", .text = "a (b\n  c)\nd", .lines = {"0:w+ww+.", "0:w."}},
      {.what = "not without indentation", .text = "a (b\nc)", .lines = {"0:w+w.", "0:w+."}},
      {.what = "and, or continue", .text = "a\n  and b\n    or c\nd", .lines = {"0:wwwww.", "0:w."}},
      {.what = "and thereafter does not",
       .text = "a\n  and thereafter\n  andes",
       .lines = {"0:w.", "2:ww.", "2:w."}},
      {.what = "a tab is four columns", .text = "a\n\tb", .lines = {"0:w.", "4:w."}},
      {.what = "nothing", .text = "\n # x\n", .lines = {}},
  };
  for (const Case& c : cases) EXPECT_EQ(Lex(c.text).lines, c.lines) << c.what;
}

TEST(Lexer, Comments) {
  EXPECT_EQ(Lex("# one  \na # two\n  \"# no\" (# three\n    b)\n").comments,
            (std::vector<std::string>{"own # one", "behind # two", "behind # three"}));
}

}  // namespace
}  // namespace casus::lang
