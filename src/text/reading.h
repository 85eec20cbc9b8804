#pragma once

// A document, read: what is text and what is debris, its sections, sentences, notes, glosses and mentions.
//
//   base::Result<Reading> reading = Read(bytes, {.file_name = "article.html"});
//   if (!reading.ok()) return reading.error();
//   for (const Sentence& sentence : reading->sentences) …
//
// Nothing is altered: the original is kept, and everything has its place in it, in bytes. `pieces` part the
// original from its first byte to its last, so that putting them together gives it back.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/mention.h"
#include "text/trace.h"

namespace casus::text {

enum class Encoding : uint8_t {
  kUtf8,
  kUtf16LittleEndian,
  kUtf16BigEndian,
  kLatin1,
  // Of one byte a character, as a document declares them.
  kWindows1250,
  kWindows1251,
  kWindows1253,
  kWindows1254,
  kWindows1257,
  kIso8859_2,
  kIso8859_4,
  kIso8859_5,
  kIso8859_7,
  kIso8859_9,
  kIso8859_13,
  kIso8859_15,
  kKoi8R,
  kKoi8U,
  kIbm866,
};
enum class Form : uint8_t { kPlain, kMarkdown, kHtml };

struct Note {
  std::string mark;  // "16" of "[16]"
  Range place;
  std::optional<int> supports;  // the sentence it stands behind, or in; none if that is not in this document
  std::optional<int> before;    // then: the sentence that follows it
};

struct Sentence {
  int id = 0;                      // from 1
  int paragraph = 0;               // from 1
  size_t offset = 0;               // of its text in that of the paragraph
  size_t section = 0;              // of the sections of the reading
  std::string text;                // without glosses and notes, whitespace collapsed to single spaces
  Range place;                     // from its first to its last byte; glosses and notes within it lie between
  std::vector<std::string> notes;  // the marks of the notes that support it
  std::vector<Mention> mentions;   // ascending, without overlaps
};

// An inlined description of a linked term: an entity card.
struct Gloss {
  std::string term;
  std::string text;        // the description, without the term
  bool truncated = false;  // it breaks off
  Range place;
  std::optional<int> sentence;  // the one that it interrupts
};

struct Debris {
  enum class Kind : uint8_t { kNavigation, kSeeAlso, kReferences, kCategories, kTemplate };
  Kind kind = Kind::kNavigation;
  std::string text;
  Range place;
};

// "see also": as people and programs are told.
std::string_view NameOf(Debris::Kind kind);

struct Oddity {
  enum class Kind : uint8_t { kLostFigure, kUnclosedQuotation, kUnclosedBracket, kDoubledWord, kJoinedWords };
  Kind kind = Kind::kLostFigure;
  int sentence = 0;
  Range at;             // in the text of the sentence
  std::string message;  // what is odd, in one line
};

struct Heading {
  std::string text;
  int level = 1;
  Range place;
};

// A part of the original: of what it is, and which one of those.
struct Piece {
  enum class Kind : uint8_t { kGap, kHeading, kSentence, kNote, kGloss, kDebris };
  Kind kind = Kind::kGap;
  size_t index = 0;  // in the list of its kind; 0 for a gap
  Range place;
};

struct Reading {
  std::string original;
  Encoding encoding = Encoding::kUtf8;
  bool has_byte_order_mark = false;
  Form form = Form::kPlain;
  std::array<uint8_t, 32> sha256{};  // of the original

  std::vector<Heading> headings;
  // Of each stretch of sentences under the same headings: these, outermost first.
  std::vector<std::vector<std::string>> sections;
  std::vector<Sentence> sentences;
  std::vector<Note> notes;
  std::vector<Gloss> glosses;
  std::vector<Debris> debris;
  std::vector<Oddity> oddities;
  std::vector<Piece> pieces;  // without gaps between them, from 0 to the size of the original

  Trace decoding;                 // of the decoded text, from the original
  std::vector<Trace> paragraphs;  // of the text of each, from the decoded text

  const std::vector<std::string>& SectionOf(const Sentence& sentence) const {
    return sections[sentence.section];
  }

  // Where a part of a sentence's text stands in the original. Logarithmic.
  Range PlaceOf(const Sentence& sentence, Range at) const;
};

// The SHA-256 of the original in hexadecimal digits, small letters.
std::string Sha256InHex(const Reading& reading);

// Names that the reader should know, besides those of the document's own cards.
struct KnownName {
  std::string name;    // as it is written in prose
  std::string entity;  // what it refers to
};

struct ReadOptions {
  std::string_view file_name;  // its ending tells the form; without one the content does
  std::optional<Form> form;    // or it is said
  std::vector<KnownName> names;
  bool with_mentions = true;  // those who only cite do without
};

// The error says what the bytes are, if they are no text. Linear in time and memory.
base::Result<Reading> Read(std::string bytes, const ReadOptions& options = {});

}  // namespace casus::text
