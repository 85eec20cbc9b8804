#pragma once

// The makers of operator states, one for each operator (see MakeOperatorState).

#include <memory>

#include "core/operator_state.h"

namespace casus::core {

// relational_operators.cc
std::unique_ptr<OperatorState> MakeSelect(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeMap(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeJoin(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeExcept(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeUnion(const OperatorContext& context);

// windowed_operators.cc
std::unique_ptr<OperatorState> MakeWindowed(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeSince(const OperatorContext& context);

// run_operators.cc
std::unique_ptr<OperatorState> MakeRise(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeFall(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeHeldSince(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeLastTime(const OperatorContext& context);

// state_operators.cc
std::unique_ptr<OperatorState> MakeInertia(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeClock(const OperatorContext& context);
std::unique_ptr<OperatorState> MakeAssign(const OperatorContext& context);

// aggregate.cc
std::unique_ptr<OperatorState> MakeAggregate(const OperatorContext& context);

}  // namespace casus::core
