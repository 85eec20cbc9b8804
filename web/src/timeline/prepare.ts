// Lanes as the timeline draws them: dates as numbers, bars in rows that do not overlap, and the height of each lane.
//
// A lane is as high as what can be seen of it needs: `fitted` lays out anew what reaches into the window.
// Packing is greedy by beginning, which for single intervals needs the fewest rows; a bar of several spans stays in one row,
// and others may stand between its spans.

import type { Bar, Lane, LaneGroup, Mark, TimelineAnswer } from '../contract';
import type { Calendar, Period } from '../time/calendar';

export interface Stretch extends Period {
  certain: boolean;
}

export interface PlacedBar {
  bar: Bar;
  spans: Stretch[];
  y: number;
  height: number;
}

export interface PlacedMark extends Stretch {
  mark: Mark;
  y: number;
}

export interface PlacedLane {
  lane: Lane;
  bars: PlacedBar[];
  marks: PlacedMark[];
  height: number;
  /** The largest value of a lane that draws values as heights; 0 for other lanes. */
  most: number;
}

export interface Timeline {
  lens: string | null;
  lanes: PlacedLane[];
  changes: number[];
  /** Where what is known ends, if that is told: the first moment after it. */
  end: number | null;
}

export const groups: readonly { group: LaneGroup; title: string }[] = [
  { group: 'territory', title: 'Territories' },
  { group: 'instrument', title: 'Instruments' },
  { group: 'negotiation', title: 'Negotiation' },
  { group: 'troops', title: 'Troops' },
  { group: 'norm', title: 'Norms' },
  { group: 'event', title: 'Events' },
  { group: 'state', title: 'Other states' },
];

const padding = 5;
const gap = 2;
const full = 18;
const slim = 13;
const thread = 5;
const steps = 62;
const leastHeight = 42;

/** Rows are filled in this order, from the top. */
const order = [
  'controls', 'in-breach', 'owed', 'in-force', 'party', 'suspended', 'alleged', 'kept', 'broken', 'claims', 'sphere', 'recognizes', 'state',
];

export function heightOf(kind: string, group: LaneGroup): number {
  if (group === 'norm') return kind === 'in-force' || kind === 'kept' ? thread : full;
  if (group === 'state' || kind === 'recognizes' || kind === 'sphere' || kind === 'party') return slim;
  return full;
}

/** `nominal` is how many moments a pixel stands for at the zoom for which rows are laid out. */
export function prepare(answer: TimelineAnswer, calendar: Calendar, nominal: number): Timeline {
  const changes = answer.changes.map((text) => calendar.parse(text)).filter((moment) => moment !== null);
  const end = answer.through === undefined ? null : calendar.parseThrough(answer.through);
  return { lens: answer.lens, end, lanes: (answer.lanes ?? []).map((lane) => placed(lane, calendar, nominal)), changes };
}

export function stretch(span: { from: string; through: string; certainty: string }, calendar: Calendar): Stretch | null {
  const begin = calendar.parse(span.from);
  const end = calendar.parseThrough(span.through);
  return begin === null || end === null || end <= begin ? null : { begin, end, certain: span.certainty === 'certain' };
}

function placed(lane: Lane, calendar: Calendar, nominal: number): PlacedLane {
  const bars = lane.bars
    .map((bar) => ({ bar, spans: stretches(bar, calendar), y: 0, height: heightOf(bar.kind, lane.group) }))
    .filter((bar) => bar.spans.length > 0);
  const marks = lane.marks.flatMap((mark) => {
    const when = stretch(mark, calendar);
    return when ? [{ mark, ...when, y: 0 }] : [];
  }).sort((a, b) => a.begin - b.begin || a.end - b.end);
  return laidOut(lane, bars, marks, nominal);
}

/** The lane with what reaches into `window` alone, in as few rows as that needs. */
export function fitted({ lane, bars, marks }: PlacedLane, window: Period, nominal: number): PlacedLane {
  const seen = ({ begin, end }: Period): boolean => end > window.begin && begin < window.end;
  return laidOut(
    lane,
    bars.filter(({ spans }) => spans.some(seen)).map((bar) => ({ ...bar, height: heightOf(bar.bar.kind, lane.group) })),
    marks.filter(seen).map((mark) => ({ ...mark })), nominal);
}

