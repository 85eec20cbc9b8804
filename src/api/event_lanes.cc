#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "api/lanes.h"
#include "law/values.h"

namespace casus::api {
namespace {

// What acts of the standard vocabulary are called, by the first word of their phrase.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kActs = {
    {{"signs", "signature"},        {"ratifies", "ratification"},
     {"accedes", "accession"},      {"refuses", "refusal"},
     {"denounces", "denunciation"}, {"withdraws", "withdrawal"},
     {"suspends", "suspension"},    {"resumes", "resumption"},
     {"makes", "reservation"},      {"publishes", "publication"},
     {"succeeds", "succession"},    {"ceases", "end"},
     {"invades", "invasion"},       {"takes", "taking"},
     {"cedes", "cession"},          {"annexes", "annexation"},
     {"sells", "cession"},          {"leaves", "withdrawal"},
     {"demands", "demand"},         {"asks", "demand"},
     {"offers", "offer"},           {"proposes", "proposal"},
     {"threatens", "threat"},       {"presents", "ultimatum"},
     {"accepts", "acceptance"},     {"accuses", "accusation"},
     {"protests", "protest"},       {"condemns", "protest"}}};

// What the predicates of allegations begin with.
constexpr std::string_view kAlleged = " alleged ";

std::string_view KindOf(const LaneBook& book, const lang::Predicate& phrase) {
  if (!book.Declares(phrase).starts_with("std/")) return "event";
  const std::string_view word = book.FirstWord(phrase);
  const auto found =
      std::find_if(kActs.begin(), kActs.end(), [&](const auto& act) { return act.first == word; });
  return found == kActs.end() ? "event" : found->second;
}

class EventLanes {
 public:
  explicit EventLanes(LaneBook& book) : book_(book) {}

  void Add() {
    const law::Chronicle& chronicle = book_.record().chronicle();
    for (const law::Fact& fact : chronicle.facts.facts) {
      const law::Predicate& predicate = book_.record().law().rules.predicate(fact.predicate);
      const law::Entry& entry = chronicle.entries[fact.statement];
      if (entry.statement == law::Entry::kNoRow) continue;
      const std::span<const core::Value> values = chronicle.facts.Row(fact, predicate.schema.size());
      if (predicate.name.starts_with(kAlleged)) {
        AddAllegation(fact, values);
      } else if (predicate.is_event && predicate.phrase) {
        std::optional<Mark> mark = MarkOf(fact, fact.predicate, values);
        if (mark) Place(fact.predicate, values, entry, *mark);
      }
    }
    AddTurns("enters_into_force", "entry", "enters into force");
    AddTurns("comes_to_an_end", "end", "comes to an end");
  }

 private:
  std::optional<Mark> MarkOf(const law::Fact& fact, law::PredicateId id,
                             std::span<const core::Value> values) const {
    const law::Record& record = book_.record();
    const lang::Predicate& phrase = *book_.PhraseOf(id);
    Mark mark;
    mark.kind = KindOf(book_, phrase);
    mark.party = book_.PartyOf(id, values);
    mark.question = book_.wording().Phrase(id, values);
    const core::Schema& schema = record.law().rules.predicate(id).schema;
    for (size_t i = 0; i < schema.size(); ++i) {
      if (schema[i] == core::Kind::kNumber) mark.value = base::Decimal::FromUnits(values[i]);
    }
    const core::Timeline& line = record.timeline();
    if (fact.begin.first >= line.size()) return std::nullopt;
    mark.span.from = base::ToString(line.StampOf(std::max<core::Moment>(fact.begin.first, 1)), line.grain());
    mark.span.through =
        base::ToString(line.StampOf(std::min(fact.begin.last, line.size() - 1)), line.grain());
    mark.span.certainty = fact.uncertain() ? Certainty::kPossible : Certainty::kCertain;
    const law::Entry& entry = record.chronicle().entries[fact.statement];
    mark.place =
        api::Place(book_.workspace(), entry.document,
                   book_.workspace().dossier().documents[entry.document].statements[entry.statement].extent);
    return mark;
  }

