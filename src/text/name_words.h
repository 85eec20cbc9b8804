#pragma once

// Words that matter when names are told apart from what stands around them. Case counts where it is said.

#include <string_view>

namespace casus::text {

// "General", "Minister", "Dr": they stand before a name and are no part of it. Styles of monarchs and saints are
// ("King George").
bool IsTitle(std::string_view word);
// "Prime", "Deputy": they stand before a title.
bool IsBeforeTitle(std::string_view word);
// "Foreign", "Affairs", "Defence": what a minister is of.
bool IsPortfolio(std::string_view word);

// "Treaty", "Pact": a name may have "and" before them, and "on" behind.
bool IsTreatyNoun(std::string_view word);
// "Ministry", "Assembly", "Revolt": nouns that name an institution, an event or a place, and no person.
bool IsInstitution(std::string_view word);

// Lower-case words inside a name of a person or place: "de", "van".
bool IsNameParticle(std::string_view word);

// "Article", "Chapter": they number what follows.
bool IsNumberingWord(std::string_view word);

// "II", "XIV".
bool IsRomanNumeral(std::string_view word);

// "Discussions", "Agreement": nouns that their ending shows to be ordinary, where only the begin of the sentence
// capitalizes them.
bool HasOrdinaryEnding(std::string_view word);

}  // namespace casus::text
