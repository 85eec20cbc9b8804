// Sentences are paired in four steps, from what is certain to what only its place makes likely.
//
// 1. Links (align_links.h). Each sentence of b is compared with the few sentences of a that share its rarest
//    words, alone and in rows of up to three. A link much weaker than the best one of either of its sentences
//    is dropped, so that two look-alikes do not draw their sentences from one another.
// 2. The chain (align_chain.h). Accounts mostly tell in one order. The links that keep it and are strongest
//    together become pairs; a sentence that would fit in two places is so decided by its neighbours.
// 3. Gaps. Between two pairs in order, what stands between them in a may be what stands between them in b.
//    There all are compared with all, so that sentences of common words only are found as well.
// 4. Elsewhere. What remains is paired regardless of order, the strongest first, if it is alike beyond doubt;
//    a neighbour that was moved along helps. Last, what is alone in its gap is taken on weaker evidence; if it is alone on both
//    sides, half of its words, small ones too, are enough.
//
// What remains then stands only in its account. A false pair is worse than an unpaired sentence: it would be
// read as a contradiction. Two sentences of one story that tell different things share its names and usual
// words; weighed by rarity this seldom makes more than a third of either. kInOrder lies above that, kElsewhere
// well above, and kInGap below, for sentences that already have both their neighbours in common.
//
// Of two accounts the shorter one always asks; so it makes no difference which of them is called a.

#include "text/align.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <utility>

#include "text/align_chain.h"
#include "text/align_links.h"
#include "text/align_words.h"
#include "text/difference.h"

namespace casus::text {

namespace {

constexpr double kInOrder = 0.42;
constexpr double kElsewhere = 0.55;
constexpr double kInGap = 0.33;

// A link must be this strong in relation to the best of each of its sentences.
constexpr double kLeastOfBest = 0.8;

// A gap with more sentences than this on both sides is not compared all with all.
constexpr size_t kLargeGap = 16;
// In a gap with more than this on either side it is no longer the place that makes a pair likely.
constexpr size_t kSmallGap = 3;

// What a neighbour that may be paired with a neighbour adds to a link.
constexpr double kNeighbourBonus = 0.1;

// Identical sentences of this many telling words occur twice only if one was taken from the other.
constexpr uint32_t kNoFigureOfSpeech = 4;

class Pairing {
 public:
  Pairing(const AccountWords& a, const AccountWords& b, const WordTable& table)
      : a_(a), b_(b), table_(table), likeness_(a, b, table), a_link_(a.size()), b_link_(b.size()) {}

  std::vector<Link> Run() {
    std::vector<Link> links = FindLinks(a_, b_, table_, likeness_);
    std::erase_if(links, [](const Link& link) { return !link.is_identical && !link.is_distinct; });
    DropWeak(links);
    ChooseChain(links, kInOrder);
    FillGaps(kLargeGap, kInOrder);
    ChooseElsewhere(links);
    FillGaps(kSmallGap, kInGap);
    PairLonely();
    return std::move(chosen_);
  }

 private:
  bool IsFree(const Link& link) const {
    const auto all_free = [](const std::vector<bool>& taken, uint32_t begin, uint32_t end) {
      for (uint32_t i = begin; i < end; ++i) {
        if (taken[i]) return false;
      }
      return true;
    };
    return all_free(a_link_, link.a, link.a_end()) && all_free(b_link_, link.b, link.b_end());
  }

  void Choose(const Link& link, bool in_order) {
    std::fill(a_link_.begin() + link.a, a_link_.begin() + link.a_end(), true);
    std::fill(b_link_.begin() + link.b, b_link_.begin() + link.b_end(), true);
    chosen_.push_back(link);
    if (in_order) in_order_.push_back(link);
  }

  void DropWeak(std::vector<Link>& links) const;
  void ChooseChain(std::span<const Link> links, double least);
  void FillGaps(size_t most, double least);
  void LinkGap(Range gap_a, Range gap_b, size_t most, std::vector<Link>& links) const;
  void ChooseElsewhere(std::span<const Link> links);
  void PairLonely();
  bool ShareHalf(uint32_t a, uint32_t b) const;
  uint32_t TellingWords(uint32_t a) const;

