#pragma once

// What is odd in a text, and may be a fault of its copying or its writing.
//
//   OddityFinder finder;
//   finder.Read(ProseTokens("They received of land, and said “no."), 1);
//       // a lost figure: a number seems to be missing after “received”
//   finder.EndParagraph();
//       // an unclosed quotation: the quotation that “ opens is not closed in this paragraph
//
// Each oddity has its sentence and its place there, and a message of one line. The rules prefer silence to a
// false alarm; they are told in lost_figures.cc and oddities.cc.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/prose_tokens.h"
#include "text/reading.h"

namespace casus::text {

// Sees the sentences of a text in their order. A quotation or bracket may close in a later sentence of its
// paragraph.
class OddityFinder {
 public:
  // What is odd in the sentence by itself, in its order. Requires valid UTF-8. Linear.
  std::vector<Oddity> Read(const ProseTokens& sentence, int id);

  // What was opened in the sentences since the last call and not closed, in the order of its opening. A quotation of
  // several paragraphs opens again in each of them and closes in the last: it is no oddity if the next paragraph
  // begins with its mark.
  std::vector<Oddity> EndParagraph(std::string_view next_paragraph = {});

 private:
  enum class Pair : uint8_t { kRound, kSquare, kCurly, kLow, kGuillemet, kStraight };
  static constexpr size_t kPairs = 6;

  struct Opening {
    int sentence = 0;
    Range at;
    std::string_view mark;  // of static storage
  };
  // Openings of one kind that are not closed yet. Beyond the most they are only counted, so that a text of
  // nothing but brackets needs no memory.
  struct Stack {
    std::vector<Opening> openings;
    size_t beyond = 0;
  };

  void ReadMark(std::string_view sentence, const Range& mark, int id);
  void Open(Pair pair, const Opening& opening);
  bool Close(Pair pair);

  std::array<Stack, kPairs> stacks_;
};

// The oddities of one sentence that is a paragraph by itself, in the order of their places.
std::vector<Oddity> FindOddities(std::string_view sentence, int id);

}  // namespace casus::text
