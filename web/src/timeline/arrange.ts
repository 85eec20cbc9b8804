// Which lanes are seen, and where: groups under their headings, filtered; two lanes where a comparison differs.

import type { LaneGroup } from '../contract';
import type { Period } from '../time/calendar';
import { groups, type PlacedLane, type Stretch, type Timeline } from './prepare';

export interface Filter {
  without: readonly string[];
  party: string | null;
  instrument: string | null;
  onlyDifferent: boolean;
  /** Whether to show lanes that say the very same as that of a whole. */
  parts: boolean;
}

export interface LaneRow {
  kind: 'lane';
  key: string;
  y: number;
  height: number;
  /** Room above the bars for the title, where it does not stand beside them. */
  title: number;
  /** The lane as it is drawn, and as it is over the whole record. */
  lane: PlacedLane;
  whole: PlacedLane;
  /** In a comparison, whose lane it is where the two differ. */
  side: 'a' | 'b' | null;
  /** When the two differ. */
  different: Period[];
}

export interface HeadingRow {
  kind: 'heading';
  key: string;
  y: number;
  height: number;
  group: LaneGroup;
  title: string;
  count: number;
  /** How many there would be, if not all have a lane. */
  of?: number;
}

export type Row = LaneRow | HeadingRow;

/** Lays out a lane for what can be seen of it. */
export type Fit = (lane: PlacedLane) => PlacedLane;

export interface Arranged {
  rows: Row[];
  height: number;
}

export const headingHeight = 34;

/** Below the bars of a lane in a comparison it is said whose they are. */
export const sideHeight = 15;

/** `title` is the room above the bars of each lane for its title. */
export function arrange(a: Timeline, b: Timeline | null, filter: Filter, title = 0, fit: Fit = (lane) => lane): Arranged {
  const rows: Row[] = [];
  const others = new Map(b?.lanes.map((lane) => [lane.lane.id, lane]) ?? []);
  const lanes = b ? [...a.lanes, ...b.lanes.filter((lane) => !a.lanes.some((mine) => mine.lane.id === lane.lane.id))] : a.lanes;
  let y = 0;
  const add = (row: Pick<LaneRow, 'key' | 'whole' | 'side' | 'different'>): void => {
    const lane = fit(row.whole);
    const height = lane.height + title + (row.side === null ? 0 : sideHeight);
    rows.push({ kind: 'lane', y, height, title, lane, ...row });
    y += height;
  };
  for (const { group, title } of groups) {
    if (filter.without.includes(group)) continue;
    const heading: HeadingRow = { kind: 'heading', key: `heading:${group}`, y, height: headingHeight, group, title, count: 0 };
    rows.push(heading);
    y += headingHeight;
    for (const lane of lanes) {
      if (lane.lane.group !== group || !passes(lane, filter)) continue;
      const id = lane.lane.id;
      const mine = a.lanes.includes(lane) ? lane : null;
      const other = b ? (mine ? (others.get(id) ?? null) : lane) : null;
      const different = b ? differing(mine, other) : [];
      if (b && different.length === 0 && filter.onlyDifferent) continue;
      heading.count += 1;
      if (different.length === 0) {
        add({ key: id, whole: lane, side: null, different });
      } else {
        add({ key: `${id}|a`, whole: mine ?? hollow(lane), side: 'a', different });
        add({ key: `${id}|b`, whole: other ?? hollow(lane), side: 'b', different });
      }
    }
    if (heading.count === 0) {
      rows.splice(rows.indexOf(heading), 1);
      y -= headingHeight;
    }
  }
  return { rows, height: y };
}

function passes({ lane }: PlacedLane, filter: Filter): boolean {
  return (filter.parts || !lane.within) && (filter.party === null || lane.parties.includes(filter.party)) && (filter.instrument === null || lane.instrument === filter.instrument);
}

function hollow(lane: PlacedLane): PlacedLane {
  return { lane: lane.lane, bars: [], marks: [], height: 28, most: 0 };
}

/** The rows of a list sorted by place that reach into the stretch of the screen from `top` to `bottom`. */
export function seen(rows: readonly Row[], top: number, bottom: number): Row[] {
  return rows.filter((row) => row.y + row.height > top && row.y < bottom);
}

/** When two lanes do not tell the same: what one of them says for certain, or as possible, and the other does not. */
export function differing(a: PlacedLane | null, b: PlacedLane | null): Period[] {
  const mine = claims(a);
  const theirs = claims(b);
  const periods: Period[] = [];
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const [one, two] = [mine.get(key) ?? [], theirs.get(key) ?? []];
    periods.push(...minus(one, two), ...minus(two, one));
  }
  return united(periods);
}

function claims(lane: PlacedLane | null): Map<string, Stretch[]> {
  const all = new Map<string, Stretch[]>();
  const put = (key: string, when: Stretch): void => void all.set(key, [...(all.get(key) ?? []), when]);
  for (const { bar, spans } of lane?.bars ?? []) {
    for (const span of spans) put(`${bar.kind} ${bar.question} ${bar.value ?? ''} ${span.certain}`, span);
  }
  for (const mark of lane?.marks ?? []) put(`${mark.mark.kind} ${mark.mark.question} ${mark.certain}`, mark);
  return all;
}

/** What of `from` is in none of `taken`. */
export function minus(from: readonly Period[], taken: readonly Period[]): Period[] {
  let left = from.map(({ begin, end }) => ({ begin, end }));
  for (const hole of taken) {
    left = left.flatMap((period) =>
      hole.end <= period.begin || hole.begin >= period.end
        ? [period]
        : [{ begin: period.begin, end: hole.begin }, { begin: hole.end, end: period.end }].filter((part) => part.end > part.begin));
  }
  return left;
}

export function united(periods: readonly Period[]): Period[] {
  const sorted = [...periods].sort((x, y) => x.begin - y.begin);
  const whole: Period[] = [];
  for (const { begin, end } of sorted) {
    const last = whole[whole.length - 1];
    if (last && begin <= last.end) last.end = Math.max(last.end, end);
    else whole.push({ begin, end });
  }
  return whole;
}
