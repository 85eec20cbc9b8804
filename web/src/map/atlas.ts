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

interface Label {
  anchor: 'start' | 'middle' | 'end';
  dx: number;
  dy: number;
}

/** Where a label may stand, best first: right of its town, left, above, below. */
const labels: readonly Label[] = [
  { anchor: 'start', dx: 6, dy: 3.5 }, { anchor: 'end', dx: -6, dy: 3.5 }, { anchor: 'middle', dx: 0, dy: -8 }, { anchor: 'middle', dx: 0, dy: 16 },
];
const shareBefore = { start: 0, middle: 0.5, end: 1 };

/** Gives each town, heavier ones first, the best label that covers no other label; none where there is no room. */
export function labelled(towns: readonly Town[], width: number, size = 11): (Town & { label: Label | null })[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  return [...towns].sort((a, b) => b.weight - a.weight).map((town) => {
    const length = town.text.length * size * 0.55;
    for (const label of labels) {
      const left = town.x + label.dx - length * shareBefore[label.anchor];
      const base = town.y + label.dy;
      const box = { left, right: left + length, top: base - size * 0.8, bottom: base + size * 0.2 };
      if (box.left < 0 || box.right > width) continue;
      if (taken.some((other) => other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top)) continue;
      taken.push(box);
      return { ...town, label };
    }
    return { ...town, label: null };
  });
}
