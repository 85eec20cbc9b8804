#include "lang/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lang/vocabulary.h"

namespace casus::lang {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Patterns and phrases as text: "{} signs/sign {}", "_ sign _".
class PhraseIndexTest : public testing::Test {
 protected:
  static std::vector<std::string> Split(const std::string& text, char separator) {
    std::vector<std::string> words(1);
    for (const char c : text) {
      if (c == separator) {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    return words;
  }

  void Declare(const std::string& text) {
    Predicate predicate;
    for (const std::string& word : Split(text, ' ')) {
      DeclaredPart& part = predicate.pattern.emplace_back();
      if (word == "{}") continue;
      for (const std::string& form : Split(word, '/')) part.forms.push_back(symbols_.Intern(form));
    }
    predicates_.push_back(std::move(predicate));
  }

  std::vector<Part> Phrase(const std::string& text) {
    std::vector<Part> parts;
    for (const std::string& word : Split(text, ' ')) {
      Part& part = parts.emplace_back();
      part.is_word = word != "_";
      if (part.is_word) part.word = symbols_.Intern(word);
    }
    return parts;
  }

  std::vector<int> Find(const std::string& text) {
    PredicateList found;
    PhraseIndex(predicates_).Find(Phrase(text), found);
    return Numbers(found);
  }

  std::vector<int> Nearest(const std::string& text) {
    return Numbers(PhraseIndex(predicates_).Nearest(Phrase(text), 2, symbols_));
  }

  base::SymbolTable symbols_;
  std::vector<Predicate> predicates_;

 private:
  static std::vector<int> Numbers(const PredicateList& list) {
    std::vector<int> numbers;
    for (const PredicateId id : list) numbers.push_back(static_cast<int>(id));
    return numbers;
  }
};

TEST_F(PhraseIndexTest, FindsByWordsInAnyFormAndPlacesOfSlots) {
  Declare("{} signs/sign {}");
  Declare("{} cedes/cede {} to {}");
  Declare("a war breaks/break out");
  EXPECT_THAT(Find("_ signs _"), ElementsAre(0));
  EXPECT_THAT(Find("_ sign _"), ElementsAre(0));
  EXPECT_THAT(Find("_ cede _ to _"), ElementsAre(1));
  EXPECT_THAT(Find("a war breaks out"), ElementsAre(2));
  EXPECT_THAT(Find("_ signed _"), IsEmpty());
  EXPECT_THAT(Find("signs _ _"), IsEmpty());
  EXPECT_THAT(Find("_ signs"), IsEmpty());
  EXPECT_THAT(Find("_ cedes to _"), IsEmpty());
}

TEST_F(PhraseIndexTest, FormsOfOnePatternAreNoFormsOfAnother) {
  Declare("{} stands/stand at {}");
  Declare("{} stands/remains firm");
  EXPECT_THAT(Find("_ remains firm"), ElementsAre(1));
  EXPECT_THAT(Find("_ stand firm"), IsEmpty());
  EXPECT_THAT(Find("_ remains at _"), IsEmpty());
}

TEST_F(PhraseIndexTest, FindsAllPatternsThatFitInOrder) {
  Declare("{} demands/demand {} from {}");
  Declare("{} offers/offer {} to {}");
  Declare("{} demands/requests {} from {}");
  EXPECT_THAT(Find("_ demands _ from _"), ElementsAre(0, 2));
  EXPECT_THAT(Find("_ requests _ from _"), ElementsAre(2));
}

TEST_F(PhraseIndexTest, FindsPatternsThatOverlap) {
  Declare("{} takes/take {}");
  Declare("{} seizes/take {}");
  Declare("{} takes {} back");
  PredicateList found;
  PhraseIndex(predicates_).Find(predicates_[1].pattern, found);
  EXPECT_THAT(found, ElementsAre(PredicateId{0}, PredicateId{1}));
}

TEST_F(PhraseIndexTest, ProposesWhatIsNear) {
  Declare("{} invades/invade {}");
  Declare("{} signs/sign {}");
  Declare("{} is in force");
  EXPECT_THAT(Nearest("_ invaded _"), ElementsAre(0));
  EXPECT_THAT(Nearest("_ invade to _"), ElementsAre(0));
  EXPECT_THAT(Nearest("_ is in forse"), ElementsAre(2));
  EXPECT_THAT(Nearest("_ publishes _"), IsEmpty());
}

TEST_F(PhraseIndexTest, ProposesWhatSharesTheTellingWords) {
  Declare("{} mans/man {}");
  Declare("{} pays/pay {} to {}");
  Declare("{} is in force");
  EXPECT_THAT(Nearest("_ pays _ _"), ElementsAre(1));
  EXPECT_THAT(Nearest("_ pays five to _"), ElementsAre(1));
  EXPECT_THAT(Nearest("duty _ pays _ to _"), ElementsAre(1));
  EXPECT_THAT(Nearest("_ in force"), ElementsAre(2));
  EXPECT_THAT(Nearest("_ goes to _"), IsEmpty());
}

}  // namespace
}  // namespace casus::lang
