#pragma once

// What must hold of any two accounts that are aligned; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "text/align.h"

namespace casus::text {
// With each run of digits as a number, or as a date if it has four.
inline Sentence FuzzSentence(int id, std::string_view text) {
  Sentence sentence;
  sentence.id = id;
  sentence.text = text;
  constexpr std::string_view kDigits = "0123456789";
  for (size_t begin = text.find_first_of(kDigits); begin < text.size();) {
    const size_t end = std::min(text.find_first_not_of(kDigits, begin), text.size());
    Mention mention{.kind = Mention::Kind::kNumber, .at = {.begin = begin, .end = end}};
    mention.text = text.substr(begin, end - begin);
    if (mention.text.size() == 4) {
      mention.kind = Mention::Kind::kDate;
      mention.edtf = mention.text;
    } else if (mention.text.size() < 10) {
      mention.least = mention.most = base::Decimal::FromInteger(std::stoll(mention.text));
    }
    sentence.mentions.push_back(mention);
    begin = text.find_first_of(kDigits, end);
  }
  return sentence;
}

inline Reading FuzzReading(const std::vector<std::string_view>& lines, size_t begin, size_t end) {
  Reading reading;
  for (size_t i = begin; i < end; ++i) {
    reading.sentences.push_back(FuzzSentence(static_cast<int>(i - begin + 1), lines[i]));
  }
  return reading;
}

inline void CheckSide(const Reading& reading, std::vector<int> ids) {
  std::sort(ids.begin(), ids.end());
  CHECK(ids.size() == reading.sentences.size()) << ids.size() << " of " << reading.sentences.size();
  for (size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == static_cast<int>(i + 1)) << "sentence " << i + 1;
}

using Sides = std::set<std::pair<std::vector<int>, std::vector<int>>>;

inline Sides CheckedSides(const Reading& a, const Reading& b) {
  const Alignment alignment = Align(a, b);
  std::vector<int> ids_a;
  std::vector<int> ids_b;
  Sides sides;
  for (const Pair& pair : alignment.pairs) {
    ids_a.insert(ids_a.end(), pair.a.begin(), pair.a.end());
    ids_b.insert(ids_b.end(), pair.b.begin(), pair.b.end());
    sides.emplace(pair.a, pair.b);
    for (const Difference& difference : pair.differences) {
      CHECK(difference.a.empty() == (difference.kind == Difference::Kind::kAddition)) << difference.b;
      CHECK(difference.b.empty() == (difference.kind == Difference::Kind::kOmission)) << difference.a;
    }
  }
  CheckSide(a, ids_a);
  CheckSide(b, ids_b);
  return sides;
}

// Each sentence is in one pair, what differs stands in the sentences, and it makes no difference which account is
// called a. The first half of the lines is one account, the rest the other.
inline void CheckAlign(std::string_view text) {
  if (base::FindInvalidUtf8(text)) return;  // not for the aligner
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  const Reading a = FuzzReading(lines, 0, lines.size() / 2);
  const Reading b = FuzzReading(lines, lines.size() / 2, lines.size());
  const Sides forth = CheckedSides(a, b);
  Sides back;
  for (const auto& [x, y] : CheckedSides(b, a)) back.emplace(y, x);
  CHECK(forth == back) << "the pairs depend on which is called a";
}

}  // namespace casus::text
