#include "text/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "text/align_sample.h"

namespace casus::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Ids = std::vector<int>;
using Texts = std::vector<std::string>;

std::string_view NameOf(Pair::Kind kind) {
  switch (kind) {
    case Pair::Kind::kIdentical:
      return "identical";
    case Pair::Kind::kReworded:
      return "reworded";
    case Pair::Kind::kMerged:
      return "merged";
    case Pair::Kind::kSplit:
      return "split";
    case Pair::Kind::kOnlyA:
      return "only a";
    case Pair::Kind::kOnlyB:
      return "only b";
  }
  return "";
}

// "reworded 1,2|3": the ids of a and of b.
std::string Show(const Pair& pair) {
  std::string text(NameOf(pair.kind));
  const auto show = [&](const Ids& ids, char before) {
    text += before;
    for (const int id : ids) text += std::to_string(id) + (id == ids.back() ? "" : ",");
  };
  show(pair.a, ' ');
  show(pair.b, '|');
  return text;
}

Texts ShowAll(const Alignment& alignment) {
  Texts texts;
  for (const Pair& pair : alignment.pairs) texts.push_back(Show(pair));
  return texts;
}

// Sentences of one chronicle that have little in common.
const Texts& Chronicle() {
  static const Texts texts = {
      "The envoys of Corvia crossed the river Halm at dawn on 3 March 1847.",
      "Queen Isaura received them in the orangery and offered a truce of forty days.",
      "Marshal Dobrik distrusted the offer, because his granaries at Pell were empty.",
      "Two regiments of dragoons were therefore sent to guard the salt road.",
      "In the harbour of Vessin a frigate burned down to her keel.",
      "Nobody claimed the fire, though the insurers blamed careless caulkers.",
      "The truce was sealed with the copper seal of the archbishop.",
      "Merchants reopened their stalls and the price of rye fell by half.",
  };
  return texts;
}

