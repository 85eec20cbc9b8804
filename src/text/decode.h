#pragma once

// From bytes to UTF-8, with what encoding they were taken to have.
//
//   base::Result<Decoded> decoded = Decode("K\xf6ln");
//   decoded->encoding == Encoding::kLatin1, decoded->text.text == "Köln"
//
// A byte order mark decides. Without one, valid UTF-8 is that; bytes of which every other is zero are UTF-16; what is neither and
// declares a character set of one byte a character, as HTML and XML do, is in that (text/charset.h); bytes of which some are above
// ASCII and none form a character of UTF-8 are Latin-1, of which 80 to 9F are read as Windows does (curly quotes and dashes).
// Anything else is refused: a declared set that is not known, bytes that are UTF-8 in part, lone surrogates, zeros. Linear.

#include <string>
#include <string_view>

#include "base/result.h"
#include "text/reading.h"
#include "text/trace.h"

namespace casus::text {

struct Decoded {
  TracedText text;  // without the byte order mark
  Encoding encoding = Encoding::kUtf8;
  bool has_byte_order_mark = false;
};

// The error says which byte is the first that is no text.
base::Result<Decoded> Decode(std::string_view bytes);

// A part of a document that was decoded by this encoding, as UTF-8.
std::string DecodeAs(std::string_view bytes, Encoding encoding);

// "UTF-8", as people and registries call it.
std::string_view NameOf(Encoding encoding);

}  // namespace casus::text
