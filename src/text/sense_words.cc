#include "text/sense_words.h"

#include <optional>

#include "text/word_list.h"

namespace casus::text {
namespace {

// The opposite of each stands at the same place in the other list.
constexpr WordList kOnes({"before", "for", "with", "from", "above", "over", "since", "inside", "earlier",
                          "first", "more", "least", "many", "all"});
constexpr WordList kOpposites({"after", "against", "without", "to", "below", "under", "until", "outside",
                               "later", "last", "less", "most", "few", "some"});
static_assert(kOnes.size() == kOpposites.size());

constexpr WordList kDoubts({"may", "might", "perhaps", "maybe", "possibly", "probably", "likely",
                            "presumably", "allegedly", "reportedly", "apparently", "supposedly", "seemingly",
                            "purportedly"});
constexpr WordList kLimits({"only", "just", "merely", "solely", "alone", "exclusively"});
constexpr WordList kNearly({"almost", "nearly", "virtually", "practically"});

// The bits: the words of the first list, those of the second, and the three kinds of qualifiers.
constexpr size_t kPairs = kOnes.size();
constexpr Senses kOfOnes = (Senses{1} << kPairs) - 1;
constexpr Senses kDoubt = Senses{1} << (2 * kPairs);
constexpr Senses kLimit = kDoubt << 1;
constexpr Senses kNear = kDoubt << 2;
static_assert(2 * kPairs + 3 <= 32);

}  // namespace

Senses SenseOf(std::string_view word) {
  if (word == "fewer") word = "less";
  if (const std::optional<size_t> place = kOnes.Find(word)) return Senses{1} << *place;
  if (const std::optional<size_t> place = kOpposites.Find(word)) return Senses{1} << (kPairs + *place);
  if (kDoubts.Contains(word)) return kDoubt;
  if (kLimits.Contains(word)) return kLimit;
  return kNearly.Contains(word) ? kNear : 0;
}

bool AreOpposed(Senses a, Senses b) {
  const auto ones = [](Senses senses) { return senses & kOfOnes; };
  const auto opposites = [](Senses senses) { return (senses >> kPairs) & kOfOnes; };
  const auto only_ones = [&](Senses senses) { return ones(senses) & ~opposites(senses); };
  const auto only_opposites = [&](Senses senses) { return opposites(senses) & ~ones(senses); };
  return ((only_ones(a) & only_opposites(b)) | (only_opposites(a) & only_ones(b))) != 0;
}

Senses Qualifiers(Senses senses) { return senses & (kDoubt | kLimit | kNear); }

}  // namespace casus::text
