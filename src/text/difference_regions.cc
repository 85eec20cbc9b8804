// The words in common are a heaviest common subsequence: words weigh more than function words, those more than
// punctuation, and a word that goes on where the one before it left off a little more than another of the same
// spelling, so that what is in common comes in few long runs (Hirschberg's recurrence, with a second state for
// "the last pair matched", as in Gotoh 1982). Its table has a cell for each pair of words. Sentences of a usual
// length need a thousand; where the table would have more than kMostCells, the words that occur once on both
// sides part it first (the "patience" method), and a part that is still too large counts as differing.

#include "text/difference_regions.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

namespace casus::text {

namespace {

constexpr size_t kMostCells = size_t{1} << 17;
constexpr size_t kNone = SIZE_MAX;

int32_t MatchWeight(WordKind kind) {
  switch (kind) {
    case WordKind::kPunctuation:
      return 2;
    case WordKind::kFunction:
      return 5;
    case WordKind::kPlain:
    case WordKind::kNumber:
      return 20;
  }
  return 0;
}

// Where either could be in common, it is the verb that holds two sentences together: then names and numbers that
// changed their places stand against each other.
int32_t MatchWeight(const WordForm& form) {
  const bool is_fact = form.kind == WordKind::kNumber || form.is_capitalised;
  return MatchWeight(form.kind) - (is_fact && form.kind != WordKind::kFunction ? 1 : 0);
}

class Matcher {
 public:
  Matcher(const Side& a, const Side& b, const WordTable& table)
      : a_(a),
        b_(b),
        table_(table),
        partner_of_a_(a.words.size(), kNone),
        partner_of_b_(b.words.size(), kNone) {}

  std::vector<Region> Run() {
    MatchPart({.a = {.begin = 0, .end = a_.words.size()}, .b = {.begin = 0, .end = b_.words.size()}}, true);
    PartOtherCases();
    PartMentions();
    return Regions();
  }

 private:
  const WordForm& FormA(size_t a) const { return table_.Form(a_.words[a].form); }
  const WordForm& FormB(size_t b) const { return table_.Form(b_.words[b].form); }
  // A number is the same only if it is written alike: its key is the same for 20,000 and 20 000.
  bool Match(size_t a, size_t b) const {
    const WordForm& form = FormA(a);
    return form.key == FormB(b).key && (form.kind != WordKind::kNumber || form.exact == FormB(b).exact);
  }
  void Join(size_t a, size_t b) {
    partner_of_a_[a] = b;
    partner_of_b_[b] = a;
  }
  void Part(size_t a) {
    if (partner_of_a_[a] != kNone) partner_of_b_[partner_of_a_[a]] = kNone;
    partner_of_a_[a] = kNone;
  }

  void MatchPart(Region part, bool may_part);
  void MatchByTable(const Region& part);
  void MatchByUniqueWords(const Region& part);
  void PartOtherCases();
  void PartMentions();
  bool PartTornMentions(const Side& side, std::vector<size_t>& partners, bool is_a);
  std::vector<Region> Regions() const;
  bool IsIsland(Range matched) const;

