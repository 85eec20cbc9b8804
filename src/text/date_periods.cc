#include "text/date_periods.h"

#include <array>
#include <cstdint>
#include <iterator>

// The table gives the years in which the period is usually said to begin and end; an end that is a matter of
// taste is marked ~. The conventions are those of general works of reference: wars run from the first attack
// to the last armistice or surrender, reigns and states from their proclamation to their end, ages by the
// events that schoolbooks let them begin and end with. All are only likely, since an author may mean others.

namespace casus::text {

namespace {

constexpr NamedPeriod kPeriods[] = {
    {"interwar", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},
    {"interwar period", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},
    {"interwar years", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},
    {"interwar era", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},
    {"inter war period", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},
    {"inter war years", "1918~/1939~", "1918~", "1939~", "the years between the two World Wars"},

    {"World War I", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"World War One", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"World War 1", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"First World War", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"Great War", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11", "read as the First World War"},
    {"WWI", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"WW1", "1914-07-28/1918-11-11", "1914-07-28", "1918-11-11",
     "from the declaration of war on Serbia to the armistice"},
    {"World War II", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"World War Two", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"World War 2", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"Second World War", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"WWII", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"WW2", "1939-09-01/1945-09-02", "1939-09-01", "1945-09-02",
     "from the attack on Poland to the surrender of Japan"},
    {"Cold War", "1947~/1991", "1947~", "1991", "from the Truman Doctrine to the end of the Soviet Union"},
    {"Winter War", "1939-11-30/1940-03-13", "1939-11-30", "1940-03-13",
     "the war between the Soviet Union and Finland"},
    {"Korean War", "1950-06-25/1953-07-27", "1950-06-25", "1953-07-27", "from the attack to the armistice"},
    {"Vietnam War", "1955~/1975-04-30", "1955~", "1975-04-30",
     "its begin is disputed, its end is the fall of Saigon"},
    {"Spanish Civil War", "1936-07-17/1939-04-01", "1936-07-17", "1939-04-01",
     "from the uprising to the declaration of its end"},
    {"Russian Civil War", "1917-11~/1922~", "1917-11~", "1922~",
     "from the October Revolution on; its end is disputed"},
    {"American Civil War", "1861-04-12/1865~", "1861-04-12", "1865~",
     "from Fort Sumter to the last surrenders"},
    {"Crimean War", "1853-10/1856-03", "1853-10", "1856-03",
     "from the Ottoman declaration to the Peace of Paris"},
    {"Napoleonic Wars", "1803/1815", "1803", "1815", "from the end of the Peace of Amiens to Waterloo"},
    {"Napoleonic era", "1799/1815", "1799", "1815", "from Brumaire to Waterloo"},
    {"Seven Years War", "1756/1763", "1756", "1763", "the war of 1756 to 1763, not the Nordic one"},
    {"Thirty Years War", "1618/1648", "1618", "1648",
     "from the Defenestration of Prague to the Peace of Westphalia"},
    {"Hundred Years War", "1337/1453", "1337", "1453", "from the confiscation of Guyenne to Castillon"},
    {"French Revolution", "1789/1799", "1789", "1799", "from the Estates General to Brumaire"},
    {"American Revolution", "1765~/1783", "1765~", "1783", "from the Stamp Act to the Peace of Paris"},
    {"Russian Revolution", "1917/1917", "1917", "1917", "the revolutions of that year"},
    {"October Revolution", "1917-11-07/1917-11-08", "1917-11-07", "1917-11-08",
     "25 and 26 October in the old style"},
    {"Industrial Revolution", "1760~/1840~", "1760~", "1840~", "as it is dated for Britain"},
    {"Great Depression", "1929/1939~", "1929", "1939~", "from the crash to the begin of the war"},
    {"Prohibition era", "1920/1933", "1920", "1933", "in the United States"},
    {"Reconstruction era", "1865/1877", "1865", "1877", "in the United States"},
    {"Gilded Age", "1870~/1900~", "1870~", "1900~", "in the United States"},
    {"Progressive era", "1896~/1917~", "1896~", "1917~", "in the United States"},
    {"Weimar Republic", "1918-11-09/1933-01-30", "1918-11-09", "1933-01-30",
     "from its proclamation to Hitler's appointment"},
    {"Weimar era", "1918/1933", "1918", "1933", "the years of the Weimar Republic"},
    {"Third Reich", "1933-01-30/1945-05-08", "1933-01-30", "1945-05-08",
     "from Hitler's appointment to the surrender"},
    {"Nazi era", "1933/1945", "1933", "1945", "from Hitler's appointment to the surrender"},
    {"Soviet era", "1917~/1991", "1917~", "1991",
     "from the October Revolution to the end of the Soviet Union"},
    {"Soviet period", "1917~/1991", "1917~", "1991",
     "from the October Revolution to the end of the Soviet Union"},

    {"classical antiquity", "-0799~/0476~", "-0799~", "0476~", "from Homer to the end of the western Empire"},
    {"late antiquity", "0284~/0650~", "0284~", "0650~", "from Diocletian to the Arab conquests"},
    {"middle ages", "0476~/1500~", "0476~", "1500~", "from the end of the western Empire to about 1500"},
    {"early middle ages", "0476~/1000~", "0476~", "1000~",
     "from the end of the western Empire to about 1000"},
    {"high middle ages", "1000~/1300~", "1000~", "1300~", "from about 1000 to about 1300"},
    {"late middle ages", "1300~/1500~", "1300~", "1500~", "from about 1300 to about 1500"},
    {"dark ages", "0476~/1000~", "0476~", "1000~", "read as the early Middle Ages"},
    {"medieval period", "0476~/1500~", "0476~", "1500~", "from the end of the western Empire to about 1500"},
    {"medieval era", "0476~/1500~", "0476~", "1500~", "from the end of the western Empire to about 1500"},
    {"medieval times", "0476~/1500~", "0476~", "1500~", "from the end of the western Empire to about 1500"},
    {"Viking Age", "0793~/1066~", "0793~", "1066~", "from Lindisfarne to Stamford Bridge"},
    {"Black Death", "1346~/1353~", "1346~", "1353~", "the plague in Europe"},
    {"Renaissance", "1400~/1600~", "1400~", "1600~", "as it is dated for Europe"},
    {"Reformation", "1517/1648~", "1517", "1648~", "from the Ninety-five Theses to the Peace of Westphalia"},
    {"Enlightenment", "1685~/1789~", "1685~", "1789~", "the long eighteenth century before the Revolution"},
    {"early modern period", "1500~/1800~", "1500~", "1800~", "from about 1500 to about 1800"},
    {"early modern era", "1500~/1800~", "1500~", "1800~", "from about 1500 to about 1800"},
    {"early modern times", "1500~/1800~", "1500~", "1800~", "from about 1500 to about 1800"},
    {"Tudor period", "1485/1603", "1485", "1603", "the reigns of the Tudors in England"},
    {"Tudor era", "1485/1603", "1485", "1603", "the reigns of the Tudors in England"},
    {"Elizabethan era", "1558/1603", "1558", "1603", "the reign of Elizabeth I"},
    {"Victorian era", "1837/1901", "1837", "1901", "the reign of Victoria"},
    {"Victorian period", "1837/1901", "1837", "1901", "the reign of Victoria"},
    {"Victorian age", "1837/1901", "1837", "1901", "the reign of Victoria"},
    {"Edwardian era", "1901/1910", "1901", "1910", "the reign of Edward VII"},
    {"Meiji era", "1868/1912", "1868", "1912", "the reign of the Meiji emperor"},
    {"fin de siècle", "1880~/1914~", "1880~", "1914~", "the turn to the twentieth century"},
    {"belle époque", "1871~/1914", "1871~", "1914", "from the Franco-Prussian to the First World War"},
    {"belle Époque", "1871~/1914", "1871~", "1914", "from the Franco-Prussian to the First World War"},
    {"postwar period", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
    {"postwar years", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
    {"postwar era", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
    {"post war period", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
    {"post war years", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
    {"post war era", "1945/", "1945", "", "read as after the Second World War; its end is not told"},
};

constexpr char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool SameWord(std::string_view word, std::string_view expected) {
  if (word.size() != expected.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool may_be_capital = expected[i] >= 'a' && expected[i] <= 'z';
    if ((may_be_capital ? Small(word[i]) : word[i]) != expected[i]) return false;
  }
  return true;
}

// The periods whose names begin with the same letter are a list.
struct Lists {
  static constexpr uint8_t kEnd = 255;
  std::array<uint8_t, 26> first{};
  std::array<uint8_t, std::size(kPeriods)> next{};
};

constexpr Lists MakeLists() {
  static_assert(std::size(kPeriods) < Lists::kEnd);
  Lists lists;
  lists.first.fill(Lists::kEnd);
  for (size_t i = 0; i < std::size(kPeriods); ++i) {
    uint8_t& first = lists.first.at(static_cast<size_t>(Small(kPeriods[i].name.front()) - 'a'));
    lists.next[i] = first;
    first = static_cast<uint8_t>(i);
  }
  return lists;
}

constexpr Lists kLists = MakeLists();

// Behind the last token of the name, or 0. Between its words there may be a hyphen or an apostrophe.
size_t EndOfName(const DateTokens& tokens, size_t at, std::string_view name) {
  for (size_t i = at;;) {
    const size_t space = name.find(' ');
    if (!SameWord(tokens.TextOf(tokens.At(i)), name.substr(0, space))) return 0;
    ++i;
    if (space == std::string_view::npos) return i;
    name.remove_prefix(space + 1);
    const DateWord sign = tokens.At(i).word;
    if (sign == DateWord::kApostrophe || (sign == DateWord::kDash && tokens.At(i).value == 0)) ++i;
  }
}

}  // namespace

std::optional<PeriodMatch> MatchPeriod(const DateTokens& tokens, size_t at) {
  if (!tokens.At(at).may_be_period) return std::nullopt;
  PeriodMatch longest;
  const auto letter = static_cast<size_t>(Small(tokens.TextOf(tokens.At(at)).front()) - 'a');
  for (uint8_t i = kLists.first.at(letter); i != Lists::kEnd; i = kLists.next[i]) {
    const NamedPeriod& period = kPeriods[i];
    const size_t end = EndOfName(tokens, at, period.name);
    // "Renaissance music" is a style; "the Renaissance" is a time.
    const bool is_one_word = end == at + 1 && period.name != "interwar" && !period.name.starts_with("WW");
    if (is_one_word && (at == 0 || tokens.At(at - 1).word != DateWord::kThe)) continue;
    if (end > longest.end) longest = {.period = &period, .end = end};
  }
  if (longest.period == nullptr) return std::nullopt;
  return longest;
}

}  // namespace casus::text
