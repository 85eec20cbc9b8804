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

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const meet = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

export const boxAround = (x: number, y: number, width: number, height: number): Box =>
  ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

export interface Inside {
  x: number;
  y: number;
  /** How far the next edge is. */
  room: number;
}

/**
 * The point of a ring on the screen that is farthest from its edges, to about a twenty-fourth of its size, of those that `isFree` lets
 * pass; null if there is none.
 */
export function innermost(ring: readonly (readonly [number, number])[], width: number, height: number, isFree: (x: number, y: number) => boolean = () => true): Inside | null {
  const steps = 24;
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [left, right] = [Math.max(Math.min(...xs), 0), Math.min(Math.max(...xs), width)];
  const [top, bottom] = [Math.max(Math.min(...ys), 0), Math.min(Math.max(...ys), height)];
  let best: Inside | null = null;
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const [x, y] = [left + ((right - left) * i) / steps, top + ((bottom - top) * j) / steps];
      if (!isFree(x, y)) continue;
      const room = roomAt(ring, x, y, Math.min(x, width - x, y, height - y));
      if (room > (best?.room ?? 0)) best = { x, y, room };
    }
  }
  return best;
}

/** How far a point within a ring is from its edges, at most `room`; negative outside. */
function roomAt(ring: readonly (readonly [number, number])[], x: number, y: number, room: number): number {
  let inside = false;
  let [x1, y1] = ring[ring.length - 1]!;
  for (const [x2, y2] of ring) {
    if ((y1 > y) !== (y2 > y) && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    const [dx, dy] = [x2 - x1, y2 - y1];
    const share = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
    room = Math.min(room, Math.hypot(x - x1 - share * dx, y - y1 - share * dy));
    [x1, y1] = [x2, y2];
  }
  return inside ? room : -1;
}

/** Gives each town, heavier ones first, the best label that covers no other label, nor a dot or what else is `taken`; none where there is no room. */
export function labelled(towns: readonly Town[], width: number, occupied: readonly Box[] = [], size = 11): (Town & { label: Label | null })[] {
  const dots = towns.map(({ x, y }) => boxAround(x, y, 6, 6));
  const taken: Box[] = [...occupied];
  const own = new Map(towns.map((town, index) => [town, dots[index]!]));
  return [...towns].sort((a, b) => b.weight - a.weight).map((town) => {
    const length = town.text.length * size * 0.55;
    for (const label of labels) {
      const left = town.x + label.dx - length * shareBefore[label.anchor];
      const base = town.y + label.dy;
      const box = { left, right: left + length, top: base - size * 0.8, bottom: base + size * 0.2 };
      if (box.left < 0 || box.right > width) continue;
      if ([...taken, ...dots].some((other) => other !== own.get(town) && meet(other, box))) continue;
      taken.push(box);
      return { ...town, label };
    }
    return { ...town, label: null };
  });
}
