#include "text/dates.h"

#include <utility>

#include "text/date_grammar.h"
#include "text/date_resolver.h"

// Reading has three steps: the tokens of the sentence become those of dates (date_tokens.h), these phrases
// (date_grammar.h), and phrases dates, with what was told before (date_resolver.h). Most sentences are not looked at:
// no word in them can be the core of a date. That of "May's" is within a word.

namespace casus::text {

namespace {

// A sentence is read in portions of so many tokens. The last ones wait for the next portion, since a phrase that
// begins there could go on.
constexpr size_t kPortion = 4096;
static_assert(kPortion > 4 * (DateGrammar::kMostAhead + DateGrammar::kMostBehind));

}  // namespace

std::vector<Mention> DateReader::Read(const ProseTokens& sentence) {
  FindPhrases(sentence);
  if (phrases_.empty()) return {};
  std::vector<Mention> mentions;
  mentions.reserve(phrases_.size());
  DateResolver resolver(sentence.text(), phrases_, memory_);
  for (size_t i = 0; i < phrases_.size(); ++i) mentions.push_back(resolver.Resolve(i));
  return mentions;
}

void DateReader::FindPhrases(const ProseTokens& sentence) {
  phrases_.clear();
  if (!sentence.has(Token::kDateCore) && !sentence.has(Token::kApostrophe)) return;
  tokens_.Begin(sentence);
  const DateGrammar grammar(tokens_);
  DateGrammar::Found previous;
  bool has_previous = false;
  size_t at = 0;
  for (bool more = true; more;) {
    more = tokens_.Fill(kPortion);
    if (!more && !tokens_.has_core()) return;
    // Without a core no phrase begins.
    const size_t end = more ? tokens_.size() - DateGrammar::kMostAhead : tokens_.end_of_cores();
    while (at < end) {
      if (!DateGrammar::MayBegin(tokens_.At(at))) {
        ++at;
        continue;
      }
      auto found = grammar.Find(at, has_previous ? &previous : nullptr);
      if (!found) {
        ++at;
        continue;
      }
      at = found->end;
      phrases_.push_back(found->phrase);
      previous = *std::move(found);
      has_previous = true;
    }
    if (!more) return;
    const size_t drop = at - DateGrammar::kMostBehind;
    tokens_.Drop(drop);
    at -= drop;
    has_previous = has_previous && previous.end >= drop;
    if (has_previous) previous.end -= drop;
  }
}

void DateReader::BeginSection() { memory_.BeginSection(); }

}  // namespace casus::text
