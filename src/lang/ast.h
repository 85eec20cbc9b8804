#pragma once

// The syntax tree of one file of a dossier.
//
// Nodes live in pools of the Document and refer to each other by typed indices, lists are ranges of a pool: a record of
// a million statements is a few flat arrays. Positions are byte offsets into the file as it was read. The parser makes
// the tree, the formatter prints it, the resolver fills in the fields marked "resolved:"; nobody else writes to it.
// After an error the parser leaves a node of kind kError, or a missing part (kNone), which later passes skip silently: it is
// already diagnosed.
//
//   for (const Item& item : document.items) …
//   document[statement.phrase]                    // the node of an id
//   for (const Part& part : document[phrase.parts]) …    // the nodes of a run
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/edtf.h"
#include "base/grain.h"
#include "base/symbol.h"
#include "diag/file.h"

namespace casus::lang {

enum class TermId : uint32_t {};
enum class ConditionId : uint32_t {};
enum class PhraseId : uint32_t {};
enum class StatementId : uint32_t {};
enum class DayId : uint32_t {};
enum class PredicateId : uint32_t {};  // assigned by the resolver, see vocabulary.h
template <typename Id>
inline constexpr Id kNone = static_cast<Id>(0xFFFFFFFFu);

// Half-open byte range of the file.
struct Extent {
  uint32_t begin = 0, end = 0;
};

// The name of nothing: the parser makes sure that the empty text is the first symbol of the table.
inline constexpr base::Symbol kNoSymbol{};

// A name, label or reference where it is written.
struct Name {
  base::Symbol symbol = kNoSymbol;
  Extent extent{};

