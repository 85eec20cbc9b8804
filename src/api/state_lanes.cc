#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "api/ask.h"
#include "api/lanes.h"
#include "lang/printer.h"
#include "law/values.h"

namespace casus::api {
namespace {

using Values = std::span<const core::Value>;

// States of std/territory: about which land, and who stands for the bar.
struct LandState {
  std::string_view predicate, kind;
  size_t land, party;
};
constexpr std::array<LandState, 4> kLandStates = {{{"controls", "controls", 1, 0},
                                                   {"claims", "claims", 1, 0},
                                                   {"recognizes_as_part_of", "recognizes", 1, 0},
                                                   {"is_in_the_sphere_of", "sphere", 0, 1}}};

// States of std/forces. The number stands first where there is one.
struct TroopState {
  std::string_view predicate, kind;
  std::optional<size_t> number;
  size_t army, place;
};
const std::array<TroopState, 3> kTroopStates = {{{"troops_of_stand_at", "stationed", 0, 1, 2},
                                                 {"troops_of_are_agreed_for", "agreed", 0, 1, 2},
                                                 {"has_a_base_at", "base", std::nullopt, 0, 1}}};

class StateLanes {
 public:
  explicit StateLanes(LaneBook& book) : book_(book) {}

  void Add() {
    AddInstruments();
    for (const LandState& state : kLandStates) AddLands(state);
    FindWholes();
    for (const TroopState& state : kTroopStates) AddTroops(state);
    AddLimits();
    AddOthers();
  }

 private:
  Bar BarOf(const law::Answer& row, law::PredicateId predicate, std::string_view kind) const {
    Bar bar;
    bar.kind = kind;
    bar.spans = SpansOf(book_.record(), row.certain, row.possible);
    bar.bounded = row.bounded && !(row.certain == row.possible);
    bar.question = book_.wording().Phrase(predicate, row.values);
    return bar;
  }

  std::vector<law::Answer> Rows(std::string_view name, std::optional<law::PredicateId>& predicate) {
    predicate = book_.record().Find(name);
    if (!predicate) return {};
    used_.insert(*predicate);
    std::vector<law::Answer> rows = book_.record().All(*predicate).rows;
    std::erase_if(rows, [&](const law::Answer& row) {
      return SpansOf(book_.record(), row.certain, row.possible).empty();
    });
    return rows;
  }

  // --- Instruments ---

  void AddInstruments() {
    for (const lang::Treaty& treaty : book_.workspace().dossier().treaties) {
      Lane& lane = book_.Get(Lane::Group::kInstrument, InstrumentLane(book_, treaty));
      lane.instrument = book_.NameOf(law::ToValue(treaty.name));
      lane.title = book_.titles().Of(treaty.name);
      for (const lang::Name& party :
           book_.workspace().dossier().documents[treaty.document][treaty.declaration->parties]) {
        lane.parties.push_back(book_.NameOf(law::ToValue(party.symbol)));
      }
      for (const std::string& party : lane.parties) {
        const std::string title = book_.titles().Of(*book_.workspace().symbols().Find(party));
        lane.subtitle += (lane.subtitle.empty() ? "" : ", ") + title;
      }
    }
    AddProvisionStates("is_in_force", "in-force", "in force");
    AddProvisionStates("is_suspended", "suspended", "suspended");
    AddParties();
    AddTerms();
  }

  void AddProvisionStates(std::string_view name, std::string_view kind, std::string_view label) {
    std::optional<law::PredicateId> predicate;
    for (const law::Answer& row : Rows(name, predicate)) {
      const lang::Treaty* treaty = book_.TreatyOf(row.values[0]);
      // Of its articles only what is suspended by itself; the rest of their life is that of their norms.
      if (treaty == nullptr || (kind == "in-force" && law::ToValue(treaty->name) != row.values[0])) continue;
      Lane* lane = book_.Find(InstrumentLane(book_, *treaty));
      Bar bar = BarOf(row, *predicate, kind);
      bar.label =
          law::ToValue(treaty->name) == row.values[0]
              ? std::string(label)
              : fmt::format("{} {}",
                            WithSpaces(book_.NameOf(row.values[0]).substr(lane->instrument.size() + 1)),
                            label);
      lane->bars.push_back(std::move(bar));
    }
  }

