#include "base/symbol.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace casus::base {
namespace {

TEST(SymbolTable, NumbersNamesInOrderOfAppearance) {
  SymbolTable symbols;
  EXPECT_EQ(symbols.Intern("Vilnius"), Symbol{0});
  EXPECT_EQ(symbols.Intern("Alytus"), Symbol{1});
  EXPECT_EQ(symbols.Intern("Vilnius"), Symbol{0});
  EXPECT_EQ(symbols.Intern(""), Symbol{2});
  EXPECT_EQ(symbols.size(), 3u);
  EXPECT_EQ(symbols.Name(Symbol{1}), "Alytus");
  EXPECT_EQ(symbols.Name(Symbol{2}), "");
}

TEST(SymbolTable, FindsWithoutInterning) {
  SymbolTable symbols;
  symbols.Intern("Prienai");
  EXPECT_EQ(symbols.Find("Prienai"), Symbol{0});
  EXPECT_EQ(symbols.Find("Kaunas"), std::nullopt);
  EXPECT_EQ(symbols.size(), 1u);
}

TEST(SymbolTable, CopiesTheText) {
  SymbolTable symbols;
  std::string name = "Gaižiūnai";
  const Symbol symbol = symbols.Intern(name);
  name.assign(name.size(), 'x');
  EXPECT_EQ(symbols.Name(symbol), "Gaižiūnai");
}

TEST(SymbolTable, NamesStayWhereTheyAre) {
  SymbolTable symbols;
  const std::string_view first = symbols.Name(symbols.Intern("first"));
  const std::string long_name(100'000, 'l');
  const std::string_view stored_long = symbols.Name(symbols.Intern(long_name));
  for (int i = 0; i < 50'000; ++i) symbols.Intern(std::to_string(i));
  EXPECT_EQ(symbols.Name(*symbols.Find("first")).data(), first.data());
  EXPECT_EQ(stored_long, long_name);
  const SymbolTable moved = std::move(symbols);
  EXPECT_EQ(first, "first");
  EXPECT_EQ(moved.Name(*moved.Find("49999")), "49999");
}

TEST(SymbolTableDeathTest, AForeignSymbolIsABug) {
  const SymbolTable symbols;
  EXPECT_DEATH((void)symbols.Name(Symbol{7}), "symbol 7 of a table of 0");
}

RC_GTEST_PROP(SymbolTableProperty, IsABijectionOntoAPrefixOfTheNumbers,
              (const std::vector<std::string>& names)) {
  SymbolTable symbols;
  std::map<std::string, Symbol> expected;
  for (const std::string& name : names) {
    const Symbol symbol = symbols.Intern(name);
    RC_ASSERT(expected.emplace(name, symbol).first->second == symbol);
  }
  RC_ASSERT(symbols.size() == expected.size());
  for (const auto& [name, symbol] : expected) RC_ASSERT(symbols.Name(symbol) == name);
}

}  // namespace
}  // namespace casus::base