  bool empty() const { return symbol == kNoSymbol; }
};

// A run of nodes in the pool of T.
template <typename T>
struct Run {
  uint32_t begin = 0, count = 0;
};

// --- Terms: what stands in a slot, on a side of a comparison, in a row ---

struct Term {
  enum class Kind : uint8_t {
    kError,
    kName,      // Lithuania, Mutual_Assistance_Treaty.VII
    kVariable,  // ?who
    kAny,       // _
    kThis,      // this treaty, this article: symbol is the word
    kNumber,    // 20_000, 7.5 million USD: numbers[index]; symbol is the unit, if any
    kRange,     // [2_000..3_000]: numbers[index] to numbers[index + 1]; symbol is the unit, if any
    kDate,      // an EDTF date: dates[index]
    kDuration,  // 30 days: durations[index]
    kText,      // "…": symbol
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,     // left, right
    kNegate,     // left
    kAggregate,  // aggregates[index]
  };
  Kind kind = Kind::kError;
  Extent extent{};
  base::Symbol symbol =
      kNoSymbol;  // kName, kVariable (without ?), kThis, kText, unit; resolved: the entity's own name
  TermId left = kNone<TermId>, right = kNone<TermId>;
  uint32_t index = 0;
};

// count|sum|min|max|average [of ?n] [per ?k, month] where CONDITION; a variable may be a term.
struct Aggregate {
  enum class Function : uint8_t { kCount, kSum, kMin, kMax, kAverage };
  enum class Period : uint8_t { kNone, kHour, kDay, kMonth, kYear };
  Function function = Function::kCount;
  TermId of = kNone<TermId>;  // none: count of the bindings themselves
  Run<base::Symbol> per{};    // variables; into Document::symbol_lists
  Period period = Period::kNone;
  ConditionId where = kNone<ConditionId>;
  Extent extent{};
};

// --- Phrases ---

// One piece of a phrase as written: a word, or a term. `A and B` in the chronicle is several terms in `terms`.
struct Part {
  bool is_word = false;
  base::Symbol word = kNoSymbol;
  Run<TermId> terms{};  // into Document::term_lists; one, or more if distributed with "and"
  Extent extent{};
};

struct Phrase {
  Run<Part> parts{};
  Extent extent{};
  base::Symbol occurrence = kNoSymbol;  // `as ?e`: the variable's name
  // resolved:
  PredicateId predicate = kNone<PredicateId>;
  Run<TermId> arguments{};  // into Document::term_lists, by slot (a distributed slot holds its first term)
};

// --- Conditions ---

struct Condition {
  enum class Kind : uint8_t {
    kError,
    kPhrase,  // phrase
    kAnd,
    kOr,          // children
    kNot,         // first child
    kCompare,     // left op right
    kEvery,       // every VARIABLES where first: second
    kOnce,        // once [within D | at least D ago | exactly D ago] first
    kThroughout,  // throughout [the last D] first
    kEventually,  // eventually [within D] first
    kPrevious,    // previous first
    kSince,       // first since second
    kUntil,       // first until second
    kAlleged,     // alleged by LEFT: first
  };
  enum class Compare : uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
  Kind kind = Kind::kError;
  Compare compare = Compare::kEqual;
  Extent extent{};
  PhraseId phrase = kNone<PhraseId>;
  Run<ConditionId> children{};  // into Document::condition_lists
  TermId left = kNone<TermId>, right = kNone<TermId>;
  Run<base::Symbol> variables{};  // kEvery; into Document::symbol_lists
  std::optional<base::Duration> lower{},
      upper{};  // temporal: at least lower ago, within upper; exactly D: both
};

// --- The chronicle ---

// `after Signing`, `before Signing`, `3 days after Signing`: a bound by, or an exact distance from, a labelled statement.
struct Anchor {
  enum class Relation : uint8_t { kAfter, kBefore };
  Relation relation = Relation::kAfter;
  std::optional<base::Duration> distance{};  // exact, if given
  Name label{};
  Extent extent{};
};

// A day that may be known inexactly: a date, bounds by other statements, or both.
struct Day {
  std::optional<uint32_t> date{};  // into Document::dates
  Run<Anchor> anchors{};
  bool old_style = false;  // the date is Julian
  Extent extent{};
};

struct When {
  enum class Kind : uint8_t {
    kAlways,     // no date: throughout the record
    kAt,         // DATE: an event happens, a state begins
    kThrough,    // [from FIRST | initially] through LAST, FIRST through LAST
    kFrom,       // from FIRST
    kCeases,     // ceases from FIRST
    kInitially,  // held before the horizon
    kThen,       // the same day as the statement before, a moment later
  };
  Kind kind = Kind::kAlways;
  DayId first = kNone<DayId>;  // none in `through LAST`
  DayId last = kNone<DayId>;
  Extent extent{};
};

struct Qualifier {
  enum class Kind : uint8_t {
    kError,
    kCite,  // cite SOURCE "quote" | cite SOURCE locator words
    kSecret,
    kKnown,    // known to NAMES [from DATE]
    kAlleged,  // alleged by NAMES [on DATE]
    kDenied,   // denied by NAMES [on DATE]
    kDoubtful,
    kBecause,  // because of LABEL
    kSameAs,   // same as LABEL
    kGiven,    // given ["why no evidence is needed"]
    kOpen,     // open "what the text leaves open"
    kNote,     // note "…"
    // of norms and articles:
    kWhen,
    kWhile,
    kOnlyWhile,
    kWhere,
    kUnless,
    kBrokenWhen,
    kExcusedWhile,
    kDischargedWhen,  // condition
    kWithin,          // within DURATION
    kBy,              // by DATE
    kAndThereafter,
    kEach,
    kSurvives,
    kNotwithstanding,
    kSubjectTo,
    kExceptionTo,
    kInsteadOf,  // references
  };
  Kind kind = Kind::kError;
  Extent extent{};
  bool is_locator = false;  // kCite page 12
  Name source{};            // kCite
  Name text{};              // quote, locator, reason, note
  Run<Name> names{};        // who; references; labels
  DayId day = kNone<DayId>;
  ConditionId condition = kNone<ConditionId>;
  std::optional<base::Duration> duration{};
};

struct Row {
  Run<TermId> values{};  // in the order in which the phrase first names its variables
  Name label{};          // as Label
  Run<Qualifier> qualifiers{};
  Extent extent{};
};

struct Statement {
  When when{};
  PhraseId phrase = kNone<PhraseId>;  // kNone: already diagnosed
  Name label{};                       // as Label
  Run<Qualifier> qualifiers{};
  Run<Row> rows{};
  Extent extent{};
};

// --- Declarations ---

struct UseDeclaration {
  std::string path{};
  Extent extent{};
};

struct HorizonDeclaration {
  DayId first = kNone<DayId>, last = kNone<DayId>;
  Extent extent{};
};

struct GrainDeclaration {
  base::Grain grain = base::Grain::kDay;
  std::string zone{};  // "+04:00" or empty
  Extent extent{};
};

struct SourceDeclaration {
  Name name{};
  std::string title{};
  std::string file{};           // empty: known by locators only
  std::string checksum{};       // "sha256:…" of the text whose citations were checked; or empty
  Run<Qualifier> qualifiers{};  // note
  Extent extent{}, file_extent{}, checksum_extent{};
};

// A sentence of a source that no statement rests on, on purpose.
struct AsideDeclaration {
  Name source{};
  Name text{};  // words that identify the sentence, as in a citation
  Name reason{};
  Extent extent{};
};

struct KindDeclaration {
  Name name{};
  Run<Name> parents{};  // `is Party`, `is Party, Territory`
  Extent extent{};
};

struct EntityDeclaration {  // one entity; a line `State A, B, C` makes several
  Name kind{};
  Name name{};
  std::string title{};
  std::vector<std::string> also{};
  struct Position {
    base::Decimal latitude, longitude;
  };  // degrees north and east
  std::optional<Position> position{};
  Run<Qualifier> qualifiers{};  // cite, note, given
  uint32_t line = 0;            // entities of one line share it, so that they print as one
  Extent extent{};              // of its name, title and position
  Extent also_extent{};
};

// A word or slot of a declared phrase; `sign/signs` has two forms.
struct DeclaredPart {
  std::vector<base::Symbol> forms{};  // empty: a slot
  base::Symbol variable = kNoSymbol;
  Name kind{};  // a kind's name, or number, date, duration, text
  Extent extent{};
};

// What makes a state begin, end, hold, or an event happen. Also written alone under a phrase of variables.
struct Clause {
  enum class Kind : uint8_t {
    kError,
    kOnePer,
    kBeginsWhen,
    kEndsWhen,
    kWhile,
    kHappensWhen,
    kReachesParts,  // reaches parts of VAR: what is stated of a whole holds of what lies in it; `one` is the variable
    kReflexive,   // everything of the slots' kind stands in this state to itself
    kTransitive,  // and what stands in it to what stands in it
    kTacit,       // arguments pass over it: they go on to what it rests on
    kPrimitive,   // the program itself says when
    kVerdict,     // where law reads it, it is read as it was at the moment before
  };
  Kind kind = Kind::kError;
  std::vector<base::Symbol> one{};  // one ONE per KEY
  std::vector<base::Symbol> per{};
  ConditionId condition = kNone<ConditionId>;
  Name label{};                 // as Label
  Run<Qualifier> qualifiers{};  // cite, note
  Extent extent{};
};

struct PhraseDeclaration {
  bool is_event = false;
  std::vector<DeclaredPart> parts{};
  std::vector<Clause> clauses{};
  Run<Qualifier> qualifiers{};  // note
  Extent extent{};
};

// Clauses for a phrase that is declared elsewhere: `?who controls ?land` with indented begins/ends/while/happens when.
struct RuleDeclaration {
  PhraseId phrase = kNone<PhraseId>;
  std::vector<Clause> clauses{};
  Extent extent{};
};

// --- Treaties ---

// `II through VII`, or one article twice.
struct ArticleRange {
  Name first{}, last{};
};

struct LifeLine {
  enum class Kind : uint8_t {
    kError,
    kInForceOnSignature,
    kInForceOnRatification,
    kInForceFrom,  // in force from DATE
    kInForceWhen,  // in force when CONDITION
    kNotBefore,    // not before DATE
    kTerm,         // term [of II through VII, IX]: DURATION | through DATE
    kRenews,       // renews DURATION once | N times | without end
    kUnless,       // unless CONDITION [at least DURATION before its end]
    kEndsAfter,    // ends DURATION after CONDITION
    kEndsWhen,     // ends when CONDITION
  };
  Kind kind = Kind::kError;
  DayId day = kNone<DayId>;
  std::optional<base::Duration> duration{};
  std::optional<int> times{};  // kRenews; none: without end
  ConditionId condition = kNone<ConditionId>;
  std::vector<ArticleRange> articles{};  // kTerm; empty: all
  std::vector<LifeLine> nested{};        // renews under term, unless under renews, not before under in force
  Run<Qualifier> qualifiers{};           // open, cite, note
  Extent extent{};
};

struct Norm {
  enum class Kind : uint8_t { kError, kDuty, kBan, kRight, kPower, kLimit, kEffect, kStatement };
  Kind kind = Kind::kError;
  bool negated = false;               // duty not
  PhraseId phrase = kNone<PhraseId>;  // all but limits
  TermId bearer = kNone<TermId>;      // limit on BEARER
  TermId amount = kNone<TermId>;      // limit: the aggregate
  bool at_least = false;              // limit: at least / at most
  TermId bound = kNone<TermId>;
  Name label{};  // as Label
  Run<Qualifier> qualifiers{};
  std::vector<Norm> effects{};  // of a power: effect lines nested below it
  std::vector<Norm> on_breach{};
  Extent extent{}, bound_extent{}, on_breach_extent{};
};

struct ArticleDeclaration {
  bool is_supplement = false;
  Name label{};  // IV; Supplement
  std::string title{};
  Run<Qualifier> qualifiers{};  // survives, secret, known to, open, cite, note
  std::vector<Norm> norms{};
  Extent extent{};
};

struct TreatyDeclaration {
  Name name{};
  std::string title{};
  std::vector<std::string> also{};
  Run<Name> parties{};  // between A and B and C
  std::vector<LifeLine> life{};
  Run<Qualifier> qualifiers{};  // secret, known to, cite, open, note
  Extent extent{}, also_extent{};
};

// --- Questions to the record ---

struct Expectation {
  enum class Time : uint8_t { kEnd, kOn, kSpan, kNever, kAlways };
  bool possibly = false;
  Time time = Time::kEnd;      // no time: at the end of the record
  DayId first = kNone<DayId>;  // kOn; kSpan
  DayId last = kNone<DayId>;   // kSpan
  Name source{};               // according to
  Name lens{};                 // under
  ConditionId condition = kNone<ConditionId>;
  Run<Qualifier> qualifiers{};  // cite, note
  Extent extent{};
};

struct LensLine {
  enum class Kind : uint8_t { kError, kKnownTo, kOnlySource, kBelieving, kWithout, kSuppose };
  Kind kind = Kind::kError;
  Run<Name> names{};              // knowers, sources, believed, struck labels
  DayId day = kNone<DayId>;       // kKnownTo
  bool and_what_follows = false;  // kWithout
  Run<Statement> statements{};    // kSuppose
  Extent extent{};
};

struct LensDeclaration {
  Name name{};
  std::string title{};
  std::vector<LensLine> lines{};
  Run<Qualifier> qualifiers{};  // note
  Extent extent{};
};

// --- The document ---

// What stands at the top level, in the order of the file.
struct Item {
  enum class Kind : uint8_t {
    kUse,
    kHorizon,
    kGrain,
    kSource,
    kAside,
    kKind,
    kEntity,
    kPhrase,
    kRule,
    kStatement,
    kTreaty,
    kArticle,
    kExpectation,
    kLens,
  };
  Kind kind{};
  uint32_t index;    // into the vector of that kind
  uint32_t heading;  // into Document::headings; the path under which it stands
};

struct Heading {
  int level = 0;  // 1..6; 0: the top, without text
  std::string text{};
  uint32_t parent = 0;
  uint32_t offset = 0;
};

struct Comment {  // kept for the formatter
  Extent extent{};
  bool own_line = false;
};

// Whole lines of code, without the lines of the fences.
struct CodeRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t indent = 0;   // of the fence; its code is indented as much
  uint32_t heading = 0;  // the innermost, into Document::headings
};

