#pragma once

// The record as lanes: what a timeline and a map show, and what is exported to tables.
//
//   TimelineReport report = Timeline(workspace, "Refusal");
//   for (const Lane& lane : report.lanes) …                // "Vilnius Strip": bars of who controls it, marks of what happened
//
// Lanes are made from the standard phrases (std/territory, std/forces, std/negotiation, std/treaties, std/norms) and from what the
// dossier declares itself, never from the names of one dossier. Every bar and mark carries a question, written as the
// language is, which holds on the days of its spans: `casus why` argues for it.
//
// Takes one look at each relation of the record that is shown.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/span.h"
#include "api/workspace.h"
#include "base/decimal.h"
#include "diag/sink.h"

namespace casus::api {

// A state, over the spans at which it holds.
struct Bar {
  std::string kind;   // "controls"; the kinds are listed in docs/json.md
  std::string label;  // "Poland"
  std::optional<base::Decimal> value, limit;
  bool beyond_limit = false;  // above the most, or below the least
  bool bounded = false;       // see AskAnswer
  std::string party;          // whose doing it is; empty: nobody's
  std::vector<Span> spans;
  std::string question;
};

// Something that happens, on a day or within a window of days.
struct Mark {
  std::string kind;   // "demand"
  std::string label;  // "demands 50,000 troops in Lithuania"
  std::optional<base::Decimal> value;
  std::string party;
  Span span;
  std::string question;
  std::string place;  // of the statement; empty if it follows from others
};

struct Lane {
  enum class Group : uint8_t { kInstrument, kTerritory, kNorm, kTroops, kNegotiation, kState, kEvent };
  std::string id;  // "territory:Vilnius_Strip": the same under every lens
  Group group = Group::kEvent;
  std::string title, subtitle;
  std::vector<std::string> parties;
  std::string instrument, entity;  // what it is about; empty: none
  std::string within;              // a lane about a whole that says the very same; empty: none
  std::vector<Bar> bars;           // in the order of time
  std::vector<Mark> marks;         // in the order of time
};

std::string_view Name(Lane::Group group);  // "instrument"

struct TimelineReport {
  std::string lens;                  // empty: the record as it is
  std::string first, last;           // the days of the record
  std::vector<std::string> changes;  // days at which anything shown changes, sorted
  std::vector<Lane> lanes;           // by group, then by what they are about

  bool evaluated = false;
  diag::Report diagnostics;
};

// The lens is of the dossier, or empty.
TimelineReport Timeline(Workspace& workspace, std::string_view lens);

nlohmann::ordered_json ToJson(const TimelineReport& report, const diag::Files& files);

}  // namespace casus::api