  // Parties whose time is not that of the instrument: who joins later, or leaves.
  void AddParties() {
    std::optional<law::PredicateId> predicate;
    for (const law::Answer& row : Rows("is_a_party_to", predicate)) {
      const lang::Treaty* treaty = book_.TreatyOf(row.values[1]);
      if (treaty == nullptr) continue;
      Lane* lane = book_.Find(InstrumentLane(book_, *treaty));
      Bar bar = BarOf(row, *predicate, "party");
      const bool is_the_same = std::any_of(lane->bars.begin(), lane->bars.end(), [&](const Bar& other) {
        return other.kind == "in-force" && other.spans == bar.spans;
      });
      if (is_the_same) continue;
      bar.party = book_.NameOf(row.values[0]);
      bar.label = book_.titles().Of(law::ToSymbol(row.values[0]));
      if (std::find(lane->parties.begin(), lane->parties.end(), bar.party) == lane->parties.end()) {
        lane->parties.push_back(bar.party);
      }
      lane->bars.push_back(std::move(bar));
    }
  }

  // The end of a term as the text has it, which comes whether or not the instrument lives to see it.
  void AddTerms() {
    std::optional<law::PredicateId> predicate;
    std::map<std::pair<const lang::Treaty*, std::string>, std::vector<const law::Answer*>> ends;
    const std::vector<law::Answer> rows = Rows("reaches_the_end_of_its_term", predicate);
    for (const law::Answer& row : rows) {
      const lang::Treaty* treaty = book_.TreatyOf(row.values[0]);
      const std::vector<Span> spans = SpansOf(book_.record(), row.certain, row.possible);
      if (treaty != nullptr) ends[{treaty, spans.front().from}].push_back(&row);
    }
    for (const auto& [key, found] : ends) {
      Lane* lane = book_.Find(InstrumentLane(book_, *key.first));
      Mark mark;
      mark.kind = "term";
      const bool is_whole = law::ToValue(key.first->name) == found.front()->values[0];
      std::string articles;
      for (const law::Answer* row : found) {
        const std::string name = book_.NameOf(row->values[0]);
        if (name.size() <= lane->instrument.size()) continue;
        articles += (articles.empty() ? "" : ", ") + name.substr(lane->instrument.size() + 1);
      }
      mark.label = is_whole ? "its term would end" : fmt::format("the term of {} would end", articles);
      mark.span = SpansOf(book_.record(), found.front()->certain, found.front()->possible).front();
      mark.question = book_.wording().Phrase(*predicate, found.front()->values);
      lane->marks.push_back(std::move(mark));
    }
  }

  // --- Lands ---

  void AddLands(const LandState& state) {
    std::optional<law::PredicateId> predicate;
    for (const law::Answer& row : Rows(state.predicate, predicate)) {
      const std::string land = book_.NameOf(row.values[state.land]);
      Lane& lane = book_.Get(Lane::Group::kTerritory, "territory:" + land);
      lane.entity = land;
      lane.title = book_.titles().Of(law::ToSymbol(row.values[state.land]));
      Bar bar = BarOf(row, *predicate, state.kind);
      bar.party = book_.NameOf(row.values[state.party]);
      bar.label = book_.titles().Of(law::ToSymbol(row.values[state.party]));
      if (state.kind == "recognizes") {
        bar.label = fmt::format("{}: part of {}", bar.label, book_.titles().Of(law::ToSymbol(row.values[2])));
      }
      if (std::find(lane.parties.begin(), lane.parties.end(), bar.party) == lane.parties.end()) {
        lane.parties.push_back(bar.party);
      }
      lane.bars.push_back(std::move(bar));
    }
  }

  void FindWholes() {
    std::optional<law::PredicateId> predicate;
    for (const law::Answer& row : Rows("lies_in", predicate)) {
      if (row.values[0] == row.values[1]) continue;
      Lane* part = book_.Find("territory:" + book_.NameOf(row.values[0]));
      const Lane* whole = book_.Find("territory:" + book_.NameOf(row.values[1]));
      if (part == nullptr || whole == nullptr || !SaysTheSame(*part, *whole)) continue;
      if (part->within.empty() || IsWithin(row.values[1], part->within)) part->within = whole->entity;
    }
  }

  // Whether a land lies in another, so that it is the nearer of two wholes.
  bool IsWithin(core::Value part, std::string_view whole) {
    const std::optional<law::PredicateId> lies_in = book_.record().Find("lies_in");
    for (const law::Answer& row : book_.record().All(*lies_in).rows) {
      if (row.values[0] == part && book_.NameOf(row.values[1]) == whole) return true;
    }
    return false;
  }

