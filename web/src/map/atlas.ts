// What the map shows on a day, out of the lanes of the timeline: pure functions of lanes and day.

import type { Certainty } from '../contract';
import type { PlacedLane } from '../timeline/prepare';
import { certaintyAt } from '../words/atDay';

export interface Holding {
  party: string;
  certainty: Certainty;
  question: string;
}

export interface LandState {
  entity: string;
  controls: Holding[];
  claims: Holding[];
  recognizes: (Holding & { label: string })[];
  sphere: Holding[];
}

export interface Force {
  entity: string;
  value: number;
  limit: number | null;
  kind: string;
  party: string | null;
  certainty: Certainty;
  question: string;
}

export function landsAt(lanes: readonly PlacedLane[], day: number): Map<string, LandState> {
  const lands = new Map<string, LandState>();
  for (const { lane, bars } of lanes) {
    if (lane.group !== 'territory' || !lane.entity) continue;
    const land: LandState = lands.get(lane.entity) ?? { entity: lane.entity, controls: [], claims: [], recognizes: [], sphere: [] };
    lands.set(lane.entity, land);
    for (const placed of bars) {
      const { bar } = placed;
      const certainty = certaintyAt(placed, day);
      if (!certainty || !bar.party) continue;
      const holding = { party: bar.party, certainty, question: bar.question };
      if (bar.kind === 'controls') land.controls.push(holding);
      else if (bar.kind === 'claims') land.claims.push(holding);
      else if (bar.kind === 'sphere') land.sphere.push(holding);
      else if (bar.kind === 'recognizes') land.recognizes.push({ ...holding, label: bar.label });
    }
    const surest = (a: Holding, b: Holding): number => Number(b.certainty === 'certain') - Number(a.certainty === 'certain');
    for (const list of [land.controls, land.claims, land.sphere]) list.sort(surest);
    // Who holds a land is not said to claim it as well.
    land.claims = land.claims.filter(({ party }, index) => party !== land.controls[0]?.party && land.claims.findIndex((other) => other.party === party) === index);
  }
  return lands;
}

export function forcesAt(lanes: readonly PlacedLane[], day: number): Force[] {
  const forces = new Map<string, Force>();
  for (const { lane, bars } of lanes) {
    if (lane.group !== 'troops' || !lane.entity) continue;
    for (const placed of bars) {
      const { bar } = placed;
      const certainty = certaintyAt(placed, day);
      if (!certainty || !bar.value || bar.kind === 'limit') continue;
      const known = forces.get(lane.entity);
      // What stands there goes before what was agreed to stand there.
      if (known && (known.kind === 'stationed' || bar.kind !== 'stationed')) continue;
      forces.set(lane.entity, { entity: lane.entity, value: bar.value, limit: bar.limit ?? null, kind: bar.kind, party: bar.party ?? null, certainty, question: bar.question });
    }
  }
  return [...forces.values()].sort((a, b) => b.value - a.value);
}

/** Circles whose areas are as the numbers. */
export const radiusOf = (value: number, most: number, largest = 22): number => Math.max(4, largest * Math.sqrt(value / Math.max(most, 1)));

export interface Town {
  entity: string;
  x: number;
  y: number;
  /** The first have their label in any case; later ones only where there is room. */
  weight: number;
  text: string;
}

/** Places labels right of their towns, else left, else leaves them out; heavier towns first. */
export function labelled(towns: readonly Town[], width: number, size = 11): (Town & { at: 'start' | 'end' | null })[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  return [...towns].sort((a, b) => b.weight - a.weight).map((town) => {
    const length = town.text.length * size * 0.55;
    for (const at of ['start', 'end'] as const) {
      const left = at === 'start' ? town.x + 6 : town.x - 6 - length;
      const box = { left, right: left + length, top: town.y - size * 0.7, bottom: town.y + size * 0.5 };
      if (box.left < 0 || box.right > width) continue;
      if (taken.some((other) => other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top)) continue;
      taken.push(box);
      return { ...town, at };
    }
    return { ...town, at: null };
  });
}
