#pragma once

// What norms bring about by themselves: effects, and powers.
//
//   effect P when E          P happens, begins, or (a bare statement) lasts, while the article is in force
//   power P while C: effect  the act P has effect if C held just before it; its effects follow at the next moment
//
// An act that only a power gives effect to (the signature of whoever may sign), done without that power, is an act without effect:
// law.without_effect holds of its occurrence, and whatever reads such acts leaves it out.

#include "law/norm_scene.h"

namespace casus::law {

// A norm of kind effect or statement that stands by itself or under a breach.
void AddEffect(Workplace& workplace, const NormPlace& place);

// A power: whether acts have effect, and what their effects are.
void AddPower(Workplace& workplace, Law& law, const NormPlace& place);

}  // namespace casus::law