  static bool SaysTheSame(const Lane& part, const Lane& whole) {
    return std::all_of(part.bars.begin(), part.bars.end(), [&](const Bar& bar) {
      return std::any_of(whole.bars.begin(), whole.bars.end(), [&](const Bar& other) {
        return bar.kind == other.kind && bar.label == other.label && bar.spans == other.spans;
      });
    });
  }

  // --- Troops ---

  void AddTroops(const TroopState& state) {
    std::optional<law::PredicateId> predicate;
    for (const law::Answer& row : Rows(state.predicate, predicate)) {
      const core::Value army = row.values[state.army];
      const core::Value place = row.values[state.place];
      Lane& lane = book_.Get(Lane::Group::kTroops,
                             fmt::format("troops:{}@{}", book_.NameOf(army), book_.NameOf(place)));
      lane.entity = book_.NameOf(place);
      lane.parties = {book_.NameOf(army)};
      lane.title = fmt::format("Troops at {}", book_.titles().Of(law::ToSymbol(place)));
      lane.subtitle = book_.titles().Of(law::ToSymbol(army));
      Bar bar = BarOf(row, *predicate, state.kind);
      bar.party = book_.NameOf(army);
      if (state.number) {
        bar.value = base::Decimal::FromUnits(row.values[*state.number]);
        bar.label = fmt::format("{} {}", ToReadable(*bar.value), state.kind);
      } else {
        bar.label = "has a base";
      }
      lane.bars.push_back(std::move(bar));
    }
    if (state.kind != "agreed") return;
    for (Lane* lane : LanesOf(Lane::Group::kTroops)) {
      std::optional<base::Decimal> agreed;
      for (const Bar& bar : lane->bars) {
        if (bar.kind == "agreed") agreed = bar.value;
      }
      for (Bar& bar : lane->bars) {
        if (bar.kind != "stationed") continue;
        bar.limit = agreed;
        bar.beyond_limit = agreed && agreed->units() < bar.value->units();
      }
    }
  }

  std::vector<Lane*> LanesOf(Lane::Group group) {
    std::vector<Lane*> lanes;
    std::optional<law::PredicateId> predicate;
    std::set<Lane*> seen;
    for (const TroopState& state : kTroopStates) {
      for (const law::Answer& row : Rows(state.predicate, predicate)) {
        Lane* lane = book_.Find(fmt::format("troops:{}@{}", book_.NameOf(row.values[state.army]),
                                            book_.NameOf(row.values[state.place])));
        if (lane != nullptr && lane->group == group && seen.insert(lane).second) lanes.push_back(lane);
      }
    }
    return lanes;
  }

  // What a limit counts, where its text names whom it binds and how much is too much.
  void AddLimits() {
    const lang::Dossier& dossier = book_.workspace().dossier();
    for (const lang::Treaty& treaty : dossier.treaties) {
      for (const lang::NormEntry& entry : treaty.norms) {
        if (entry.norm->kind != lang::Norm::Kind::kLimit ||
            !law::Stands(dossier, book_.record().lens(), entry.name, book_.workspace().symbols())) {
          continue;
        }
        AddLimit(treaty, entry);
      }
    }
  }

