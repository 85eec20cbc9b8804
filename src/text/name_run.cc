#include "text/name_run.h"

#include <algorithm>

#include "text/function_words.h"
#include "text/name_words.h"

namespace casus::text {

namespace {

using Joint = NamePart::Joint;

constexpr std::string_view kOwners[] = {"People",   "Women",    "Children", "King",     "Queen",   "Men",
                                        "Workers",  "Peasants", "Soldiers", "Veterans", "Farmers", "Teachers",
                                        "Students", "Writers",  "Citizens", "Officers", "Lloyd",   "Saint"};
// What is called after somebody: "Żeligowski's Mutiny". "Stalin's Government" is two names.
constexpr std::string_view kOwned[] = {
    "Mutiny",   "War",      "Wars",      "Revolt",  "Rebellion",  "Uprising", "Law",      "Theorem",
    "Day",      "Doctrine", "Plan",      "Peace",   "Revolution", "Raid",     "March",    "Line",
    "Wall",     "Strait",   "Island",    "Islands", "Bay",        "Town",     "Palace",   "College",
    "Hospital", "Church",   "Cathedral", "Square",  "Gate",       "Comet",    "Principle"};
constexpr std::string_view kAbbreviations[] = {"St",  "Mt",  "Ft",  "Dr",   "Mr",  "Mrs", "Ms",
                                               "Gen", "Col", "Lt",  "Capt", "Maj", "Sgt", "Adm",
                                               "Gov", "Sen", "Rev", "Hon",  "Prof"};
constexpr std::string_view kBeforeWeekday[] = {"Bloody", "Black", "Good",  "Easter", "Holy",
                                               "Palm",   "Red",   "White", "Ash"};

// A longer run goes on behind "of" after these, as after institutions: "Grand Duke of Lithuania".
constexpr std::string_view kRealms[] = {"Duke",  "Prince",  "King",    "Queen",     "Earl",      "Count",
                                        "Lord",  "Knights", "Emperor", "Order",     "Isle",      "Statue",
                                        "Board", "Lords",   "Rights",  "Princess",  "Duchess",   "Lady",
                                        "Cape",  "Peace",   "Affairs", "Republics", "Provinces", "Charter"};

template <size_t kSize>
bool Contains(const std::string_view (&list)[kSize], std::string_view word) {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view listed) {
    return listed.size() == word.size() && listed[0] == word[0] && listed == word;
  });
}

size_t PossessiveSize(std::string_view word) {
  if (!word.ends_with('s')) return 0;
  for (const std::string_view ending : {"'s", "’s", "ʼs"}) {
    if (word.ends_with(ending)) return ending.size();
  }
  return 0;
}

bool IsSingleLetter(const ProseToken& token) {
  constexpr size_t kLongestLetter = 2;  // in bytes
  return token.is_word() && token.text.size() <= kLongestLetter &&
         (token.text.size() == 1 || static_cast<unsigned char>(token.text[0]) >= 0xC0);
}

class RunReader {
 public:
  RunReader(const ProseTokens& tokens, const ProseToken& first) : tokens_(tokens), text_(tokens.text()) {
    Add(first, Joint::kSpace);
  }

  NameRun Read() {
    while (!broken_ && run_.parts.size() < NameRun::kMostParts && TakePart()) continue;
    if (broken_) {
      run_.parts.pop_back();
    } else {
      // The possessive at the end belongs to the sentence.
      NamePart& last = run_.parts.back();
      if (const size_t possessive = PossessiveSize(last.text); possessive > 0) {
        run_.end = last.end;
        last.end -= possessive;
        last.text.remove_suffix(possessive);
      } else {
        run_.end = last.end;
      }
    }
    return std::move(run_);
  }

 private:
  // A word that may stand inside of a name.
  static bool MayBelong(const ProseToken& token) {
    if (!token.is_word() || !IsCapitalized(token.text) || IsMonth(token.text)) return false;
    return !IsOrdinaryWord(token.text) || token.text == "See";  // "the Holy See"
  }

  bool IsSpaced(const ProseToken& token, size_t end) const { return token.begin == end + 1; }

  // Adds the word, with its full stop if it is an initial ("J.") or an abbreviation, or with those of "U.S.".
  void Add(const ProseToken& token, Joint joint) {
    size_t end = token.end;
    const bool letter = IsSingleLetter(token);
    if (letter || Contains(kAbbreviations, token.text)) {
      ProseToken dot = tokens_.From(end);
      ProseToken behind = tokens_.After(dot);
      bool letters = false;
      while (letter && dot.is('.') && dot.begin == end && behind.begin == dot.end && IsSingleLetter(behind) &&
             IsCapitalized(behind.text)) {
        letters = true;
        end = behind.end;
        dot = tokens_.From(end);
        behind = tokens_.After(dot);
      }
      const bool goes_on = letters || (behind.begin == dot.end + 1 && MayBelong(behind));
      if (dot.is('.') && dot.begin == end && goes_on) end = dot.end;
    }
    run_.parts.push_back({.token = token,
                          .begin = token.begin,
                          .end = end,
                          .joint = joint,
                          .text = text_.substr(token.begin, end - token.begin)});
  }

