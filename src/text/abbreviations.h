#pragma once

// Words that tell whether the full stop behind them, or before them, ends a sentence.
//
//   HoldOf("Gen") == Hold::kAlways             // "Gen. Putna"
//   HoldOf("no") == Hold::kBeforeNumber        // "no. 7", but "He said no. They went."
//   HoldOf("Inc") == Hold::kUnlessStarter      // "Acme Inc. Chairman …", but "… Acme Inc. They …"
//
// All are English or usual in English texts. Words are looked up whole and without their last full stop, in
// logarithmic time.

#include <cstdint>
#include <string_view>

namespace casus::text {

// How an abbreviation holds on to what follows its full stop.
enum class Hold : uint8_t {
  kNone,           // it is none
  kAlways,         // it stands before what it belongs to
  kBeforeNumber,   // it does so if that is a number, or a letter that counts
  kUnlessStarter,  // it may end a sentence; that it did shows if a word follows that begins one
  kTime,           // "a.m.": as a rule ends a sentence if a capital follows
};

Hold HoldOf(std::string_view word);

// Words that begin sentences and, with a capital, seldom stand within one: "The", "However". In that case.
bool IsStarter(std::string_view word);

// What a number or letter follows: "Article V", "vitamin C", "May 2". In any case.
bool IsNumbered(std::string_view word);

// Words behind which a number goes on with the sentence: "of", "and". In small letters.
bool IsConnective(std::string_view word);

// Before these a full stop makes an ordinal of a number in German: "am 3. Mai". In that case.
bool IsGermanMonth(std::string_view word);

// What may follow the time of a day: "5 p.m. Monday", "5 p.m. GMT". In that case.
bool IsDayOrZone(std::string_view word);

// "said", "asked", …
bool IsVerbOfSpeech(std::string_view word);

// Digits, a Roman numeral, a letter that counts, or an era.
bool IsNumeral(std::string_view word);

}  // namespace casus::text