  const AccountWords& a_;
  const AccountWords& b_;
  const WordTable& table_;
  const Likeness likeness_;
  std::vector<bool> a_link_;  // whether the sentence is in a pair
  std::vector<bool> b_link_;
  std::vector<Link> chosen_;
  std::vector<Link> in_order_;  // of the chosen ones those of the chain, ascending
};

void Pairing::DropWeak(std::vector<Link>& links) const {
  std::vector<double> best_a(a_.size());
  std::vector<double> best_b(b_.size());
  for (const Link& link : links) {
    for (uint32_t i = link.a; i < link.a_end(); ++i) best_a[i] = std::max(best_a[i], link.strength);
    for (uint32_t i = link.b; i < link.b_end(); ++i) best_b[i] = std::max(best_b[i], link.strength);
  }
  std::erase_if(links, [&](const Link& link) {
    double best = 0;
    for (uint32_t i = link.a; i < link.a_end(); ++i) best = std::max(best, best_a[i]);
    for (uint32_t i = link.b; i < link.b_end(); ++i) best = std::max(best, best_b[i]);
    return link.strength < best * kLeastOfBest;
  });
}

// A link is worth what it is stronger than half of what is asked, for each sentence that it pairs: so a row
// wins over a pair of its sentences only if it explains the rest of the row as well.
void Pairing::ChooseChain(std::span<const Link> links, double least) {
  std::vector<double> values;
  for (const Link& link : links) {
    const double sentences = link.a_count + link.b_count;
    const bool may_be = link.strength >= least && IsFree(link);
    values.push_back(may_be ? (link.strength - least / 2) * sentences : 0);
  }
  for (const size_t link : BestChain(links, values, b_.size())) Choose(links[link], true);
  std::sort(in_order_.begin(), in_order_.end(), [](const Link& x, const Link& y) { return x.a < y.a; });
}

void Pairing::FillGaps(size_t most, double least) {
  std::vector<Link> links;
  Range gap_a;
  Range gap_b;
  for (const Link& link : in_order_) {
    gap_a.end = link.a;
    gap_b.end = link.b;
    LinkGap(gap_a, gap_b, most, links);
    gap_a.begin = link.a_end();
    gap_b.begin = link.b_end();
  }
  gap_a.end = a_.size();
  gap_b.end = b_.size();
  LinkGap(gap_a, gap_b, most, links);
  ChooseChain(links, least);
}

// Links what is free in a gap, if at most one side has more than `most`; those with the same words in any case.
void Pairing::LinkGap(Range gap_a, Range gap_b, size_t most, std::vector<Link>& links) const {
  const auto free_in = [](Range gap, const std::vector<bool>& taken) {
    std::vector<uint32_t> free;
    for (size_t i = gap.begin; i < gap.end; ++i) {
      if (!taken[i]) free.push_back(static_cast<uint32_t>(i));
    }
    return free;
  };
  const std::vector<uint32_t> in_a = free_in(gap_a, a_link_);
  const std::vector<uint32_t> in_b = free_in(gap_b, b_link_);
  if (in_a.empty() || in_b.empty()) return;
  if (std::min(in_a.size(), in_b.size()) <= most) {
    for (const uint32_t a : in_a) {
      for (const uint32_t b : in_b) {
        const Link link = likeness_.Compare(a, 1, b, 1);
        if (link.is_identical || link.is_distinct) links.push_back(link);
      }
    }
    return;
  }
  boost::unordered_flat_map<uint64_t, std::vector<uint32_t>> waiting;  // of a, the first last
  for (auto a = in_a.rbegin(); a != in_a.rend(); ++a) waiting[likeness_.SequenceOfA(*a)].push_back(*a);
  for (const uint32_t b : in_b) {
    const auto same = waiting.find(likeness_.SequenceOfB(b));
    if (same == waiting.end() || same->second.empty()) continue;
    links.push_back(likeness_.Compare(same->second.back(), 1, b, 1));
    same->second.pop_back();
  }
}

uint32_t Pairing::TellingWords(uint32_t a) const {
  const auto words = a_.Words(a);
  return static_cast<uint32_t>(std::count_if(words.begin(), words.end(), [this](const PlacedWord& word) {
    return table_.Form(word.form).kind >= WordKind::kPlain;
  }));
}

void Pairing::ChooseElsewhere(std::span<const Link> links) {
  const auto place = [](uint32_t a, uint32_t b) { return uint64_t{a} << 32 | b; };
  boost::unordered_flat_map<uint64_t, double> strengths;
  const auto note = [&](const Link& link) { strengths[place(link.a, link.b)] = link.strength; };
  for (const Link& link : links) note(link);
  for (const Link& link : chosen_) note(link);
  std::vector<uint32_t> times_a(a_.size());
  std::vector<uint32_t> times_b(b_.size());
  for (const Link& link : links) {
    times_a[link.a] += link.is_identical ? 1 : 0;
    times_b[link.b] += link.is_identical ? 1 : 0;
  }

  std::vector<std::pair<double, size_t>> ranked;
  for (size_t i = 0; i < links.size(); ++i) {
    const Link& link = links[i];
    if (link.strength < kElsewhere || !IsFree(link)) continue;
    double bonus = 0;
    const auto before =
        link.a > 0 && link.b > 0 ? strengths.find(place(link.a - 1, link.b - 1)) : strengths.end();
    const auto behind = strengths.find(place(link.a_end(), link.b_end()));
    if (before != strengths.end()) bonus += kNeighbourBonus * before->second;
    if (behind != strengths.end()) bonus += kNeighbourBonus * behind->second;
    // A short sentence that is said more than once may be said of anything.
    const bool is_repeated = link.is_identical && (times_a[link.a] > 1 || times_b[link.b] > 1);
    if (is_repeated && bonus == 0 && TellingWords(link.a) < kNoFigureOfSpeech) continue;
    ranked.emplace_back(link.strength + bonus, i);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  for (const auto& [rank, i] : ranked) {
    if (IsFree(links[i])) Choose(links[i], false);
  }
}

// "Poland protested." and "Latvia protested.", each between the same neighbours.
void Pairing::PairLonely() {
  std::vector<Link> lonely;
  for (size_t i = 0; i + 1 < in_order_.size(); ++i) {
    const Link& before = in_order_[i];
    const Link& behind = in_order_[i + 1];
    const bool is_alone = behind.a == before.a_end() + 1 && behind.b == before.b_end() + 1;
    if (!is_alone || a_link_[before.a_end()] || b_link_[before.b_end()]) continue;
    if (ShareHalf(before.a_end(), before.b_end()))
      lonely.push_back(likeness_.Compare(before.a_end(), 1, before.b_end(), 1));
  }
  for (const Link& link : lonely) Choose(link, true);
}

// Whether two sentences have half of the words of the longer one in common, one of them no small one.
bool Pairing::ShareHalf(uint32_t a, uint32_t b) const {
  std::vector<base::Symbol> keys;
  const auto is_word = [&](const PlacedWord& word) {
    return table_.Form(word.form).kind != WordKind::kPunctuation;
  };
  for (const PlacedWord& word : a_.Words(a)) {
    if (is_word(word)) keys.push_back(table_.Form(word.form).key);
  }
  const size_t words_a = keys.size();
  size_t words_b = 0, common = 0, telling = 0;
  for (const PlacedWord& word : b_.Words(b)) {
    if (!is_word(word)) continue;
    ++words_b;
    const auto same = std::find(keys.begin(), keys.end(), table_.Form(word.form).key);
    if (same == keys.end()) continue;
    keys.erase(same);
    ++common;
    telling += table_.Form(word.form).kind >= WordKind::kPlain ? 1 : 0;
  }
  constexpr size_t kMostWords = 12;  // of more, half is much, and would have made a pair before
  return words_a <= kMostWords && words_b <= kMostWords && telling > 0 &&
         2 * common >= std::max(words_a, words_b);
}

// Whether x asks y: the shorter one the longer one, of equally long ones the one that comes first in the
// order of their texts.
bool Asks(const Reading& x, const Reading& y) {
  if (x.sentences.size() != y.sentences.size()) return x.sentences.size() < y.sentences.size();
  const auto texts = std::mismatch(x.sentences.begin(), x.sentences.end(), y.sentences.begin(),
                                   [](const Sentence& s, const Sentence& t) { return s.text == t.text; });
  return texts.first != x.sentences.end() && texts.first->text < texts.second->text;
}

std::vector<Link> PairSentences(const AccountWords& a, const AccountWords& b, const WordTable& table,
                                bool a_asks) {
  if (!a_asks) return Pairing(a, b, table).Run();
  std::vector<Link> links = Pairing(b, a, table).Run();
  for (Link& link : links) {
    std::swap(link.a, link.b);
    std::swap(link.a_count, link.b_count);
  }
  return links;
}

std::vector<int> Ids(const Reading& reading, uint32_t begin, uint32_t end) {
  std::vector<int> ids;
  for (uint32_t i = begin; i < end; ++i) ids.push_back(reading.sentences[i].id);
  return ids;
}

}  // namespace

Alignment Align(const Reading& a, const Reading& b) {
  const bool a_asks = Asks(a, b);
  WordTable table;  // the words of the one that asks come first
  const AccountWords first(a_asks ? a : b, table);
  const AccountWords second(a_asks ? b : a, table);
  const AccountWords& words_a = a_asks ? first : second;
  const AccountWords& words_b = a_asks ? second : first;
  const std::vector<Link> links = PairSentences(words_a, words_b, table, a_asks);

  std::vector<const Link*> link_of_a(a.sentences.size());
  std::vector<const Link*> link_of_b(b.sentences.size());
  for (const Link& link : links) {
    std::fill(link_of_a.begin() + link.a, link_of_a.begin() + link.a_end(), &link);
    std::fill(link_of_b.begin() + link.b, link_of_b.begin() + link.b_end(), &link);
  }

  Alignment alignment;
  const auto add_only_b = [&](uint32_t from) {
    for (uint32_t i = from; i < link_of_b.size() && link_of_b[i] == nullptr; ++i) {
      alignment.pairs.push_back({.kind = Pair::Kind::kOnlyB, .b = Ids(b, i, i + 1)});
    }
  };
  const auto add_linked = [&](const Link& link) {
    const Side side_a{.reading = &a, .words = words_a.Words(link.a, link.a_count)};
    const Side side_b{.reading = &b, .words = words_b.Words(link.b, link.b_count)};
    Pair pair{
        .a = Ids(a, link.a, link.a_end()), .b = Ids(b, link.b, link.b_end()), .likeness = link.likeness};
    if (link.a_count > 1) pair.kind = Pair::Kind::kMerged;
    if (link.b_count > 1) pair.kind = Pair::Kind::kSplit;
    if (pair.kind == Pair::Kind::kReworded && AreWordForWord(side_a, side_b, table)) {
      pair.kind = Pair::Kind::kIdentical;
    }
    pair.differences = FindDifferences(side_a, side_b, table);
    alignment.pairs.push_back(std::move(pair));
  };
  add_only_b(0);
  for (uint32_t i = 0; i < link_of_a.size();) {
    const Link* link = link_of_a[i];
    if (link == nullptr) {
      alignment.pairs.push_back({.kind = Pair::Kind::kOnlyA, .a = Ids(a, i, i + 1)});
      ++i;
      continue;
    }
    add_linked(*link);
    add_only_b(link->b_end());
    i = link->a_end();
  }
  return alignment;
}

std::vector<PlacedNote> PlaceNotes(const Reading& a, const Reading& b, const Alignment& alignment) {
  struct Counterpart {
    int a = 0;              // the first sentence
    bool is_first = false;  // the sentence of b is the first of its pair
  };
  boost::unordered_flat_map<int, Counterpart> counterparts;  // by sentence of b
  for (const Pair& pair : alignment.pairs) {
    if (pair.a.empty()) continue;
    for (const int id : pair.b) counterparts[id] = {.a = pair.a.front(), .is_first = id == pair.b.front()};
  }
  boost::unordered_flat_map<int, int> before;  // by sentence of a, the one before it
  for (size_t i = 1; i < a.sentences.size(); ++i) before[a.sentences[i].id] = a.sentences[i - 1].id;

  std::vector<PlacedNote> placed;
  for (size_t note = 0; note < b.notes.size(); ++note) {
    if (b.notes[note].supports || !b.notes[note].before) continue;
    const auto counterpart = counterparts.find(*b.notes[note].before);
    if (counterpart == counterparts.end()) continue;
    // Before the second half of a sentence of a stands the first half of the same.
    if (!counterpart->second.is_first) {
      placed.push_back({.note = note, .sentence = counterpart->second.a});
    } else if (const auto sentence = before.find(counterpart->second.a); sentence != before.end()) {
      placed.push_back({.note = note, .sentence = sentence->second});
    }
  }
  return placed;
}

}  // namespace casus::text
