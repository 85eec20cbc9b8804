#pragma once

// Made-up accounts for tests and benchmarks, of which it is known what belongs together.
//
//   const SampleAccounts sample = MakeSampleAccounts({.sentences = 1'000});
//   Align(sample.a, sample.b)   // should find sample.links
//
// The second account is made from the first as a careless copyist would: some sentences are left out, some
// reworded, put together, divided or moved with those around them, and some are new. The same options give the
// same accounts.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "text/align.h"
#include "text/reading.h"

namespace casus::text {

// An account of the given sentences, with ids from 1.
inline Reading MakeAccount(const std::vector<std::string>& sentences) {
  Reading reading;
  for (const std::string& text : sentences) {
    Sentence& sentence = reading.sentences.emplace_back();
    sentence.id = static_cast<int>(reading.sentences.size());
    sentence.paragraph = 1;
    sentence.text = text;
  }
  return reading;
}

struct SampleOptions {
  size_t sentences = 1'000;
  size_t vocabulary = 12'000;
  uint64_t seed = 1;
  bool is_shuffled = false;  // the second account, sentence by sentence
};

struct SampleAccounts {
  Reading a, b;
  std::set<std::pair<int, int>> links;  // ids of a with ids of b
};

class SampleWriter {
 public:
  explicit SampleWriter(const SampleOptions& options) : options_(options), random_(options.seed) {
    constexpr const char* kSyllables[] = {"ba", "co",  "di",  "fen", "gor", "hul", "ka", "lem", "mi", "nor",
                                          "pa", "qui", "ras", "sel", "ta",  "ur",  "vo", "wen", "xa", "zi"};
    for (size_t word = 0; word < options.vocabulary; ++word) {
      std::string text;
      for (size_t rest = word + 20; rest > 0; rest /= 20) text += kSyllables[rest % 20];
      if (word % 5 == 4) text[0] = static_cast<char>(text[0] - 'a' + 'A');  // a name
      vocabulary_.push_back(text);
    }
  }

  SampleAccounts Write() {
    using Words = std::vector<std::string>;
    std::vector<std::string> a;
    struct Copied {
      std::vector<Words> sentences;  // the two halves of a divided one stay together
      std::vector<int> from;
    };
    std::vector<Copied> b;
    Words before;  // the sentence before, if it waits to be put together with this one
    for (size_t i = 0; i < options_.sentences; ++i) {
      const Words words = NewSentence();
      a.push_back(Join(words));
      const int id = static_cast<int>(a.size());
      if (!before.empty()) {
        before.insert(before.end(), words.begin(), words.end());
        b.push_back({.sentences = {std::exchange(before, {})}, .from = {id - 1, id}});
        continue;
      }
      switch (Below(20)) {
        case 0:  // left out
          break;
        case 1:  // something new before it
          b.push_back({.sentences = {NewSentence()}, .from = {}});
          b.push_back({.sentences = {words}, .from = {id}});
          break;
        case 2:
          if (i + 1 < options_.sentences) {
            before = words;
          } else {
            b.push_back({.sentences = {words}, .from = {id}});
          }
          break;
        case 3: {
          const auto middle = words.begin() + static_cast<ptrdiff_t>(words.size() / 2);
          b.push_back(
              {.sentences = {Words(words.begin(), middle), Words(middle, words.end())}, .from = {id}});
          break;
        }
        case 4:
        case 5:
        case 6:
        case 7:
        case 8:
          b.push_back({.sentences = {words}, .from = {id}});
          break;
        default:
          b.push_back({.sentences = {Reword(words)}, .from = {id}});
      }
    }
    constexpr size_t kMoved = 8;
    for (size_t i = 0; i < b.size() / 200; ++i) {  // a few passages change places
      const size_t x = Below(b.size() - kMoved);
      const size_t y = Below(b.size() - kMoved);
      if (x + kMoved > y && y + kMoved > x) continue;
      const auto begin = b.begin() + static_cast<ptrdiff_t>(x);
      std::swap_ranges(begin, begin + kMoved, b.begin() + static_cast<ptrdiff_t>(y));
    }
    if (options_.is_shuffled) {
      for (size_t i = b.size(); i > 1; --i) std::swap(b[i - 1], b[Below(i)]);
    }
    SampleAccounts sample{.a = MakeAccount(a)};
    std::vector<std::string> b_texts;
    for (const Copied& copied : b) {
      for (const Words& words : copied.sentences) {
        b_texts.push_back(Join(words));
        for (const int from : copied.from) sample.links.emplace(from, static_cast<int>(b_texts.size()));
      }
    }
    sample.b = MakeAccount(b_texts);
    return sample;
  }

 private:
  size_t Below(size_t bound) { return random_() % bound; }

  // As in prose the k-th word is about as rare as k: the logarithm of its rank is even.
  std::string NewWord() {
    constexpr size_t kSteps = 1'000'000;
    const double share = static_cast<double>(Below(kSteps)) / kSteps;
    const double rank = std::pow(static_cast<double>(vocabulary_.size()), share);
    if (Below(20) == 0) return std::to_string(1 + Below(2'000));
    return vocabulary_[std::min(static_cast<size_t>(rank) - 1, vocabulary_.size() - 1)];
  }

  std::vector<std::string> NewSentence() {
    constexpr const char* kFunctionWords[] = {"the", "of", "and", "in", "to", "was", "by", "that"};
    std::vector<std::string> words;
    for (size_t i = 14 + Below(16); i > 0; --i)
      words.push_back(Below(3) == 0 ? kFunctionWords[Below(8)] : NewWord());
    return words;
  }

  // About a fifth of the words is changed.
  std::vector<std::string> Reword(const std::vector<std::string>& words) {
    std::vector<std::string> reworded;
    for (const std::string& word : words) {
      const size_t change = Below(15);
      if (change == 0) continue;
      reworded.push_back(change == 1 ? NewWord() : word);
      if (change == 2) reworded.push_back(NewWord());
    }
    return reworded;
  }

  static std::string Join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text + ".";
  }

  SampleOptions options_;
  std::mt19937_64 random_;
  std::vector<std::string> vocabulary_;
};

inline SampleAccounts MakeSampleAccounts(const SampleOptions& options) {
  return SampleWriter(options).Write();
}

// Aborts if of what is paired, or of what should be, less than 98% is right.
inline void CheckFound(const SampleAccounts& sample, const Alignment& alignment) {
  size_t paired = 0;
  size_t right = 0;
  for (const Pair& pair : alignment.pairs) {
    for (const int a : pair.a) {
      for (const int b : pair.b) {
        ++paired;
        right += sample.links.contains({a, b}) ? 1 : 0;
      }
    }
  }
  CHECK(right * 100 >= paired * 98) << right << " of " << paired << " pairs are right";
  CHECK(right * 100 >= sample.links.size() * 98) << right << " of " << sample.links.size() << " are found";
}

}  // namespace casus::text
