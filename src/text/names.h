#pragma once

// Names in prose, linked to what they name.
//
//   NameFinder finder(names);   // {"Juozas Urbšys", "urbsys"}, {"Riga", "riga"}
//   finder.Find(ProseTokens("Prime Minister Antanas Merkys met Urbšys in Riga."))
//       // "Antanas Merkys"
//       // "Urbšys" → urbsys, likely: “Urbšys” is the last word of Juozas Urbšys
//       // "Riga" → riga
//
// A name is a run of capitalized words (name_run.h), without the titles before it. Where the run is a known name it
// refers to its entity; where it only contains one ("Nazi Germany") that is unsure. The first word of a sentence is
// capitalized anyway: it is a name only if it is known or goes on as one, or else unsure. Months, days of the week,
// and what only numbers something ("Article V") are no names.

#include <span>
#include <vector>

#include "text/mention.h"
#include "text/name_index.h"
#include "text/prose_tokens.h"
#include "text/reading.h"

namespace casus::text {

class NameFinder {
 public:
  // The names are copied. Linear.
  explicit NameFinder(std::span<const KnownName> names) : index_(names) {}

  // In their order; they do not overlap. Requires valid UTF-8. Linear, whatever the number of known names. Several
  // threads may ask.
  std::vector<Mention> Find(const ProseTokens& sentence) const;

 private:
  NameIndex index_;
};

}  // namespace casus::text
