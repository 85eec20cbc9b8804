#pragma once

// The grammar of what prose says of times: points, spans, "by March 1940", "two days later", "World War II".
//
//   DateGrammar grammar(tokens);
//   grammar.Find(0)   // of "since", "1926": a phrase of the kind kFrom, and end 2
//
// Each call looks at a bounded number of tokens. Not for use outside of the reader of dates.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/date_phrase.h"
#include "text/date_points.h"
#include "text/date_tokens.h"

namespace casus::text {

class DateGrammar {
 public:
  // So many tokens from the first of a phrase on may matter for it, and so many before.
  static constexpr size_t kMostAhead = 48;
  static constexpr size_t kMostBehind = 8;

  explicit DateGrammar(const DateTokens& tokens) : tokens_(tokens), points_(tokens) {}

  struct Found {
    DatePhrase phrase;
    size_t end = 0;  // behind its last token
  };
  // Whether a phrase may begin with such a token; most words are turned away here.
  static bool MayBegin(const DateToken& token) {
    return token.may_be_period || kBegins[static_cast<size_t>(token.word)];
  }

  // The phrase that begins with the token `at`. The one found before it, if it ends not far before, tells how
  // they belong together.
  std::optional<Found> Find(size_t at, const Found* previous) const;

 private:
  static const std::array<bool, static_cast<size_t>(DateWord::kPeriod) + 1> kBegins;

  std::optional<Found> Parse(size_t at, const Found* previous) const;
  std::optional<Found> SpanAt(size_t at, size_t first) const;
  std::optional<Found> SpanFrom(size_t at, const ParsedPoint& begin, bool with_and) const;
  std::optional<Found> EraSpanAt(size_t at, bool with_and) const;
  std::optional<Found> SideAt(size_t at) const;
  enum class Bound : uint8_t { kLeast, kMost };
  std::optional<Found> TermAt(size_t at, size_t first, Bound bound) const;
  std::optional<Found> WithinAt(size_t at) const;
  std::string_view AtLeast(size_t& at) const;
  std::optional<ParsedPoint> PartOfDayAt(size_t at) const;
  bool IsDenied(size_t at) const;
  bool IsDistance(size_t at) const;
  std::optional<Bound> BoundOf(size_t at) const;
  static bool IsTold(const Found& distance);
  std::optional<Found> DistanceAt(size_t at) const;
  std::optional<Found> DistanceFrom(size_t at) const;
  std::optional<Found> StepAt(size_t at) const;
  std::optional<Found> NowAt(size_t at) const;
  std::optional<Found> EveAt(size_t at) const;
  std::optional<Found> TurnAt(size_t at) const;
  std::optional<Found> TimeFirstAt(size_t at) const;
  std::optional<Found> DayOfListAt(size_t at) const;
  std::optional<Found> DayBehindAt(size_t at, const Found& previous) const;
  std::optional<Found> DayAloneAt(size_t at) const;
  std::optional<Found> DoubleDayAt(size_t at) const;
  std::optional<Found> DayInBracketsAt(size_t at) const;
  std::optional<Found> TwoStylesAt(size_t at, const ParsedPoint& parsed) const;
  std::optional<Found> DayOfLetterAt(size_t at) const;
  bool IsOfLetter(size_t at) const;
  std::optional<ParsedPoint> DayToldAt(size_t at) const;
  std::optional<ParsedPoint> DayOfMonthBehind(size_t at) const;
  std::optional<Found> PointAt(size_t at, const Found* previous) const;

  Found Make(size_t at, const ParsedPoint& parsed) const;
  bool IsLinkedBy(size_t from, size_t to, DatePhrase::Link& link) const;
  DatePhrase::Weight WeightOf(size_t at, const Found& found) const;
  bool AnnouncesBare(size_t at) const;
  bool EndsClause(size_t at) const;
  bool EndsDayAlone(size_t at) const;
  bool IsListed(size_t at, size_t end, const Found* previous) const;
  bool ListsMonths(size_t at, bool with_year) const;

  DateWord WordAt(size_t at) const { return tokens_.At(at).word; }
  DateWord WordBefore(size_t at, size_t steps = 1) const {
    return at >= steps ? WordAt(at - steps) : DateWord::kNone;
  }
  DateUnit UnitAt(size_t at) const { return static_cast<DateUnit>(tokens_.At(at).value); }

  const DateTokens& tokens_;
  DatePoints points_;
};

}  // namespace casus::text