  const Side& a_;
  const Side& b_;
  const WordTable& table_;
  std::vector<size_t> partner_of_a_;
  std::vector<size_t> partner_of_b_;
};

void Matcher::MatchPart(Region part, bool may_part) {
  while (!part.a.empty() && !part.b.empty() && Match(part.a.begin, part.b.begin)) {
    Join(part.a.begin++, part.b.begin++);
  }
  while (!part.a.empty() && !part.b.empty() && Match(part.a.end - 1, part.b.end - 1)) {
    Join(--part.a.end, --part.b.end);
  }
  if (part.a.empty() || part.b.empty()) return;
  if (part.a.size() <= kMostCells / part.b.size()) {
    MatchByTable(part);
  } else if (may_part) {
    MatchByUniqueWords(part);
  }
}

void Matcher::MatchByTable(const Region& part) {
  // Of the words from a cell on: the best sum, and the best if the two words of the cell match each other.
  struct Cell {
    int32_t best = 0;
    int32_t matched = 0;  // 0 if they do not
  };
  const size_t rows = part.a.size();
  const size_t columns = part.b.size();
  std::vector<Cell> cells((rows + 1) * (columns + 1));
  const auto cell = [&](size_t row, size_t column) -> Cell& { return cells[row * (columns + 1) + column]; };
  for (size_t row = rows; row-- > 0;) {
    const int32_t weight = MatchWeight(FormA(part.a.begin + row));
    for (size_t column = columns; column-- > 0;) {
      Cell& here = cell(row, column);
      if (Match(part.a.begin + row, part.b.begin + column)) {
        const Cell& behind = cell(row + 1, column + 1);
        here.matched = weight + std::max(behind.best, behind.matched > 0 ? behind.matched + 1 : 0);
      }
      here.best = std::max({here.matched, cell(row + 1, column).best, cell(row, column + 1).best});
    }
  }
  bool goes_on = false;  // the words before were matched, and gain by matching these too
  for (size_t row = 0, column = 0; row < rows && column < columns;) {
    const Cell& here = cell(row, column);
    if (here.matched > 0 && (goes_on || here.matched == here.best)) {
      Join(part.a.begin + row, part.b.begin + column);
      const Cell& behind = cell(++row, ++column);
      goes_on = behind.matched > 0 && behind.matched + 1 >= behind.best;
    } else {
      goes_on = false;
      // If either word may be passed over, that of the shorter side: so it meets the first of several places.
      const int32_t without_a = cell(row + 1, column).best;
      const int32_t without_b = cell(row, column + 1).best;
      const bool passes_a = without_a != without_b ? without_a > without_b : rows <= columns;
      (passes_a ? row : column)++;
    }
  }
}

void Matcher::MatchByUniqueWords(const Region& part) {
  struct Place {
    size_t a = kNone, b = kNone;
    uint32_t a_times = 0, b_times = 0;
  };
  boost::unordered_flat_map<base::Symbol, Place> places;
  for (size_t a = part.a.begin; a < part.a.end; ++a) {
    Place& place = places[FormA(a).key];
    place.a = a;
    ++place.a_times;
  }
  for (size_t b = part.b.begin; b < part.b.end; ++b) {
    Place& place = places[FormB(b).key];
    place.b = b;
    ++place.b_times;
  }
  std::vector<std::pair<size_t, size_t>> unique;
  for (size_t a = part.a.begin; a < part.a.end; ++a) {
    const Place& place = places[FormA(a).key];
    if (place.a_times == 1 && place.b_times == 1 && Match(a, place.b)) unique.emplace_back(a, place.b);
  }
  // The longest run of them that ascends on both sides: piles whose tops ascend.
  std::vector<size_t> tops;
  std::vector<size_t> previous(unique.size(), kNone);
  for (size_t i = 0; i < unique.size(); ++i) {
    const auto pile = std::lower_bound(tops.begin(), tops.end(), unique[i].second,
                                       [&](size_t top, size_t b) { return unique[top].second < b; });
    if (pile != tops.begin()) previous[i] = *(pile - 1);
    if (pile == tops.end()) {
      tops.push_back(i);
    } else {
      *pile = i;
    }
  }
  Region rest = part;
  for (size_t i = tops.empty() ? kNone : tops.back(); i != kNone; i = previous[i]) {
    const auto [a, b] = unique[i];
    Join(a, b);
    MatchPart({.a = {.begin = a + 1, .end = rest.a.end}, .b = {.begin = b + 1, .end = rest.b.end}}, false);
    rest.a.end = a;
    rest.b.end = b;
  }
  MatchPart(rest, false);
}

// A word that is capitalised on one side only differs.
void Matcher::PartOtherCases() {
  for (size_t a = 0; a < partner_of_a_.size(); ++a) {
    const size_t b = partner_of_a_[a];
    if (b != kNone && !AreSameWord(a_.words[a], b_.words[b], table_)) Part(a);
  }
}

// Parting a mention of one side may leave half of one of the other.
void Matcher::PartMentions() {
  constexpr int kMostRounds = 3;
  for (int round = 0; round < kMostRounds; ++round) {
    const bool parted_a = PartTornMentions(a_, partner_of_a_, true);
    const bool parted_b = PartTornMentions(b_, partner_of_b_, false);
    if (!parted_a && !parted_b) break;
  }
}

bool Matcher::PartTornMentions(const Side& side, std::vector<size_t>& partners, bool is_a) {
  bool parted = false;
  for (size_t begin = 0; begin < side.words.size();) {
    const Mention* mention = side.FactAt(begin);
    size_t end = begin + 1;
    while (mention != nullptr && end < side.words.size() && side.FactAt(end) == mention) ++end;
    bool is_whole = true;
    bool is_matched = false;
    for (size_t word = begin; word < end; ++word) {
      is_matched = is_matched || partners[word] != kNone;
      is_whole = is_whole && partners[word] != kNone && partners[word] == partners[begin] + (word - begin);
    }
    if (mention != nullptr && is_matched && !is_whole) {
      for (size_t word = begin; word < end; ++word) {
        const size_t a = is_a ? word : partners[word];
        if (a != kNone) Part(a);
      }
      parted = true;
    }
    begin = end;
  }
  return parted;
}

// Whether words in common are too few and too plain to part what differs around them.
bool Matcher::IsIsland(Range matched) const {
  constexpr size_t kMostWords = 2;
  if (matched.size() > kMostWords) return false;
  for (size_t a = matched.begin; a < matched.end; ++a) {
    if (FormA(a).kind != WordKind::kFunction) return false;
  }
  return true;
}

std::vector<Region> Matcher::Regions() const {
  std::vector<Region> regions;
  for (size_t a = 0, b = 0; a < a_.words.size() || b < b_.words.size();) {
    if (a < a_.words.size() && partner_of_a_[a] == b) {
      ++a;
      ++b;
      continue;
    }
    Region region{.a = {.begin = a, .end = a}, .b = {.begin = b, .end = b}};
    while (region.a.end < a_.words.size() && partner_of_a_[region.a.end] == kNone) ++region.a.end;
    while (region.b.end < b_.words.size() && partner_of_b_[region.b.end] == kNone) ++region.b.end;
    a = region.a.end;
    b = region.b.end;
    const bool replaces = !region.a.empty() && !region.b.empty();
    if (replaces && !regions.empty()) {
      Region& before = regions.back();
      const bool both_replace = !before.a.empty() && !before.b.empty();
      if (both_replace && IsIsland({.begin = before.a.end, .end = region.a.begin})) {
        before.a.end = region.a.end;
        before.b.end = region.b.end;
        continue;
      }
    }
    regions.push_back(region);
  }
  return regions;
}

}  // namespace

const Mention* Side::FactAt(size_t word) const {
  const PlacedWord& placed = words[word];
  if (placed.mention == PlacedWord::kNoMention) return nullptr;
  const Mention& mention = reading->sentences[placed.sentence].mentions[placed.mention];
  return mention.kind == Mention::Kind::kName ? nullptr : &mention;
}

bool AreSameWord(const PlacedWord& a, const PlacedWord& b, const WordTable& table) {
  const WordForm& a_form = table.Form(a.form);
  const WordForm& b_form = table.Form(b.form);
  if (a_form.exact == b_form.exact) return true;
  return (a.opens || b.opens) && a_form.key == b_form.key && a_form.kind != WordKind::kNumber;
}

std::vector<Region> FindRegions(const Side& a, const Side& b, const WordTable& table) {
  return Matcher(a, b, table).Run();
}

}  // namespace casus::text