function laidOut(lane: Lane, bars: PlacedBar[], marks: PlacedMark[], nominal: number): PlacedLane {
  const valued = lane.group === 'troops' || lane.group === 'negotiation';
  const high = valued ? { bars: bars.filter(({ bar }) => valueOf(bar) > 0 || bar.limit), marks: marks.filter(({ mark }) => mark.value) } : { bars: [], marks: [] };
  const most = Math.max(0, ...high.bars.flatMap(({ bar }) => [valueOf(bar), bar.limit ?? 0]), ...high.marks.map(({ mark }) => mark.value ?? 0));
  let y = padding;
  if (most > 0) y = byValue(high.bars, high.marks, most, y);

  const rank = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
  const low = bars.filter((bar) => most === 0 || !high.bars.includes(bar));
  const kinds = [...new Set(low.map(({ bar }) => bar.kind))].sort((a, b) => rank(a) - rank(b));
  // What a lane is about stands first, then what happened to it, then what else is said of it.
  const of = (kind: string): PlacedBar[] => low.filter(({ bar }) => bar.kind === kind);
  const first = kinds.filter((kind) => kind === 'controls' || (kind === 'in-force' && lane.group === 'instrument'));
  for (const kind of first) y = pack(of(kind), y);
  y = packMarks(most > 0 ? marks.filter(({ mark }) => !mark.value) : marks, y, nominal);
  for (const kind of kinds) if (!first.includes(kind)) y = pack(of(kind), y);
  return { lane, bars, marks, height: Math.max(y - gap + padding, lane.group === 'answer' ? full + 2 * padding : leastHeight), most };
}

/** What stands on a bar: who claims is said to claim. */
export function barWords(bar: Bar): string {
  if (bar.kind === 'claims') return `claimed by ${bar.label}`;
  if (bar.kind === 'sphere') return `sphere of ${bar.label}`;
  return bar.label;
}

const valueOf = (bar: Bar): number => bar.value ?? 0;

function stretches(bar: Bar, calendar: Calendar): Stretch[] {
  return bar.spans.flatMap((span) => stretch(span, calendar) ?? []).sort((a, b) => a.begin - b.begin);
}

const markRow = 17;
const mostRows = 9;

/** Puts marks into rows so that at the nominal zoom none stands on another or on its label; the rows that there are are shared if need be. */
function packMarks(marks: readonly PlacedMark[], top: number, nominal: number): number {
  const ends: number[] = [];
  marks.forEach((mark, index) => {
    const label = Math.min(mark.mark.label.length * 6, 200) * nominal;
    const end = Math.max(mark.end, mark.begin + label);
    let row = ends.findIndex((taken) => taken <= mark.begin);
    if (row < 0) row = ends.length < mostRows ? ends.push(0) - 1 : index % mostRows;
    ends[row] = Math.max(ends[row] ?? 0, end);
    mark.y = top + row * markRow;
  });
  return top + ends.length * markRow;
}

/** Puts bars into rows from `top` on, the earliest first, each into the first row where none of its spans meets another. */
function pack(bars: PlacedBar[], top: number): number {
  const rows: Stretch[][] = [];
  const height = bars[0]!.height + gap;
  for (const bar of [...bars].sort((a, b) => a.spans[0]!.begin - b.spans[0]!.begin)) {
    const free = (row: Stretch[]): boolean => !row.some((taken) => bar.spans.some((span) => span.begin < taken.end && taken.begin < span.end));
    let row = rows.findIndex(free);
    if (row < 0) row = rows.push([]) - 1;
    rows[row]!.push(...bar.spans);
    bar.y = top + row * height;
  }
  return top + rows.length * height;
}

/** Bars as high, and marks standing as high, as their values say, above a common ground; a demand that stands is a line at its height. */
function byValue(bars: readonly PlacedBar[], marks: readonly PlacedMark[], most: number, top: number): number {
  const ground = top + 10 + steps;
  const heightAt = (value: number): number => Math.max(2, Math.round((value / most) * steps));
  for (const bar of bars) {
    bar.height = bar.bar.kind === 'insists' ? 4 : heightAt(valueOf(bar.bar));
    bar.y = bar.bar.kind === 'insists' ? ground - heightAt(valueOf(bar.bar)) - 2 : ground - bar.height;
  }
  for (const mark of marks) mark.y = ground - heightAt(mark.mark.value ?? 0) - full / 2;
  return ground + 8;
}

/** How far above the ground of a lane of values a limit is drawn. */
export const limitHeight = (limit: number, most: number): number => Math.round((limit / most) * steps);
