#include "lang/keywords.h"

#include <array>

namespace casus::lang {
namespace {

constexpr auto kTexts =
    std::to_array<std::string_view>({"",
#define CASUS_WORD(name, text) text,
                                     CASUS_RESERVED_WORDS(CASUS_WORD) CASUS_ORDINARY_WORDS(CASUS_WORD)
#undef CASUS_WORD
    });

}  // namespace

std::string_view Text(Keyword keyword) { return kTexts[static_cast<size_t>(keyword)]; }

KeywordTable::KeywordTable(base::SymbolTable& symbols) {
  for (size_t keyword = 1; keyword < kTexts.size(); ++keyword) {
    const auto symbol = static_cast<size_t>(symbols.Intern(kTexts[keyword]));
    if (symbol >= by_symbol_.size()) by_symbol_.resize(symbol + 1, Keyword::kNone);
    by_symbol_[symbol] = static_cast<Keyword>(keyword);
  }
}

}  // namespace casus::lang