  // What someone says, and nobody has made a fact: it is asked for as alleged.
  void AddAllegation(const law::Fact& fact, std::span<const core::Value> row) {
    const std::string_view name = book_.record().law().rules.predicate(fact.predicate).name;
    const std::optional<law::PredicateId> id = book_.record().Find(name.substr(kAlleged.size()));
    if (!id || !fact.has_begin) return;
    const std::span<const core::Value> values = row.subspan(1);
    std::optional<Mark> mark = MarkOf(fact, *id, values);
    if (!mark) return;
    mark->kind = "alleged";
    mark->party = book_.NameOf(row[0]);
    mark->question = fmt::format("alleged by {}: {}", mark->party, mark->question);
    alleged_by_ = book_.titles().Of(law::ToSymbol(row[0]));
    Place(*id, values, book_.record().chronicle().entries[fact.statement], *mark);
    alleged_by_.clear();
  }

  // A mark stands on every lane that it is about: an instrument, a land, a norm; or with the talks, or with its chapter.
  void Place(law::PredicateId id, std::span<const core::Value> values, const law::Entry& entry,
             const Mark& mark) {
    const lang::Predicate& phrase = *book_.PhraseOf(id);
    const std::string_view from = book_.Declares(phrase);
    const core::Schema& schema = book_.record().law().rules.predicate(id).schema;
    bool is_placed = false;
    auto put = [&](Lane& lane, bool without_subject) {
      Mark& one = lane.marks.emplace_back(mark);
      one.label = book_.titles().Phrase(book_.record(), id, values, without_subject);
      if (!alleged_by_.empty()) one.label = fmt::format("{} (alleged by {})", one.label, alleged_by_);
      is_placed = true;
    };
    for (size_t i = 0; i < schema.size(); ++i) {
      if (schema[i] != core::Kind::kSymbol) continue;
      if (book_.Is(values[i], "Provision")) {
        const lang::Treaty* treaty = book_.TreatyOf(values[i]);
        if (treaty != nullptr) put(*book_.Find(InstrumentLane(book_, *treaty)), false);
      }
      if (from == "std/territory") {
        Lane* land = book_.Find("territory:" + book_.NameOf(values[i]));
        if (land != nullptr && land->within.empty()) put(*land, false);
      }
      if (mark.kind == "accusation" && i == 1 && values.size() > 2) {
        Lane* norm =
            book_.Find(fmt::format("norm:{} by {}", book_.NameOf(values[2]), book_.NameOf(values[1])));
        if (norm != nullptr) put(*norm, false);
      }
    }
    if (from == "std/negotiation" && !mark.party.empty()) {
      Lane& lane = book_.Get(Lane::Group::kNegotiation, "negotiation:" + mark.party);
      lane.title = book_.titles().Of(law::ToSymbol(values.front()));
      lane.parties = {mark.party};
      put(lane, true);
    }
    if (!is_placed) put(Chapter(entry.document), false);
  }

  // Events that are about nothing with a lane of its own stand together by the file that tells them.
  Lane& Chapter(uint32_t index) {
    const lang::Document& document = book_.workspace().dossier().documents[index];
    std::string_view file = book_.workspace().files().Path(document.file);
    file = file.substr(file.find_last_of('/') + 1);
    Lane& lane = book_.Get(Lane::Group::kEvent, fmt::format("event:{}", file));
    if (lane.title.empty()) {
      lane.title = document.headings.size() > 1 ? document.headings[1].text : std::string(file);
    }
    return lane;
  }

  // What follows from the acts: that an instrument takes effect, that it ends.
  void AddTurns(std::string_view name, std::string_view kind, std::string_view label) {
    const std::optional<law::PredicateId> predicate = book_.record().Find(name);
    if (!predicate) return;
    for (const law::Answer& row : book_.record().AllBounds(*predicate).rows) {
      const lang::Treaty* treaty = book_.TreatyOf(row.values[0]);
      if (treaty == nullptr || law::ToValue(treaty->name) != row.values[0]) continue;
      for (const Span& span : SpansOf(book_.record(), row.certain, row.possible)) {
        Mark mark{.kind = std::string(kind), .label = std::string(label), .span = span};
        if (span.certainty == Certainty::kCertain) mark.span.through = mark.span.from;
        mark.question = book_.wording().Phrase(*predicate, row.values);
        book_.Find(InstrumentLane(book_, *treaty))->marks.push_back(std::move(mark));
      }
    }
  }

  LaneBook& book_;
  std::string alleged_by_;  // who says what is being placed; empty: it is a fact
};

}  // namespace

void AddEvents(LaneBook& book) { EventLanes(book).Add(); }

}  // namespace casus::api
