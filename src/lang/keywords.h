#pragma once

// The words that mean something by themselves: the reserved ones, which never occur in a phrase, and those
// that open a line or stand at a fixed place of one and are ordinary words elsewhere.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/symbol.h"

namespace casus::lang {

// clang-format off
#define CASUS_RESERVED_WORDS(X) \
  X(And, "and") X(Or, "or") X(Not, "not") X(Where, "where") X(When, "when") X(While, "while") X(Unless, "unless") \
  X(Once, "once") X(Since, "since") X(Until, "until") X(Throughout, "throughout") X(Eventually, "eventually") \
  X(Previous, "previous") X(Every, "every") X(Sum, "sum") X(Count, "count") X(Min, "min") X(Max, "max") \
  X(Average, "average") X(Per, "per") X(As, "as") X(Then, "then") X(Cite, "cite")

#define CASUS_ORDINARY_WORDS(X) \
  X(Use, "use") X(Horizon, "horizon") X(Grain, "grain") X(Source, "source") X(Kind, "kind") X(Event, "event") \
  X(State, "state") X(Treaty, "treaty") X(Article, "article") X(Supplement, "supplement") X(Expect, "expect") \
  X(Lens, "lens") X(After, "after") X(Ago, "ago") X(According, "according") X(Alleged, "alleged") X(Also, "also") X(Aside, "aside") \
  X(Always, "always") X(At, "at") X(Ban, "ban") X(Because, "because") X(Before, "before") X(Begins, "begins") \
  X(Believing, "believing") X(Between, "between") X(Breach, "breach") X(Broken, "broken") X(By, "by") \
  X(Ceases, "ceases") X(Checksum, "checksum") X(Denied, "denied") X(Discharged, "discharged") X(Doubtful, "doubtful") X(Duty, "duty") \
  X(Each, "each") X(Effect, "effect") X(End, "end") X(Ends, "ends") X(Exactly, "exactly") X(Exception, "exception") \
  X(Excused, "excused") X(File, "file") X(Follows, "follows") X(Force, "force") X(From, "from") X(Given, "given") \
  X(Happens, "happens") X(In, "in") X(Initially, "initially") X(Instead, "instead") X(Is, "is") X(Its, "its") \
  X(Known, "known") X(Last, "last") X(Least, "least") X(Limit, "limit") X(Most, "most") X(Never, "never") \
  X(Note, "note") X(Notwithstanding, "notwithstanding") X(Of, "of") X(Old, "old") X(On, "on") X(One, "one") \
  X(Only, "only") X(Open, "open") X(Parts, "parts") X(Possibly, "possibly") X(Power, "power") \
  X(Primitive, "primitive") X(Ratification, "ratification") X(Reaches, "reaches") X(Reflexive, "reflexive") \
  X(Renews, "renews") X(Right, "right") X(Same, "same") X(Secret, "secret") X(Signature, "signature") \
  X(Style, "style") X(Subject, "subject") X(Suppose, "suppose") X(Survives, "survives") X(Tacit, "tacit") X(Term, "term") X(The, "the") \
  X(Thereafter, "thereafter") X(This, "this") X(Through, "through") X(Times, "times") X(To, "to") \
  X(Transitive, "transitive") X(Under, "under") X(Verdict, "verdict") X(What, "what") X(Within, "within") \
  X(Without, "without") X(Zone, "zone") \
  X(Thousand, "thousand") X(Million, "million") X(Billion, "billion") \
  X(Second, "second") X(Minute, "minute") X(Hour, "hour") X(Day, "day") X(Week, "week") X(Month, "month") X(Year, "year") \
  X(Seconds, "seconds") X(Minutes, "minutes") X(Hours, "hours") X(Days, "days") X(Weeks, "weeks") X(Months, "months") \
  X(Years, "years")
// clang-format on

enum class Keyword : uint8_t {
  kNone,
#define CASUS_WORD(name, text) k##name,
  CASUS_RESERVED_WORDS(CASUS_WORD) CASUS_ORDINARY_WORDS(CASUS_WORD)
#undef CASUS_WORD
};

// "and" for kAnd.
std::string_view Text(Keyword keyword);

inline bool IsReserved(Keyword keyword) { return keyword >= Keyword::kAnd && keyword <= Keyword::kCite; }
inline bool IsMultiplier(Keyword keyword) {
  return keyword >= Keyword::kThousand && keyword <= Keyword::kBillion;
}
inline bool IsDurationUnit(Keyword keyword) {
  return keyword >= Keyword::kSecond && keyword <= Keyword::kYears;
}
inline bool IsAggregate(Keyword keyword) { return keyword >= Keyword::kSum && keyword <= Keyword::kAverage; }

// Which symbols of a table are keywords. Making one takes a lookup a keyword, asking is an array access.
class KeywordTable {
 public:
  explicit KeywordTable(base::SymbolTable& symbols);

  Keyword Find(base::Symbol symbol) const {
    const auto index = static_cast<size_t>(symbol);
    return index < by_symbol_.size() ? by_symbol_[index] : Keyword::kNone;
  }

 private:
  std::vector<Keyword> by_symbol_;
};

}  // namespace casus::lang
