#include "api/norms.h"

#include <algorithm>
#include <map>
#include <utility>

#include "law/values.h"

namespace casus::api {
namespace {

constexpr NormState kStates[] = {NormState::kInForce,  NormState::kSuspended, NormState::kOwed,
                                 NormState::kInBreach, NormState::kBroken,    NormState::kKept};

// The phrase of std/treaties or std/norms behind a state, and its slots.
struct StatePhrase {
  std::string_view name;
  size_t norm;
  int bearer;  // -1: it is of the norm itself
};

StatePhrase PhraseOf(NormState state) {
  switch (state) {
    case NormState::kInForce:
      return {"is_in_force", 0, -1};
    case NormState::kSuspended:
      return {"is_stayed", 0, -1};
    case NormState::kOwed:
      return {"is_owed_by", 0, 1};
    case NormState::kInBreach:
      return {"is_in_breach_of", 1, 0};
    case NormState::kBroken:
      return {"is_broken_by", 0, 1};
    case NormState::kKept:
      return {"is_kept_by", 0, 1};
    case NormState::kDormant:
      break;
  }
  return {"", 0, -1};
}

std::string_view KindOf(const lang::Norm& norm) {
  switch (norm.kind) {
    case lang::Norm::Kind::kDuty:
      return "duty";
    case lang::Norm::Kind::kBan:
      return "ban";
    case lang::Norm::Kind::kRight:
      return "right";
    case lang::Norm::Kind::kPower:
      return "power";
    case lang::Norm::Kind::kLimit:
      return "limit";
    case lang::Norm::Kind::kEffect:
    case lang::Norm::Kind::kStatement:
    case lang::Norm::Kind::kError:
      break;
  }
  return {};
}

using Key = std::pair<base::Symbol, base::Symbol>;  // norm, bearer or none
using Lives = std::map<Key, std::vector<NormPhase>>;

Lives ReadLives(law::Record& record) {
  std::vector<NormState> states;
  std::vector<law::PredicateId> predicates;
  for (const NormState state : kStates) {
    if (const std::optional<law::PredicateId> predicate = record.Find(PhraseOf(state).name)) {
      states.push_back(state);
      predicates.push_back(*predicate);
    }
  }
  const std::vector<const law::Answers*> answers = record.All(predicates);
  Lives lives;
  for (size_t i = 0; i < states.size(); ++i) {
    const NormState state = states[i];
    const StatePhrase phrase = PhraseOf(state);
    for (const law::Answer& row : answers[i]->rows) {
      const Key key{law::ToSymbol(row.values[phrase.norm]),
                    phrase.bearer < 0 ? lang::kNoSymbol
                                      : law::ToSymbol(row.values[static_cast<size_t>(phrase.bearer)])};
      for (Span& span : SpansOf(record, row.certain, row.possible)) {
        const bool is_bounded = row.bounded && span.certainty == Certainty::kPossible;
        lives[key].push_back({state, std::move(span), is_bounded});
      }
    }
  }
  return lives;
}

Span WholeRecord(const law::Record& record) {
  const base::IntervalSet whole = {{1, record.timeline().size()}};
  return SpansOf(record, whole, whole).front();
}

}  // namespace

std::string_view Name(NormState state) {
  switch (state) {
    case NormState::kInForce:
      return "in force";
    case NormState::kSuspended:
      return "suspended";
    case NormState::kOwed:
      return "owed";
    case NormState::kInBreach:
      return "in breach";
    case NormState::kBroken:
      return "broken";
    case NormState::kKept:
      return "kept";
    case NormState::kDormant:
      return "dormant";
  }
  return {};
}

bool NormLife::Has(NormState state) const {
  return std::any_of(life.begin(), life.end(), [&](const NormPhase& phase) { return phase.state == state; });
}

bool NormLife::HasCertainly(NormState state) const {
  return std::any_of(life.begin(), life.end(), [&](const NormPhase& phase) {
    return phase.state == state && phase.span.certainty == Certainty::kCertain;
  });
}

std::vector<NormLife> NormLives(const Workspace& workspace, law::Record& record) {
  const base::SymbolTable& symbols = workspace.symbols();
  const Lives lives = ReadLives(record);
  std::vector<NormLife> norms;
  for (const lang::Treaty& treaty : workspace.dossier().treaties) {
    for (const lang::NormEntry& entry : treaty.norms) {
      const std::string_view kind = KindOf(*entry.norm);
      if (kind.empty() || !law::Stands(workspace.dossier(), record.lens(), entry.name, symbols)) continue;
      NormLife norm;
      norm.norm = symbols.Name(entry.name);
      norm.title = treaty.articles[static_cast<size_t>(entry.article)].article->title;
      norm.kind = kind;
      std::vector<NormPhase> common;
      if (const auto own = lives.find({entry.name, lang::kNoSymbol}); own != lives.end())
        common = own->second;

      std::vector<NormLife> by_bearer;
      for (auto at = lives.lower_bound({entry.name, lang::kNoSymbol});
           at != lives.end() && at->first.first == entry.name; ++at) {
        if (at->first.second == lang::kNoSymbol) continue;
        NormLife& one = by_bearer.emplace_back(norm);
        one.bearer = symbols.Name(at->first.second);
        one.life = common;
        one.life.insert(one.life.end(), at->second.begin(), at->second.end());
      }
      std::sort(by_bearer.begin(), by_bearer.end(),
                [](const NormLife& a, const NormLife& b) { return a.bearer < b.bearer; });
      if (by_bearer.empty()) {
        norm.life = common;
        norm.life.push_back({NormState::kDormant, WholeRecord(record)});
        by_bearer.push_back(std::move(norm));
      }
      norms.insert(norms.end(), std::make_move_iterator(by_bearer.begin()),
                   std::make_move_iterator(by_bearer.end()));
    }
  }
  return norms;
}

}  // namespace casus::api