  bool TakePart() {
    const NamePart& last = run_.parts.back();
    const ProseToken next = tokens_.From(last.end);
    if (next.is_end()) return false;
    if (next.begin == last.end)
      return IsDash(next.text) && next.text != "—" ? TakeCompound(next) : TakeOwned(next);
    if (!IsSpaced(next, last.end) || !next.is_word()) return false;
    if (PossessiveSize(last.text) > 0) {
      const std::string_view owner = last.text.substr(0, last.text.size() - PossessiveSize(last.text));
      if (!MayBelong(next) || (!Contains(kOwned, next.text) && !Contains(kOwners, owner))) return false;
      Add(next, Joint::kSpace);
      return true;
    }
    if (IsCapitalized(next.text)) {
      if (!MayBelong(next) || (IsWeekday(next.text) && !Contains(kBeforeWeekday, last.text))) return false;
      Add(next, Joint::kSpace);
      return true;
    }
    return TakeLink(next);
  }

  // "Molotov–Ribbentrop", "T-34", "Stratford-upon-Avon"; "Soviet-occupied" is no name.
  bool TakeCompound(const ProseToken& dash) {
    ProseToken next = tokens_.After(dash);
    if (next.begin != dash.end) return false;
    if (next.is_digits() || (next.is_word() && IsCapitalized(next.text))) {
      Add(next, Joint::kDash);
      return true;
    }
    if (!next.is_word()) return false;
    const ProseToken second = tokens_.After(next);
    const ProseToken behind = tokens_.After(second);
    if (IsDash(second.text) && second.begin == next.end && behind.begin == second.end && MayBelong(behind) &&
        (IsNameParticle(next.text) || next.text == "on" || next.text == "and")) {
      Add(behind, Joint::kDash);
      return true;
    }
    broken_ = true;
    run_.end = next.end;
    return false;
  }

  // "Workers’ Council": the apostrophe of a plural.
  bool TakeOwned(const ProseToken& apostrophe) {
    NamePart& last = run_.parts.back();
    if (!apostrophe.is('\'') && apostrophe.text != "’") return false;
    const ProseToken next = tokens_.After(apostrophe);
    if (!last.text.ends_with('s') || !IsSpaced(next, apostrophe.end) || !MayBelong(next)) return false;
    if (!Contains(kOwned, next.text) && !Contains(kOwners, last.text)) return false;
    last.end = apostrophe.end;
    last.text = text_.substr(last.begin, last.end - last.begin);
    Add(next, Joint::kSpace);
    return true;
  }

  // A lower-case word inside of a name, and the word behind it.
  bool TakeLink(const ProseToken& link) {
    const std::string_view last = run_.parts.back().text;
    ProseToken next = tokens_.After(link);
    if (IsDash(next.text) && next.begin == link.end && IsNameParticle(link.text)) {  // "Bashar al-Assad"
      const ProseToken behind = tokens_.After(next);
      if (behind.begin != next.end || !MayBelong(behind)) return false;
      Add(behind, Joint::kWord);
      return true;
    }
    if (!IsSpaced(next, link.end)) return false;
    if (link.text == "and") return TakeTreatyPair(next);
    const bool preposition = link.text == "for" || link.text == "on";
    const bool of = link.text == "of";
    if (of && run_.parts.size() > 1 && !IsInstitution(last) && !IsTitle(last) && !Contains(kRealms, last))
      return false;
    if (preposition &&
        !(link.text == "on" ? IsTreatyNoun(last) || IsInstitution(last) : IsInstitution(last))) {
      return false;
    }
    if (of || preposition) {
      if (next.text == "the") next = tokens_.After(next);
    } else if (IsNameParticle(link.text)) {
      if (IsNameParticle(next.text) && !IsCapitalized(next.text)) next = tokens_.After(next);
    } else {
      return false;
    }
    if (!MayBelong(next) || text_[next.begin - 1] != ' ' || IsWeekday(next.text)) return false;
    Add(next, of ? Joint::kOf : Joint::kWord);
    return true;
  }

  // "Boundary and Friendship Treaty": behind "and" stand at most three words, the last of them a treaty.
  bool TakeTreatyPair(const ProseToken& first) {
    constexpr size_t kMostWords = 3;
    ProseToken word = first;
    for (size_t count = 0; count < kMostWords && MayBelong(word); ++count) {
      if (IsTreatyNoun(word.text)) {
        if (count == 0) return false;
        Add(first, Joint::kWord);
        return true;
      }
      const ProseToken next = tokens_.After(word);
      if (!IsSpaced(next, word.end)) return false;
      word = next;
    }
    return false;
  }

  const ProseTokens& tokens_;
  std::string_view text_;
  NameRun run_;
  bool broken_ = false;  // the last part belongs to a compound that is no name
};

}  // namespace

bool IsOrdinaryWord(std::string_view word) {
  const bool acronym = word.size() > 1 && IsCapitalized(word) && word[1] >= 'A' && word[1] <= 'Z';
  return !acronym && IsFunctionWord(word);
}

bool IsRunByItself(const ProseTokens& tokens, const ProseToken& first) {
  const ProseToken next = tokens.After(first);
  if (!next.is_word() || next.capital || next.begin != first.end + 1) return false;
  const std::string_view word = next.text;
  return word != "of" && word != "and" && word != "for" && word != "on" && !IsNameParticle(word);
}

NameRun TakeNameRun(const ProseTokens& tokens, const ProseToken& first) {
  return RunReader(tokens, first).Read();
}

}  // namespace casus::text