TEST(Align, PairsSentences) {
  struct Case {
    std::string_view name;
    Texts a, b;
    Texts pairs;
  };
  const Texts& tale = Chronicle();
  const std::string reworded = "Marshal Dobrik mistrusted this offer, as his granaries in Pell stood empty.";
  const Case cases[] = {
      {.name = "both empty", .a = {}, .b = {}, .pairs = {}},
      {.name = "a empty", .a = {}, .b = {tale[0], tale[1]}, .pairs = {"only b |1", "only b |2"}},
      {.name = "b empty", .a = {tale[0]}, .b = {}, .pairs = {"only a 1|"}},
      {.name = "one each, the same", .a = {tale[3]}, .b = {tale[3]}, .pairs = {"identical 1|1"}},
      {.name = "one each, another", .a = {tale[3]}, .b = {tale[4]}, .pairs = {"only b |1", "only a 1|"}},
      {.name = "one each, reworded", .a = {tale[2]}, .b = {reworded}, .pairs = {"reworded 1|1"}},
      {.name = "only a usual word in common",
       .a = {"The king died in May."},
       .b = {"A treaty was signed in May."},
       .pairs = {"only b |1", "only a 1|"}},
      {.name = "punctuation and the case of the first word do not count",
       .a = {"Yesterday, the “Albatross” sailed for Vessin."},
       .b = {"yesterday the \"Albatross\" sailed for Vessin"},
       .pairs = {"identical 1|1"}},
      {.name = "case counts elsewhere",
       .a = {"They polished every door in the palace."},
       .b = {"They polished every Door in the palace."},
       .pairs = {"reworded 1|1"}},
      {.name = "alone between the same neighbours, half of the words the same",
       .a = {tale[0], "Poland protested.", tale[1], "It reached the pass on 9 May.", tale[2]},
       .b = {tale[0], "Corvia protested.", tale[1], "It reached the pass six days later.", tale[2]},
       .pairs = {"identical 1|1", "reworded 2|2", "identical 3|3", "reworded 4|4", "identical 5|5"}},
      {.name = "alone between the same neighbours, small words the same",
       .a = {tale[0], "He was in a hurry.", tale[1]},
       .b = {tale[0], "He was in a boat.", tale[1]},
       .pairs = {"identical 1|1", "only b |2", "only a 2|", "identical 3|3"}},
      {.name = "missing",
       .a = {tale[0], tale[1], tale[2]},
       .b = {tale[0], tale[2]},
       .pairs = {"identical 1|1", "only a 2|", "identical 3|2"}},
      {.name = "inserted",
       .a = {tale[0], tale[2]},
       .b = {tale[0], tale[4], tale[5], tale[2]},
       .pairs = {"identical 1|1", "only b |2", "only b |3", "identical 2|4"}},
      {.name = "merged",
       .a = {tale[3], tale[4], tale[5], tale[6]},
       .b = {tale[3],
             "In the harbour of Vessin a frigate burned down to her keel, and though the insurers blamed "
             "careless "
             "caulkers, nobody claimed the fire.",
             tale[6]},
       .pairs = {"identical 1|1", "merged 2,3|2", "identical 4|3"}},
      {.name = "split",
       .a = {tale[0], tale[1], tale[2]},
       .b = {tale[0], "Queen Isaura received them in the orangery.", "She offered a truce of forty days.",
             tale[2]},
       .pairs = {"identical 1|1", "split 2|2,3", "identical 3|4"}},
      {.name = "three merged",
       .a = {"The bridge at Oln collapsed under the cannon.", "Eleven gunners drowned beside their horses.",
             "Colonel Ferrant wept on the opposite bank."},
       .b = {"The bridge at Oln collapsed under the cannon, eleven gunners drowned beside their horses, and "
             "Colonel "
             "Ferrant wept on the opposite bank."},
       .pairs = {"merged 1,2,3|1"}},
      {.name = "moved",
       .a = {tale[0], tale[1], tale[2], tale[3], tale[4]},
       .b = {tale[4], tale[0], tale[1], tale[2], tale[3]},
       .pairs = {"identical 1|2", "identical 2|3", "identical 3|4", "identical 4|5", "identical 5|1"}},
      {.name = "shuffled",
       .a = tale,
       .b = {tale[5], tale[2], tale[7], tale[0], tale[6], tale[3], tale[1], tale[4]},
       .pairs = {"identical 1|4", "identical 2|7", "identical 3|2", "identical 4|6", "identical 5|8",
                 "identical 6|1", "identical 7|5", "identical 8|3"}},
      {.name = "look-alikes, in another order",
       .a = {"The garrison of Oln had 8,000 soldiers and six guns.",
             "The garrison of Pell had 2,500 soldiers and six guns."},
       .b = {"The garrison of Pell had 2,500 soldiers and six guns.",
             "The garrison of Oln had 8,000 soldiers and six guns."},
       .pairs = {"identical 1|2", "identical 2|1"}},
      {.name = "look-alikes, told with other numbers",
       .a = {"The garrison of Oln had 8,000 soldiers and six guns.",
             "The garrison of Pell had 2,500 soldiers and six guns."},
       .b = {"The garrison of Oln had 9,000 soldiers and six guns.",
             "The garrison of Pell had 2,600 soldiers and six guns."},
       .pairs = {"reworded 1|1", "reworded 2|2"}},
      {.name = "short sentences are not the same for one word",
       .a = {tale[0], "He refused.", tale[2]},
       .b = {tale[0], "He agreed.", tale[2]},
       .pairs = {"identical 1|1", "only b |2", "only a 2|", "identical 3|3"}},
      {.name = "a repeated sentence belongs to its neighbours",
       .a = {tale[0], "He refused.", tale[1], "He refused.", tale[2]},
       .b = {tale[1], "He refused.", tale[2]},
       .pairs = {"only a 1|", "only a 2|", "identical 3|1", "identical 4|2", "identical 5|3"}},
      {.name = "a repeated short sentence elsewhere is another",
       .a = {"He refused.", tale[0], tale[1], tale[2], "He refused."},
       .b = {tale[0], "He refused.", tale[1], tale[2]},
       .pairs = {"only a 1|", "identical 2|1", "only b |2", "identical 3|3", "identical 4|4", "only a 5|"}},
      {.name = "nothing but punctuation",
       .a = {"***", tale[0], ""},
       .b = {"***", tale[0], ""},
       .pairs = {"identical 1|1", "identical 2|2", "identical 3|3"}},
      {.name = "other scripts",
       .a = {"Корвия подписала договор с Вессином.", "女王在橘园接见了使节。"},
       .b = {"Корвия не подписала договор с Вессином.", "女王在橘园里接见了使节。"},
       .pairs = {"reworded 1|1", "reworded 2|2"}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ShowAll(Align(MakeAccount(c.a), MakeAccount(c.b))), c.pairs) << c.name;
  }
}