struct Document {
  diag::FileId file{};
  bool is_markdown = false;         // code stands in fences
  std::vector<Heading> headings{};  // [0] is the top
  std::vector<CodeRange> code{};    // of a file that is all code: one
  std::vector<Item> items{};

  std::vector<UseDeclaration> uses{};
  std::vector<HorizonDeclaration> horizons{};
  std::vector<GrainDeclaration> grains{};
  std::vector<SourceDeclaration> sources{};
  std::vector<AsideDeclaration> asides{};
  std::vector<KindDeclaration> kinds{};
  std::vector<EntityDeclaration> entities{};
  std::vector<PhraseDeclaration> phrase_declarations{};
  std::vector<base::Symbol>
      lost_words{};  // the first word, in its forms, of phrases whose declaration has an error
  std::vector<RuleDeclaration> rules{};
  std::vector<Statement> statements{};  // also those under `suppose`, which are no items
  std::vector<TreatyDeclaration> treaties{};
  std::vector<ArticleDeclaration>
      articles{};  // each belongs to the treaty opened last, in this file or an earlier one
  std::vector<Expectation> expectations{};
  std::vector<LensDeclaration> lenses{};

  std::vector<Term> terms{};
  std::vector<TermId> term_lists{};
  std::vector<base::Decimal> numbers{};
  std::vector<base::Duration> durations{};
  std::vector<base::EdtfDate> dates{};  // each spelling once
  std::vector<Part> parts{};
  std::vector<Phrase> phrases{};
  std::vector<Condition> conditions{};
  std::vector<ConditionId> condition_lists{};
  std::vector<base::Symbol> symbol_lists{};
  std::vector<Aggregate> aggregates{};
  std::vector<Anchor> anchors{};
  std::vector<Day> days{};
  std::vector<Name> names{};
  std::vector<Qualifier> qualifiers{};
  std::vector<Row> rows{};
  std::vector<Comment> comments{};

