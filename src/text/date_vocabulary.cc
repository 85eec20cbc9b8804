#include "text/date_vocabulary.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "text/date_phrase.h"

// Every word of the text is looked up here, so this is where the reader of dates spends its time. Most words
// are none of ours: a bit for each pair of length and first letter turns most of them away before anything is
// computed. The rest goes to a table of open addressing, made when the program is compiled.

namespace casus::text {

namespace {

using enum DateWord;

constexpr int Value(DateUnit unit) { return static_cast<int>(unit); }

constexpr DateEntry Trigger(std::string_view text, DateWord word, int value = 0) {
  return {.text = text, .word = word, .value = value, .trigger = true};
}
constexpr DateEntry Unit(std::string_view text, DateUnit unit, bool plural) {
  return {.text = text, .word = kUnit, .value = Value(unit), .plural = plural, .trigger = true};
}
// The words of these are ordinary ones, too: a period is looked for where they stand.
constexpr DateEntry Period(std::string_view text, DateWord word = kPeriod, int value = 0) {
  return {.text = text, .word = word, .value = value, .trigger = true, .may_be_period = true};
}

constexpr DateEntry kEntries[] = {
    Trigger("january", kMonth, 1),
    Trigger("february", kMonth, 2),
    Trigger("march", kMonth, 3),
    Trigger("april", kMonth, 4),
    Trigger("may", kMonth, 5),
    Trigger("june", kMonth, 6),
    Trigger("july", kMonth, 7),
    Trigger("august", kMonth, 8),
    Trigger("september", kMonth, 9),
    Period("october", kMonth, 10),
    Trigger("november", kMonth, 11),
    Trigger("december", kMonth, 12),
    Trigger("jan", kMonthShort, 1),
    Trigger("feb", kMonthShort, 2),
    Trigger("mar", kMonthShort, 3),
    Trigger("apr", kMonthShort, 4),
    Trigger("jun", kMonthShort, 6),
    Trigger("jul", kMonthShort, 7),
    Trigger("aug", kMonthShort, 8),
    Trigger("sep", kMonthShort, 9),
    Trigger("sept", kMonthShort, 9),
    Trigger("oct", kMonthShort, 10),
    Trigger("nov", kMonthShort, 11),
    Trigger("dec", kMonthShort, 12),

    Trigger("monday", kWeekday, 0),
    Trigger("tuesday", kWeekday, 1),
    Trigger("wednesday", kWeekday, 2),
    Trigger("thursday", kWeekday, 3),
    Trigger("friday", kWeekday, 4),
    Trigger("saturday", kWeekday, 5),
    Trigger("sunday", kWeekday, 6),

    // As EDTF numbers them.
    Trigger("spring", kSeason, 21),
    Trigger("summer", kSeason, 22),
    Trigger("autumn", kSeason, 23),
    Trigger("fall", kSeason, 23),
    {.text = "winter", .word = kSeason, .value = 24, .trigger = true, .may_be_period = true},

    Trigger("twenties", kDecadeName, 20),
    Trigger("thirties", kDecadeName, 30),
    Trigger("forties", kDecadeName, 40),
    Trigger("fifties", kDecadeName, 50),
    Trigger("sixties", kDecadeName, 60),
    Trigger("seventies", kDecadeName, 70),
    Trigger("eighties", kDecadeName, 80),
    Trigger("nineties", kDecadeName, 90),

    Period("first", kOrdinal, 1),
    Period("second", kOrdinal, 2),
    Period("third", kOrdinal, 3),
    {.text = "fourth", .word = kOrdinal, .value = 4},
    {.text = "fifth", .word = kOrdinal, .value = 5},
    {.text = "sixth", .word = kOrdinal, .value = 6},
    {.text = "seventh", .word = kOrdinal, .value = 7},
    {.text = "eighth", .word = kOrdinal, .value = 8},
    {.text = "ninth", .word = kOrdinal, .value = 9},
    {.text = "tenth", .word = kOrdinal, .value = 10},
    {.text = "eleventh", .word = kOrdinal, .value = 11},
    {.text = "twelfth", .word = kOrdinal, .value = 12},
    {.text = "thirteenth", .word = kOrdinal, .value = 13},
    {.text = "fourteenth", .word = kOrdinal, .value = 14},
    {.text = "fifteenth", .word = kOrdinal, .value = 15},
    {.text = "sixteenth", .word = kOrdinal, .value = 16},
    {.text = "seventeenth", .word = kOrdinal, .value = 17},
    {.text = "eighteenth", .word = kOrdinal, .value = 18},
    {.text = "nineteenth", .word = kOrdinal, .value = 19},
    {.text = "twentieth", .word = kOrdinal, .value = 20},
    {.text = "thirtieth", .word = kOrdinal, .value = 30},

    {.text = "one", .word = kCardinal, .value = 1},
    {.text = "two", .word = kCardinal, .value = 2},
    {.text = "three", .word = kCardinal, .value = 3},
    {.text = "four", .word = kCardinal, .value = 4},
    {.text = "five", .word = kCardinal, .value = 5},
    {.text = "six", .word = kCardinal, .value = 6},
    Period("seven", kCardinal, 7),
    {.text = "eight", .word = kCardinal, .value = 8},
    {.text = "nine", .word = kCardinal, .value = 9},
    {.text = "ten", .word = kCardinal, .value = 10},
    {.text = "eleven", .word = kCardinal, .value = 11},
    {.text = "twelve", .word = kCardinal, .value = 12},
    {.text = "thirteen", .word = kCardinal, .value = 13},
    {.text = "fourteen", .word = kCardinal, .value = 14},
    {.text = "fifteen", .word = kCardinal, .value = 15},
    {.text = "sixteen", .word = kCardinal, .value = 16},
    {.text = "seventeen", .word = kCardinal, .value = 17},
    {.text = "eighteen", .word = kCardinal, .value = 18},
    {.text = "nineteen", .word = kCardinal, .value = 19},
    {.text = "twenty", .word = kCardinal, .value = 20},
    Period("thirty", kCardinal, 30),
    {.text = "forty", .word = kCardinal, .value = 40},
    {.text = "fifty", .word = kCardinal, .value = 50},
    {.text = "sixty", .word = kCardinal, .value = 60},
    {.text = "seventy", .word = kCardinal, .value = 70},
    {.text = "eighty", .word = kCardinal, .value = 80},
    {.text = "ninety", .word = kCardinal, .value = 90},
    Period("hundred"),
    {.text = "few", .word = kFew},
    {.text = "several", .word = kFew},
    {.text = "some", .word = kFew},
    {.text = "many", .word = kFew},
    {.text = "couple", .word = kFew},

    Unit("day", DateUnit::kDay, false),
    Unit("days", DateUnit::kDay, true),
    Unit("night", DateUnit::kDay, false),
    Unit("nights", DateUnit::kDay, true),
    Unit("morning", DateUnit::kDay, false),
    Unit("afternoon", DateUnit::kDay, false),
    Unit("evening", DateUnit::kDay, false),
    Unit("week", DateUnit::kWeek, false),
    Unit("weeks", DateUnit::kWeek, true),
    Unit("month", DateUnit::kMonth, false),
    Unit("months", DateUnit::kMonth, true),
    Unit("year", DateUnit::kYear, false),
    Unit("years", DateUnit::kYear, true),
    Unit("decade", DateUnit::kDecade, false),
    Unit("decades", DateUnit::kDecade, true),
    Unit("century", DateUnit::kCentury, false),
    Unit("centuries", DateUnit::kCentury, true),
    Trigger("q1", kQuarterYear, 33),
    Trigger("q2", kQuarterYear, 34),
    Trigger("q3", kQuarterYear, 35),
    Trigger("q4", kQuarterYear, 36),
    Trigger("h1", kQuarterYear, 40),
    Trigger("h2", kQuarterYear, 41),

    {.text = "later", .word = kLater},
    {.text = "afterwards", .word = kLater},
    {.text = "afterward", .word = kLater},
    {.text = "thereafter", .word = kLater},
    {.text = "earlier", .word = kEarlier},
    {.text = "previously", .word = kEarlier},
    {.text = "beforehand", .word = kEarlier},
    {.text = "ago", .word = kAgo},
    {.text = "before", .word = kBefore},
    {.text = "after", .word = kAfter},
    {.text = "next", .word = kNext},
    {.text = "following", .word = kNext},
    {.text = "subsequent", .word = kNext},
    {.text = "ensuing", .word = kNext},
    {.text = "previous", .word = kPrevious},
    {.text = "preceding", .word = kPrevious},
    {.text = "last", .word = kLast},
    {.text = "same", .word = kSame},
    {.text = "that", .word = kThat},
    {.text = "this", .word = kThis},
    {.text = "very", .word = kVery},
    Trigger("today", kToday),
    Trigger("tonight", kToday),
    Trigger("yesterday", kToday),
    Trigger("tomorrow", kToday),
    {.text = "eve", .word = kEve},
    {.text = "turn", .word = kTurn},

    {.text = "the", .word = kThe},
    {.text = "a", .word = kA, .value = 1},
    {.text = "an", .word = kA, .value = 1},
    {.text = "of", .word = kOf},
    {.text = "in", .word = kIn},
    {.text = "on", .word = kOn},
    {.text = "at", .word = kAt},
    {.text = "by", .word = kBy},
    {.text = "since", .word = kSince},
    {.text = "until", .word = kUntil},
    {.text = "till", .word = kUntil},
    {.text = "from", .word = kFrom},
    {.text = "to", .word = kTo},
    {.text = "through", .word = kThrough},
    {.text = "between", .word = kBetween},
    {.text = "and", .word = kAnd},
    {.text = "or", .word = kOr},
    {.text = "during", .word = kDuring},
    {.text = "throughout", .word = kDuring},
    {.text = "prior", .word = kPrior},
    {.text = "up", .word = kUp},
    {.text = "no", .word = kNo},
    {.text = "nos", .word = kNumbered},
    {.text = "not", .word = kNot},
    {.text = "than", .word = kThan},
    {.text = "for", .word = kFor},
    {.text = "within", .word = kWithin},
    {.text = "every", .word = kEvery},
    {.text = "each", .word = kEvery},
    {.text = "onwards", .word = kOnwards},
    {.text = "onward", .word = kOnwards},
    {.text = "forward", .word = kOnwards},
    {.text = "was", .word = kFunction},
    {.text = "is", .word = kFunction},
    {.text = "has", .word = kFunction},
    {.text = "as", .word = kFunction},
    {.text = "its", .word = kFunction},
    {.text = "his", .word = kFunction},
    {.text = "does", .word = kFunction},
    {.text = "always", .word = kFunction},
    {.text = "perhaps", .word = kFunction},
    {.text = "across", .word = kFunction},
    {.text = "besides", .word = kFunction},
    {.text = "towards", .word = kFunction},
    {.text = "sees", .word = kFunction},
    {.text = "marks", .word = kFunction},
    {.text = "remains", .word = kFunction},
    {.text = "series", .word = kFunction},
    {.text = "news", .word = kFunction},

    Period("early", kEarly),
    Period("late", kLate),
    {.text = "mid", .word = kMid},
    Period("middle", kMid),
    {.text = "beginning", .word = kBeginning},
    {.text = "start", .word = kBeginning},
    {.text = "outset", .word = kBeginning},
    {.text = "end", .word = kEnd},
    {.text = "close", .word = kEnd},
    {.text = "half", .word = kHalf},
    {.text = "quarter", .word = kQuarter},
    {.text = "latter", .word = kLatter},
    {.text = "about", .word = kAbout},
    {.text = "around", .word = kAbout},
    {.text = "approximately", .word = kAbout},
    {.text = "roughly", .word = kAbout},
    {.text = "circa", .word = kCirca},
    {.text = "ca", .word = kCirca},
    {.text = "c", .word = kCirca},
    {.text = "bc", .word = kBc},
    {.text = "bce", .word = kBc},
    {.text = "ad", .word = kAd},
    {.text = "ce", .word = kAd},
    {.text = "am", .word = kMorningHours},
    {.text = "pm", .word = kEveningHours},
    Trigger("noon", kNoon),

    {.text = "troops", .word = kCounted},
    {.text = "soldiers", .word = kCounted},
    {.text = "men", .word = kCounted},
    {.text = "women", .word = kCounted},
    {.text = "children", .word = kCounted},
    {.text = "people", .word = kCounted},
    {.text = "persons", .word = kCounted},
    {.text = "officers", .word = kCounted},
    {.text = "civilians", .word = kCounted},
    {.text = "inhabitants", .word = kCounted},
    {.text = "residents", .word = kCounted},
    {.text = "prisoners", .word = kCounted},
    {.text = "refugees", .word = kCounted},
    {.text = "casualties", .word = kCounted},
    {.text = "deaths", .word = kCounted},
    {.text = "dead", .word = kCounted},
    {.text = "wounded", .word = kCounted},
    {.text = "killed", .word = kCounted},
    {.text = "horses", .word = kCounted},
    {.text = "cattle", .word = kCounted},
    {.text = "tanks", .word = kCounted},
    {.text = "aircraft", .word = kCounted},
    {.text = "ships", .word = kCounted},
    {.text = "guns", .word = kCounted},
    {.text = "votes", .word = kCounted},
    {.text = "copies", .word = kCounted},
    {.text = "families", .word = kCounted},
    {.text = "households", .word = kCounted},
    {.text = "employees", .word = kCounted},
    {.text = "students", .word = kCounted},
    {.text = "members", .word = kCounted},
    {.text = "estates", .word = kCounted},
    {.text = "hours", .word = kCounted},
    {.text = "minutes", .word = kCounted},
    {.text = "tons", .word = kCounted},
    {.text = "tonnes", .word = kCounted},
    {.text = "km", .word = kCounted},
    {.text = "kilometres", .word = kCounted},
    {.text = "kilometers", .word = kCounted},
    {.text = "metres", .word = kCounted},
    {.text = "meters", .word = kCounted},
    {.text = "miles", .word = kCounted},
    {.text = "feet", .word = kCounted},
    {.text = "yards", .word = kCounted},
    {.text = "acres", .word = kCounted},
    {.text = "hectares", .word = kCounted},
    {.text = "square", .word = kCounted},
    {.text = "m", .word = kCounted},
    {.text = "mm", .word = kCounted},
    {.text = "cm", .word = kCounted},
    {.text = "ft", .word = kCounted},
    {.text = "kg", .word = kCounted},
    {.text = "lb", .word = kCounted},
    {.text = "ha", .word = kCounted},
    {.text = "hp", .word = kCounted},
    {.text = "kw", .word = kCounted},
    {.text = "mw", .word = kCounted},
    {.text = "bytes", .word = kCounted},
    {.text = "dollars", .word = kCounted},
    {.text = "pounds", .word = kCounted},
    {.text = "roubles", .word = kCounted},
    {.text = "rubles", .word = kCounted},
    {.text = "francs", .word = kCounted},
    {.text = "euros", .word = kCounted},
    {.text = "litas", .word = kCounted},
    {.text = "percent", .word = kCounted},
    {.text = "million", .word = kCounted},
    {.text = "billion", .word = kCounted},
    {.text = "thousand", .word = kCounted},

    {.text = "page", .word = kNumbered},
    {.text = "pages", .word = kNumbered},
    {.text = "p", .word = kNumbered},
    {.text = "pp", .word = kNumbered},
    {.text = "number", .word = kAmount},
    {.text = "numbers", .word = kNumbered},
    {.text = "nr", .word = kNumbered},
    {.text = "route", .word = kNumbered},
    {.text = "highway", .word = kNumbered},
    {.text = "flight", .word = kNumbered},
    {.text = "room", .word = kNumbered},
    {.text = "vol", .word = kNumbered},
    {.text = "volume", .word = kNumbered},
    {.text = "article", .word = kNumbered},
    {.text = "articles", .word = kNumbered},
    {.text = "art", .word = kNumbered},
    {.text = "section", .word = kNumbered},
    {.text = "sections", .word = kNumbered},
    {.text = "paragraph", .word = kNumbered},
    {.text = "chapter", .word = kNumbered},
    {.text = "line", .word = kNumbered},
    {.text = "note", .word = kNumbered},
    {.text = "footnote", .word = kNumbered},
    {.text = "resolution", .word = kNumbered},
    {.text = "directive", .word = kNumbered},
    {.text = "model", .word = kNumbered},
    {.text = "type", .word = kNumbered},
    {.text = "unit", .word = kNumbered},
    {.text = "id", .word = kNumbered},
    {.text = "iso", .word = kNumbered},
    {.text = "rfc", .word = kNumbered},
    {.text = "isbn", .word = kNumbered},
    {.text = "windows", .word = kNumbered},
    {.text = "version", .word = kNumbered},
    {.text = "aged", .word = kNumbered},
    {.text = "age", .word = kNumbered},
    {.text = "nearly", .word = kNumbered},
    {.text = "almost", .word = kNumbered},
    {.text = "over", .word = kNumbered},
    {.text = "least", .word = kNumbered},
    {.text = "most", .word = kNumbered},
    {.text = "exceeding", .word = kNumbered},
    {.text = "exceeded", .word = kNumbered},
    {.text = "numbering", .word = kNumbered},
    {.text = "numbered", .word = kNumbered},
    {.text = "worth", .word = kNumbered},
    {.text = "cost", .word = kAmount},
    {.text = "costs", .word = kNumbered},
    {.text = "totalling", .word = kNumbered},
    {.text = "usd", .word = kNumbered},
    {.text = "eur", .word = kNumbered},

    {.text = "population", .word = kAmount},
    {.text = "populations", .word = kAmount},
    {.text = "total", .word = kAmount},
    {.text = "average", .word = kAmount},
    {.text = "height", .word = kAmount},
    {.text = "distance", .word = kAmount},
    {.text = "crew", .word = kAmount},
    {.text = "garrison", .word = kAmount},
    {.text = "elevation", .word = kAmount},
    {.text = "altitude", .word = kAmount},
    {.text = "area", .word = kAmount},
    {.text = "sum", .word = kAmount},
    {.text = "price", .word = kAmount},
    {.text = "maximum", .word = kAmount},
    {.text = "minimum", .word = kAmount},
    {.text = "length", .word = kAmount},
    {.text = "depth", .word = kAmount},
    {.text = "width", .word = kAmount},
    {.text = "weight", .word = kAmount},
    {.text = "strength", .word = kAmount},
    {.text = "membership", .word = kAmount},
    {.text = "circulation", .word = kAmount},
    {.text = "capacity", .word = kAmount},
    {.text = "rate", .word = kAmount},
    {.text = "loss", .word = kAmount},
    {.text = "losses", .word = kAmount},
    {.text = "profit", .word = kAmount},
    {.text = "maxima", .word = kAmount},

    Period("interwar"),
    Period("inter"),
    Period("world"),
    Period("ww1"),
    Period("ww2"),
    Period("wwi"),
    Period("wwii"),
    Period("great"),
    Period("cold"),
    Period("dark"),
    Period("medieval"),
    Period("high"),
    Period("renaissance"),
    Period("reformation"),
    Period("enlightenment"),
    Period("classical"),
    Period("fin"),
    Period("belle"),
    Period("victorian"),
    Period("edwardian"),
    Period("elizabethan"),
    Period("napoleonic"),
    Period("french"),
    Period("russian"),
    Period("american"),
    Period("spanish"),
    Period("korean"),
    Period("vietnam"),
    Period("crimean"),
    Period("industrial"),
    Period("weimar"),
    Period("nazi"),
    Period("soviet"),
    Period("tudor"),
    Period("gilded"),
    Period("progressive"),
    Period("prohibition"),
    Period("reconstruction"),
    Period("meiji"),
    Period("viking"),
    Period("black"),
    Period("postwar"),
    Period("post"),
};

constexpr size_t kSlots = 2048;
constexpr size_t kLongest = 16;

// Makes letters small and leaves digits; what it makes of signs is no letter of a word.
constexpr uint8_t Lower(char c) { return static_cast<uint8_t>(static_cast<uint8_t>(c) | 0x20); }

// Four of its letters tell most words of a length apart, whatever their case.
constexpr uint32_t LettersOf(std::string_view word) {
  const size_t last = word.size() - 1;
  return uint32_t{Lower(word[0])} | uint32_t{Lower(word[last > 0 ? 1 : 0])} << 8 |
         uint32_t{Lower(word[last / 2])} << 16 | uint32_t{Lower(word[last])} << 24;
}

constexpr size_t PlaceOf(uint32_t letters, size_t size) {
  return ((letters ^ static_cast<uint32_t>(size) * 0x85EBCA6Bu) * 0x9E3779B1u) >> 21;
}
static_assert(kSlots == size_t{1} << (32 - 21));

struct Slot {
  uint32_t letters = 0;
  uint16_t size = 0;  // 0 if the slot is free
  uint16_t entry = 0;
};

struct Table {
  std::array<Slot, kSlots> slots{};
  std::array<uint32_t, kLongest + 1> first_letters{};  // by length: a bit for each first letter
};

constexpr Table MakeTable() {
  Table table;
  uint16_t index = 0;
  for (const DateEntry& entry : kEntries) {
    const uint32_t letters = LettersOf(entry.text);
    size_t place = PlaceOf(letters, entry.text.size());
    // The same word twice is a mistake of this table: it does not compile.
    for (; table.slots[place].size != 0; place = (place + 1) % kSlots) {
      if (kEntries[table.slots[place].entry].text == entry.text)
        throw "a word stands twice in the vocabulary";
    }
    table.slots[place] = {
        .letters = letters, .size = static_cast<uint16_t>(entry.text.size()), .entry = index++};
    table.first_letters.at(entry.text.size()) |= 1u << (entry.text.front() - 'a');
  }
  return table;
}

constexpr Table kTable = MakeTable();

bool SameLetters(std::string_view word, std::string_view lower) {
  for (size_t i = 0; i < word.size(); ++i) {
    if (Lower(word[i]) != static_cast<uint8_t>(lower[i])) return false;
  }
  return true;
}

}  // namespace

const DateEntry* FindDateWord(std::string_view word) {
  if (word.empty() || word.size() > kLongest) return nullptr;
  const unsigned letter = Lower(word.front()) - unsigned{'a'};
  if (letter >= 26 || (kTable.first_letters[word.size()] >> letter & 1) == 0) return nullptr;
  const uint32_t letters = LettersOf(word);
  for (size_t place = PlaceOf(letters, word.size());; place = (place + 1) % kSlots) {
    const Slot& slot = kTable.slots[place];
    if (slot.size == 0) return nullptr;
    if (slot.letters != letters || slot.size != word.size()) continue;
    const DateEntry& entry = kEntries[slot.entry];
    if (SameLetters(word, entry.text)) return &entry;
  }
}

}  // namespace casus::text