TEST(Align, SaysHowAlikeSentencesAre) {
  const Texts& tale = Chronicle();
  const Alignment alignment =
      Align(MakeAccount({tale[0], tale[1], tale[2]}),
            MakeAccount({tale[0], "Queen Isaura received them and offered a truce of forty days."}));
  ASSERT_THAT(ShowAll(alignment), ElementsAre("identical 1|1", "reworded 2|2", "only a 3|"));
  EXPECT_EQ(alignment.pairs[0].likeness, 1);
  EXPECT_GT(alignment.pairs[1].likeness, 0.8);
  EXPECT_LT(alignment.pairs[1].likeness, 1);
  EXPECT_EQ(alignment.pairs[2].likeness, 0);
}

TEST(Align, PairsRepeatedSentencesInOrder) {
  const Texts same(300, "The clerk read the minutes.");
  const Alignment alignment = Align(MakeAccount(same), MakeAccount(same));
  ASSERT_EQ(alignment.pairs.size(), same.size());
  for (const Pair& pair : alignment.pairs) {
    EXPECT_EQ(pair.kind, Pair::Kind::kIdentical);
    EXPECT_EQ(pair.a, pair.b);
  }
}

// Prose of which the counterparts are known. Of what is paired, and of what should be, at most 2% is wrong.
void ExpectFound(const SampleAccounts& sample) {
  size_t paired = 0;
  size_t right = 0;
  for (const Pair& pair : Align(sample.a, sample.b).pairs) {
    for (const int a : pair.a) {
      for (const int b : pair.b) {
        ++paired;
        right += sample.links.contains({a, b}) ? 1 : 0;
      }
    }
  }
  EXPECT_GE(static_cast<double>(right), 0.98 * static_cast<double>(paired)) << "precision";
  EXPECT_GE(static_cast<double>(right), 0.98 * static_cast<double>(sample.links.size())) << "recall";
}

