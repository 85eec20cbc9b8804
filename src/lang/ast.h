// The syntax tree of one file of a dossier.
//
// Nodes live in pools of the Document and refer to each other by typed indices, lists are ranges of a pool: a record of
// a million statements is a few flat arrays. Positions are byte offsets into the file as it was read. The parser makes
// the tree, the formatter prints it, the resolver fills in the fields marked "resolved:"; nobody else writes to it.
// After an error the parser leaves a node of kind kError, which later passes skip silently: it is already diagnosed.
#ifndef CASUS_LANG_AST_H_
#define CASUS_LANG_AST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/edtf.h"
#include "base/grain.h"
#include "base/symbol.h"

namespace casus::lang {

enum class TermId : std::uint32_t {};
enum class ConditionId : std::uint32_t {};
enum class PhraseId : std::uint32_t {};
enum class StatementId : std::uint32_t {};
enum class NormId : std::uint32_t {};
enum class PredicateId : std::uint32_t {};  // assigned by the resolver, see vocabulary.h
template <typename Id>
inline constexpr Id kNone = static_cast<Id>(0xFFFFFFFFu);

// Half-open byte range of the file.
struct Extent {
  std::uint32_t begin = 0, end = 0;
};

// A run of nodes in the pool of T.
template <typename T>
struct Run {
  std::uint32_t begin = 0, count = 0;
};

// --- Terms: what stands in a slot, on a side of a comparison, in a row --------------------------------------------

struct Aggregate;  // in the pool of conditions' friends, see below

struct Term {
  enum class Kind : std::uint8_t {
    kError,
    kName,       // Lithuania, Mutual_Assistance_Treaty.VII
    kVariable,   // ?who
    kAny,        // _
    kThis,       // this treaty, this article: symbol is the word
    kNumber,     // 20_000, 7.5 million USD; symbol is the unit, if any
    kRange,      // [2_000..3_000]: number .. upper
    kDate,       // an EDTF date: index into Document::dates
    kDuration,   // 30 days
    kText,       // "…": symbol
    kAdd, kSubtract, kMultiply, kDivide,  // left, right
    kNegate,     // left
    kAggregate,  // index into Document::aggregates
  };
  Kind kind = Kind::kError;
  Extent extent;
  base::Symbol symbol{};         // kName, kVariable (without ?), kThis, kText, unit; resolved: the entity's own name
  base::Decimal number;          // kNumber, kRange
  base::Decimal upper;           // kRange
  base::Duration duration;       // kDuration
  TermId left = kNone<TermId>, right = kNone<TermId>;
  std::uint32_t index = 0;       // kDate, kAggregate
};

// count|sum|min|max|average [of ?n] [per ?k, month] where CONDITION; a variable may be a term.
struct Aggregate {
  enum class Function : std::uint8_t { kCount, kSum, kMin, kMax, kAverage };
  enum class Period : std::uint8_t { kNone, kHour, kDay, kMonth, kYear };
  Function function = Function::kCount;
  TermId of = kNone<TermId>;     // none: count of the bindings themselves
  std::vector<base::Symbol> per; // variables
  Period period = Period::kNone;
  ConditionId where = kNone<ConditionId>;
  Extent extent;
};

// --- Phrases --------------------------------------------------------------------------------------------------------

// One piece of a phrase as written: a word, or a term. `A and B` in the chronicle is several terms in `terms`.
struct Part {
  bool is_word = false;
  base::Symbol word{};
  Run<TermId> terms;             // into Document::term_lists; one, or more if distributed with "and"
  Extent extent;
};

struct Phrase {
  Run<Part> parts;
  Extent extent;
  base::Symbol occurrence{};     // `as ?e`: the variable's name, or none (Symbol{})
  // resolved:
  PredicateId predicate = kNone<PredicateId>;
  Run<TermId> arguments;         // into Document::term_lists, by slot (a distributed slot holds its first term)
};

// --- Conditions ---------------------------------------------------------------------------------------------------

struct Condition {
  enum class Kind : std::uint8_t {
    kError,
    kPhrase,      // phrase
    kAnd, kOr,    // children
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
  enum class Compare : std::uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
  Kind kind = Kind::kError;
  Compare compare = Compare::kEqual;
  Extent extent;
  PhraseId phrase = kNone<PhraseId>;
  Run<ConditionId> children;          // into Document::condition_lists
  TermId left = kNone<TermId>, right = kNone<TermId>;
  Run<base::Symbol> variables;        // kEvery; into Document::symbol_lists
  std::optional<base::Duration> lower, upper;  // temporal: at least lower ago, within upper; exactly D: both
};

// --- The chronicle ------------------------------------------------------------------------------------------------

// `after Signing`, `before Signing`, `3 days after Signing`: a bound by, or an exact distance from, a labelled statement.
struct Anchor {
  enum class Relation : std::uint8_t { kAfter, kBefore };
  Relation relation = Relation::kAfter;
  std::optional<base::Duration> distance;  // exact, if given
  base::Symbol label{};
  Extent extent;
};

// A day that may be known inexactly: a date, bounds by other statements, or both.
struct Day {
  std::optional<std::uint32_t> date;       // into Document::dates
  std::vector<Anchor> anchors;
  bool old_style = false;                  // the date is Julian
  Extent extent;
};

struct When {
  enum class Kind : std::uint8_t {
    kAlways,     // no date: throughout the record
    kAt,         // DATE: an event happens, a state begins
    kThrough,    // [from FIRST | initially] through LAST, FIRST through LAST
    kFrom,       // from FIRST
    kCeases,     // ceases from FIRST
    kInitially,  // held before the horizon
    kThen,       // the same day as the statement before, a moment later
  };
  Kind kind = Kind::kAlways;
  std::optional<Day> first;                // none in `through LAST`
  std::optional<Day> last;
  Extent extent;
};

struct Qualifier {
  enum class Kind : std::uint8_t {
    kError,
    kCite,          // cite SOURCE "quote" | cite SOURCE locator words
    kSecret,
    kKnown,         // known to NAMES [from DATE]
    kAlleged,       // alleged by NAMES [on DATE]
    kDenied,        // denied by NAMES [on DATE]
    kDoubtful,
    kBecause,       // because of LABEL
    kSameAs,        // same as LABEL
    kGiven,         // given ["why no evidence is needed"]
    kOpen,          // open "what the text leaves open"
    kNote,          // note "…"
    // of norms and articles:
    kWhen, kWhile, kOnlyWhile, kWhere, kUnless, kBrokenWhen, kExcusedWhile, kDischargedWhen,  // condition
    kWithin,        // within DURATION
    kBy,            // by DATE
    kAndThereafter, kEach, kSurvives,
    kNotwithstanding, kSubjectTo, kExceptionTo, kInsteadOf,  // references
  };
  Kind kind = Kind::kError;
  Extent extent;
  base::Symbol source{};                   // kCite
  std::string text;                        // quote, locator, reason, note
  bool is_locator = false;                 // kCite page 12
  std::vector<base::Symbol> names;         // who; references; labels
  std::vector<Extent> name_extents;
  std::optional<Day> day;
  std::optional<base::Duration> duration;
  ConditionId condition = kNone<ConditionId>;
};

struct Row {
  std::vector<TermId> values;              // in the order in which the phrase first names its variables
  base::Symbol label{};
  std::vector<Qualifier> qualifiers;
  Extent extent;
};

struct Statement {
  When when;
  PhraseId phrase = kNone<PhraseId>;
  base::Symbol label{};                    // as Label
  Extent label_extent;
  std::vector<Qualifier> qualifiers;
  std::vector<Row> rows;
  Extent extent;
};

// --- Declarations -------------------------------------------------------------------------------------------------

struct UseDeclaration {
  std::string path;
  Extent extent;
};

struct HorizonDeclaration {
  Day first, last;
  Extent extent;
};

struct GrainDeclaration {
  base::Grain grain = base::Grain::kDay;
  std::string zone;                        // "+04:00" or empty
  Extent extent;
};

struct SourceDeclaration {
  base::Symbol name{};
  std::string title;
  std::string file;                        // empty: known by locators only
  std::vector<Qualifier> qualifiers;       // note
  Extent extent, file_extent;
};

struct KindDeclaration {
  base::Symbol name{};
  std::vector<base::Symbol> parents;       // `is Party`, `is Party, Territory`
  Extent extent;
};

struct EntityDeclaration {                 // one entity; a line `State A, B, C` makes several
  base::Symbol kind{};
  base::Symbol name{};
  std::string title;
  std::vector<std::string> also;
  struct Position { double latitude = 0, longitude = 0; };
  std::optional<Position> position;
  std::vector<Qualifier> qualifiers;       // cite, note, given
  std::uint32_t line = 0;                  // entities of one line share it, so that they print as one
  Extent extent;
};

// A word or slot of a declared phrase; `sign/signs` has two forms.
struct DeclaredPart {
  std::vector<base::Symbol> forms;         // empty: a slot
  base::Symbol variable{};
  base::Symbol kind{};                     // a kind's name, or number, date, duration, text
  Extent extent;
};

// What makes a state begin, end, hold, or an event happen. Also written alone under a phrase of variables.
struct Clause {
  enum class Kind : std::uint8_t {
    kError, kOnePer, kBeginsWhen, kEndsWhen, kWhile, kHappensWhen,
    kReachesParts,  // reaches parts of VAR: what is stated of a whole holds of what lies in it; `one` is the variable
    kReflexive,     // everything of the slots' kind stands in this state to itself
    kTransitive,    // and what stands in it to what stands in it
    kPrimitive,     // the program itself says when
    kVerdict,       // where law reads it, it is read as it was at the moment before
  };
  Kind kind = Kind::kError;
  std::vector<base::Symbol> one;           // one ONE per KEY
  std::vector<base::Symbol> per;
  ConditionId condition = kNone<ConditionId>;
  base::Symbol label{};                    // as Label
  std::vector<Qualifier> qualifiers;       // cite, note
  Extent extent;
};

struct PhraseDeclaration {
  bool is_event = false;
  std::vector<DeclaredPart> parts;
  std::vector<Clause> clauses;
  std::string note;
  Extent extent;
};

// Clauses for a phrase that is declared elsewhere: `?who controls ?land` with indented begins/ends/while/happens when.
struct RuleDeclaration {
  PhraseId phrase = kNone<PhraseId>;
  std::vector<Clause> clauses;
  Extent extent;
};

// --- Treaties -----------------------------------------------------------------------------------------------------

struct LifeLine {
  enum class Kind : std::uint8_t {
    kError,
    kInForceOnSignature, kInForceOnRatification,
    kInForceFrom,     // in force from DATE
    kInForceWhen,     // in force when CONDITION
    kNotBefore,       // not before DATE
    kTerm,            // term [of II through VII, IX]: DURATION | through DATE
    kRenews,          // renews DURATION once | N times | without end
    kUnless,          // unless CONDITION [at least DURATION before its end]
    kEndsAfter,       // ends DURATION after CONDITION
    kEndsWhen,        // ends when CONDITION
  };
  Kind kind = Kind::kError;
  std::optional<Day> day;
  std::optional<base::Duration> duration;
  std::optional<int> times;                // kRenews; none: without end
  ConditionId condition = kNone<ConditionId>;
  std::vector<std::pair<base::Symbol, base::Symbol>> articles;  // kTerm: pairs (first, last) of labels; empty: all
  std::vector<LifeLine> nested;            // renews under term, unless under renews, not before under in force
  std::vector<Qualifier> qualifiers;       // open, cite, note
  Extent extent;
};

struct Norm {
  enum class Kind : std::uint8_t { kError, kDuty, kBan, kRight, kPower, kLimit, kEffect, kStatement };
  Kind kind = Kind::kError;
  bool negated = false;                    // duty not
  PhraseId phrase = kNone<PhraseId>;       // all but limits
  TermId bearer = kNone<TermId>;           // limit on BEARER
  TermId amount = kNone<TermId>;           // limit: the aggregate
  bool at_least = false;                   // limit: at least / at most
  TermId bound = kNone<TermId>;
  base::Symbol label{};                    // as Label
  std::vector<Qualifier> qualifiers;
  std::vector<Norm> effects;               // of a power: effect lines nested below it
  std::vector<Norm> on_breach;
  Extent extent;
};

struct ArticleDeclaration {
  bool is_supplement = false;
  base::Symbol label{};                    // IV; Supplement
  std::string title;
  std::vector<Qualifier> qualifiers;       // survives, secret, known to, open, cite, note
  std::vector<Norm> norms;
  Extent extent;
};

struct TreatyDeclaration {
  base::Symbol name{};
  std::string title;
  std::vector<std::string> also;
  std::vector<base::Symbol> parties;       // between A and B and C
  std::vector<Extent> party_extents;
  std::vector<LifeLine> life;
  std::vector<Qualifier> qualifiers;       // secret, known to, cite, open, note
  Extent extent;
};

// --- Questions to the record --------------------------------------------------------------------------------------

struct Expectation {
  enum class Time : std::uint8_t { kEnd, kOn, kSpan, kNever, kAlways };
  bool possibly = false;
  Time time = Time::kEnd;                  // no time: at the end of the record
  std::optional<Day> first, last;          // kOn: first; kSpan: from .. through
  base::Symbol source{};                   // according to
  base::Symbol lens{};                     // under
  ConditionId condition = kNone<ConditionId>;
  std::vector<Qualifier> qualifiers;       // cite, note
  Extent extent;
};

struct LensLine {
  enum class Kind : std::uint8_t { kError, kKnownTo, kOnlySource, kBelieving, kWithout, kSuppose };
  Kind kind = Kind::kError;
  std::vector<base::Symbol> names;         // knowers, sources, believed, struck labels
  std::optional<Day> day;                  // kKnownTo
  bool and_what_follows = false;           // kWithout
  std::vector<StatementId> statements;     // kSuppose
  Extent extent;
};

struct LensDeclaration {
  base::Symbol name{};
  std::string title;
  std::vector<LensLine> lines;
  std::vector<Qualifier> qualifiers;       // note
  Extent extent;
};

// --- The document -------------------------------------------------------------------------------------------------

// What stands at the top level, in the order of the file.
struct Item {
  enum class Kind : std::uint8_t {
    kUse, kHorizon, kGrain, kSource, kKind, kEntity, kPhrase, kRule, kStatement, kTreaty, kArticle, kExpectation, kLens,
  };
  Kind kind;
  std::uint32_t index;                     // into the vector of that kind
  std::uint32_t heading;                   // into Document::headings; the path under which it stands
};

struct Heading {
  int level = 0;                           // 1..6; 0: the top, without text
  std::string text;
  std::uint32_t parent = 0;
  std::uint32_t offset = 0;
};

struct Comment {                           // kept for the formatter
  Extent extent;
  bool own_line = false;
};

struct Document {
  std::uint32_t file = 0;                  // diag::FileId
  std::vector<Heading> headings;           // [0] is the top
  std::vector<Item> items;

  std::vector<UseDeclaration> uses;
  std::vector<HorizonDeclaration> horizons;
  std::vector<GrainDeclaration> grains;
  std::vector<SourceDeclaration> sources;
  std::vector<KindDeclaration> kinds;
  std::vector<EntityDeclaration> entities;
  std::vector<PhraseDeclaration> phrase_declarations;
  std::vector<RuleDeclaration> rules;
  std::vector<Statement> statements;       // also those under `suppose`, which are no items
  std::vector<TreatyDeclaration> treaties;
  std::vector<ArticleDeclaration> articles;  // each belongs to the treaty opened last, in this file or an earlier one
  std::vector<Expectation> expectations;
  std::vector<LensDeclaration> lenses;

  std::vector<Term> terms;
  std::vector<TermId> term_lists;
  std::vector<Part> parts;
  std::vector<Phrase> phrases;
  std::vector<Condition> conditions;
  std::vector<ConditionId> condition_lists;
  std::vector<base::Symbol> symbol_lists;
  std::vector<Aggregate> aggregates;
  std::vector<base::EdtfDate> dates;
  std::vector<Comment> comments;
};

}  // namespace casus::lang

#endif  // CASUS_LANG_AST_H_
