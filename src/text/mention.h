#pragma once

// What a sentence mentions: dates, numbers, quantities, names.
//
// A mention is what a reader could underline. It says what the words stand for, how sure that is, and why.
// Nothing is guessed in silence: what rests on the context says so in its reason and is not `kSure`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "text/trace.h"

namespace casus::text {

enum class Sureness : uint8_t {
  kSure,    // the words alone say so
  kLikely,  // the words and what was told before say so
  kUnsure,  // one reading of several
};

struct Mention {
  enum class Kind : uint8_t { kDate, kNumber, kQuantity, kName };

  Kind kind = Kind::kName;
  Range at;          // in the text of the sentence, in bytes
  std::string text;  // the words, as they stand there
  Sureness sureness = Sureness::kSure;
  std::string reason;  // why it is read so; empty if the words alone say it

  // Of a date: what it stands for, as EDTF (base/edtf.h). Empty if it cannot be said: then the reason says why.
  std::string edtf;

  // Of a number or quantity: its value or values, both bounds included and equal for one value; neither if only
  // words tell it ("several"). A share of something is a fraction with the unit "share": "80%" is 0.8.
  std::optional<base::Decimal> least, most;
  bool approximate = false;  // "about", "some", "approximately"
  std::string
      unit;  // as written, in the singular where English makes that plain: "dollar", "soldier"; empty for a number

  // Of a name: the entity card or entity of the dossier it names; empty if none is known.
  std::string refers_to;
};

}  // namespace casus::text