TEST(Align, FindsTheCounterpartsOfLongAccounts) {
  ExpectFound(MakeSampleAccounts({.sentences = 10'000}));
  ExpectFound(MakeSampleAccounts({.sentences = 2'000, .vocabulary = 600, .seed = 2}));
  ExpectFound(MakeSampleAccounts({.sentences = 2'000, .seed = 3, .is_shuffled = true}));
}

TEST(Align, PairsNothingOfStrangers) {
  const Reading a = MakeSampleAccounts({.sentences = 1'000, .vocabulary = 3'000, .seed = 4}).a;
  const Reading b = MakeSampleAccounts({.sentences = 1'000, .vocabulary = 3'000, .seed = 5}).a;
  const std::vector<Pair> pairs = Align(a, b).pairs;
  const auto false_pairs = std::count_if(pairs.begin(), pairs.end(),
                                         [](const Pair& pair) { return !pair.a.empty() && !pair.b.empty(); });
  EXPECT_LE(false_pairs, 5);
}

TEST(Align, StandsHostileText) {
  std::string many_words;
  std::string many_brackets;
  std::string many_numbers;
  for (int i = 0; i < 20'000; ++i) {
    many_words += "again w" + std::to_string(i % 7) + " ";
    many_brackets += "(";
    many_numbers += std::to_string(i) + " 000 ";
  }
  const std::string one_word(1'000'000, 'x');
  const Reading a = MakeAccount({many_words, many_brackets, many_numbers, one_word, "An end."});
  const Reading b =
      MakeAccount({many_numbers + "more", one_word + "y", many_words + many_brackets, "An end."});
  const Alignment alignment = Align(a, b);
  EXPECT_THAT(ShowAll(alignment), testing::IsSupersetOf({"reworded 3|1", "identical 5|4"}));
}

// Short accounts of few words, so that sentences are alike, repeated, and empty.
rc::Gen<Reading> AnyAccount() {
  const auto word =
      rc::gen::element<std::string>("Oln", "Pell", "treaty", "the", "signed", "12", "not", "duke", ".", "\"");
  const auto sentence = rc::gen::map(rc::gen::container<Texts>(word), [](const Texts& words) {
    std::string text;
    for (const std::string& w : words) text += (text.empty() ? "" : " ") + w;
    return text;
  });
  return rc::gen::map(rc::gen::container<Texts>(sentence), MakeAccount);
}

RC_GTEST_PROP(Align, EachSentenceIsInOnePair, ()) {
  const Reading a = *AnyAccount();
  const Reading b = *AnyAccount();
  Ids ids_a;
  Ids ids_b;
  for (const Pair& pair : Align(a, b).pairs) {
    ids_a.insert(ids_a.end(), pair.a.begin(), pair.a.end());
    ids_b.insert(ids_b.end(), pair.b.begin(), pair.b.end());
    RC_ASSERT(pair.likeness >= 0 && pair.likeness <= 1);
  }
  RC_ASSERT(std::is_sorted(ids_a.begin(), ids_a.end()));
  std::sort(ids_b.begin(), ids_b.end());
  const auto are_all = [](const Ids& ids, const Reading& reading) {
    for (size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] != reading.sentences[i].id) return false;
    }
    return ids.size() == reading.sentences.size();
  };
  RC_ASSERT(are_all(ids_a, a));
  RC_ASSERT(are_all(ids_b, b));
}

RC_GTEST_PROP(Align, AnAccountIsIdenticalToItself, ()) {
  const Reading account = *AnyAccount();
  for (const Pair& pair : Align(account, account).pairs) {
    RC_ASSERT(pair.kind == Pair::Kind::kIdentical);
    RC_ASSERT(pair.a == pair.b);
    RC_ASSERT(pair.differences.empty());
  }
}

RC_GTEST_PROP(Align, ItMakesNoDifferenceWhichIsCalledA, ()) {
  const Reading a = *AnyAccount();
  const Reading b = *AnyAccount();
  std::multiset<std::string> forth;
  std::multiset<std::string> back;
  for (const Pair& pair : Align(a, b).pairs) forth.insert(Show(pair));
  for (const Pair& pair : Align(b, a).pairs) {
    Pair turned{.kind = pair.kind, .a = pair.b, .b = pair.a};
    if (pair.kind == Pair::Kind::kMerged) turned.kind = Pair::Kind::kSplit;
    if (pair.kind == Pair::Kind::kSplit) turned.kind = Pair::Kind::kMerged;
    if (pair.kind == Pair::Kind::kOnlyA) turned.kind = Pair::Kind::kOnlyB;
    if (pair.kind == Pair::Kind::kOnlyB) turned.kind = Pair::Kind::kOnlyA;
    back.insert(Show(turned));
  }
  RC_ASSERT(forth == back);
}

TEST(PlaceNotes, FindsTheSentenceThatTheSecondAccountLeftOut) {
  const Texts& tale = Chronicle();
  const Reading a = MakeAccount({tale[0], tale[1], tale[2], tale[3]});
  Reading b = MakeAccount({tale[0], tale[2], "Two regiments were sent.",
                           "These dragoons were to guard the salt road.", "A comet was seen."});
  b.notes = {
      {.mark = "1", .before = 1},                 // nothing stands before the first sentence of a
      {.mark = "2", .before = 2},                 // the second of a was left out
      {.mark = "3", .supports = 2, .before = 3},  // b has its sentence
      {.mark = "4", .before = 4},                 // within a sentence of a
      {.mark = "5", .before = 5},                 // before what a does not tell
      {.mark = "6"},
  };
  const Alignment alignment = Align(a, b);
  ASSERT_THAT(ShowAll(alignment),
              ElementsAre("identical 1|1", "only a 2|", "identical 3|2", "split 4|3,4", "only b |5"));
  std::vector<std::pair<size_t, int>> placed;
  for (const PlacedNote& note : PlaceNotes(a, b, alignment)) placed.emplace_back(note.note, note.sentence);
  EXPECT_THAT(placed, ElementsAre(std::pair(1, 2), std::pair(3, 4)));
  EXPECT_THAT(PlaceNotes(a, MakeAccount({}), Align(a, MakeAccount({}))), IsEmpty());
}

}  // namespace
}  // namespace casus::text