  const Term& operator[](TermId id) const { return terms[static_cast<uint32_t>(id)]; }
  const Phrase& operator[](PhraseId id) const { return phrases[static_cast<uint32_t>(id)]; }
  const Condition& operator[](ConditionId id) const { return conditions[static_cast<uint32_t>(id)]; }
  const Statement& operator[](StatementId id) const { return statements[static_cast<uint32_t>(id)]; }
  const Day& operator[](DayId id) const { return days[static_cast<uint32_t>(id)]; }

  std::span<const TermId> operator[](Run<TermId> run) const { return Slice(term_lists, run); }
  std::span<const ConditionId> operator[](Run<ConditionId> run) const { return Slice(condition_lists, run); }
  std::span<const base::Symbol> operator[](Run<base::Symbol> run) const { return Slice(symbol_lists, run); }
  std::span<const Part> operator[](Run<Part> run) const { return Slice(parts, run); }
  std::span<const Anchor> operator[](Run<Anchor> run) const { return Slice(anchors, run); }
  std::span<const Name> operator[](Run<Name> run) const { return Slice(names, run); }
  std::span<const Qualifier> operator[](Run<Qualifier> run) const { return Slice(qualifiers, run); }
  std::span<const Row> operator[](Run<Row> run) const { return Slice(rows, run); }
  std::span<const Statement> operator[](Run<Statement> run) const { return Slice(statements, run); }

  diag::Span Place(Extent extent) const { return {file, extent.begin, extent.end}; }

 private:
  template <typename T>
  static std::span<const T> Slice(const std::vector<T>& pool, Run<T> run) {
    return std::span(pool).subspan(run.begin, run.count);
  }
};

}  // namespace casus::lang