  void AddLimit(const lang::Treaty& treaty, const lang::NormEntry& entry) {
    const lang::Document& document = book_.workspace().dossier().documents[entry.document];
    const lang::Norm& norm = *entry.norm;
    const lang::Term& bearer = document[norm.bearer];
    const lang::Term& bound = document[norm.bound];
    const lang::Term& amount = document[norm.amount];
    if (bearer.kind != lang::Term::Kind::kName || bound.kind != lang::Term::Kind::kNumber ||
        amount.kind != lang::Term::Kind::kAggregate ||
        document.aggregates[amount.index].period != lang::Aggregate::Period::kNone) {
      return;
    }
    const std::string counted = lang::Print(document, norm.amount, book_.workspace().symbols());
    const std::string name(book_.workspace().symbols().Name(entry.name));
    // Counted at any time, but limited only while the norm is owed.
    const AskReport asked =
        Ask(book_.workspace(),
            fmt::format("{} is owed by {} and ?count = {}", name, book_.NameOf(law::ToValue(bearer.symbol)),
                        counted),
            {.lens = std::string(book_.workspace().symbols().Name(book_.record().lens().name))});
    if (!asked.answered) return;
    Lane& lane = book_.Get(Lane::Group::kTroops, "limit:" + name);
    lane.instrument = book_.workspace().symbols().Name(treaty.name);
    lane.entity = name;
    lane.parties = {book_.NameOf(law::ToValue(bearer.symbol))};
    const base::Decimal limit = document.numbers[bound.index];
    lane.title = fmt::format("{} {}", norm.at_least ? "At least" : "At most", ToReadable(limit));
    lane.subtitle = fmt::format("{}, {}", book_.titles().Of(bearer.symbol), WithSpaces(name));
    for (const AskAnswer& answer : asked.answers) {
      const Value& value = answer.values.back();
      if (!value.number) continue;
      lane.bars.push_back({.kind = "limit",
                           .label = fmt::format("{} of {}", ToReadable(*value.number), ToReadable(limit)),
                           .value = value.number,
                           .limit = limit,
                           .beyond_limit = norm.at_least ? value.number->units() < limit.units()
                                                         : limit.units() < value.number->units(),
                           .bounded = answer.bounded,
                           .party = lane.parties.front(),
                           .spans = answer.spans,
                           .question = fmt::format("({}) = {}", counted, value.text)});
    }
  }

  // --- Everything else that the dossier says of states ---

  void AddOthers() {
    const size_t count = book_.workspace().dossier().vocabulary.predicates().size();
    for (size_t i = 0; i < count; ++i) {
      const auto id = static_cast<law::PredicateId>(i);
      if (!used_.contains(id) && IsShown(id)) AddOther(id);
    }
  }

  bool IsShown(law::PredicateId id) const {
    const lang::Predicate* phrase = book_.PhraseOf(id);
    if (phrase == nullptr || phrase->is_event || phrase->tacit || phrase->primitive) return false;
    const std::string_view from = book_.Declares(*phrase);
    if (from == "std/treaties" || from == "std/norms" || from == "std/kinds") return false;
    const core::Schema& schema = book_.record().law().rules.predicate(id).schema;
    return std::find(schema.begin(), schema.end(), core::Kind::kCompound) == schema.end();
  }

  void AddOther(law::PredicateId id) {
    const lang::Predicate& phrase = *book_.PhraseOf(id);
    const bool is_stand = book_.Declares(phrase) == "std/negotiation";
    for (const law::Answer& row : book_.record().All(id).rows) {
      Bar bar = BarOf(row, id, is_stand ? "insists" : "state");
      if (bar.spans.empty()) continue;
      const bool is_always = bar.spans.size() == 1 && bar.spans[0].from_start && bar.spans[0].to_end &&
                             bar.spans[0].certainty == Certainty::kCertain;
      if (is_always) continue;
      bar.party = book_.PartyOf(id, row.values);
      const core::Schema& schema = book_.record().law().rules.predicate(id).schema;
      for (size_t i = 0; i < schema.size(); ++i) {
        if (schema[i] == core::Kind::kNumber) bar.value = base::Decimal::FromUnits(row.values[i]);
      }
      Lane& lane = is_stand ? book_.Get(Lane::Group::kNegotiation, "negotiation:" + bar.party)
                            : book_.Get(Lane::Group::kState, fmt::format("state:{}", NameOf(id)));
      if (is_stand) {
        lane.title = book_.titles().OfValue(book_.record(), row.values[0], core::Kind::kSymbol);
        lane.parties = {bar.party};
      } else {
        lane.title = TitleOf(phrase);
      }
      bar.label = book_.titles().Phrase(book_.record(), id, row.values, is_stand);
      lane.bars.push_back(std::move(bar));
    }
  }

  std::string NameOf(law::PredicateId id) const { return book_.record().law().rules.predicate(id).name; }

  // "… troops stand at …"
  std::string TitleOf(const lang::Predicate& phrase) const {
    std::string title;
    for (const lang::DeclaredPart& part : phrase.pattern) {
      if (!title.empty()) title += ' ';
      title += part.forms.empty() ? "…" : std::string(book_.workspace().symbols().Name(part.forms.front()));
    }
    return title;
  }

  LaneBook& book_;
  std::set<law::PredicateId> used_;
};

}  // namespace

void AddStates(LaneBook& book) { StateLanes(book).Add(); }

}  // namespace casus::api
