#pragma once

// The lives of norms: for each norm and each who bears it, what state it was in and when.
//
//   in force    the norm itself
//   suspended   the norm, or what it is part of
//   owed        an obligation is pending
//   in breach   the bearer is in default now
//   broken      there was a breach: it stays so
//   kept        performed, or its time ran out, and never broken
//   dormant     no obligation ever arose: without a bearer, over the whole record

#include <string>
#include <string_view>
#include <vector>

#include "api/span.h"
#include "api/workspace.h"
#include "law/record.h"

namespace casus::api {

enum class NormState : uint8_t { kInForce, kSuspended, kOwed, kInBreach, kBroken, kKept, kDormant };

std::string_view Name(NormState state);  // "in force"

struct NormPhase {
  NormState state = NormState::kInForce;
  Span span;
  bool bounded = false;  // merely possible, and perhaps not even that, or certain: see AskAnswer
};

struct NormLife {
  std::string norm;    // Mutual_Assistance_Treaty.VII
  std::string title;   // of its article
  std::string kind;    // duty, ban, limit, right, power
  std::string bearer;  // empty: dormant
  std::vector<NormPhase> life;

  bool Has(NormState state) const;
  bool HasCertainly(NormState state) const;
};

// By treaty and number in the order of the text, then by bearer.
std::vector<NormLife> NormLives(const Workspace& workspace, law::Record& record);

}  // namespace casus::api
