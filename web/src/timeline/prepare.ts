// Lanes as the timeline draws them: dates as numbers, bars in rows that do not overlap, and the height of each lane.
//
// Rows do not depend on the zoom, so that lanes keep their height and place while a reader zooms; only labels do.
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
}

export const groups: readonly { group: LaneGroup; title: string }[] = [
  { group: 'territory', title: 'Territories' },
  { group: 'instrument', title: 'Instruments' },
  { group: 'negotiation', title: 'Negotiation' },
  { group: 'troops', title: 'Troops' },
  { group: 'norm', title: 'Norms' },
  { group: 'event', title: 'Events' },
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
  'controls', 'in-breach', 'owed', 'term', 'in-force', 'suspended', 'alleged', 'kept', 'broken', 'claims', 'sphere', 'recognizes', 'state',
];

export function heightOf(kind: string, group: LaneGroup): number {
  if (group === 'norm') return kind === 'in-force' || kind === 'kept' ? thread : full;
  if (kind === 'recognizes' || kind === 'sphere') return slim;
  if (kind === 'term') return thread;
  return full;
}

export function prepare(answer: TimelineAnswer, calendar: Calendar): Timeline {
  const changes = answer.changes.map((text) => calendar.parse(text)).filter((moment) => moment !== null);
  return { lens: answer.lens, lanes: answer.lanes.map((lane) => placed(lane, calendar)), changes };
}

export function stretch(span: { from: string; through: string; certainty: string }, calendar: Calendar): Stretch | null {
  const begin = calendar.parse(span.from);
  const end = calendar.parseThrough(span.through);
  return begin === null || end === null || end <= begin ? null : { begin, end, certain: span.certainty === 'certain' };
}

function placed(lane: Lane, calendar: Calendar): PlacedLane {
  const bars = lane.bars
    .map((bar) => ({ bar, spans: stretches(bar, calendar), y: 0, height: heightOf(bar.kind, lane.group) }))
    .filter((bar) => bar.spans.length > 0);
  const marks = lane.marks.flatMap((mark) => {
    const when = stretch(mark, calendar);
    return when ? [{ mark, ...when, y: 0 }] : [];
  });
  const values = [...bars.flatMap(({ bar }) => [bar.value ?? 0, bar.limit ?? 0]), ...marks.map(({ mark }) => mark.value ?? 0)];
  const most = lane.group === 'troops' || lane.group === 'negotiation' ? Math.max(0, ...values) : 0;
  if (most > 0) return byValue(lane, bars, marks, most);

  let y = padding;
  const rank = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
  const kinds = [...new Set(bars.map(({ bar }) => bar.kind))].sort((a, b) => rank(a) - rank(b));
  if (marks.length > 0) {
    const count = Math.min(3, rowsNeeded(marks));
    marks.sort((a, b) => a.begin - b.begin).forEach((mark, index) => (mark.y = y + (index % count) * (full + gap)));
    y += count * (full + gap);
  }
  for (const kind of kinds) y = pack(bars.filter(({ bar }) => bar.kind === kind), y);
  return { lane, bars, marks, height: Math.max(y - gap + padding, lane.group === 'answer' ? full + 2 * padding : leastHeight), most };
}

function stretches(bar: Bar, calendar: Calendar): Stretch[] {
  return bar.spans.flatMap((span) => stretch(span, calendar) ?? []).sort((a, b) => a.begin - b.begin);
}

/** One row for a few marks, more where many labels would stand in each other's way. */
function rowsNeeded(marks: readonly unknown[]): number {
  return marks.length <= 2 ? 1 : marks.length <= 6 ? 2 : 3;
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

/** A lane whose bars are as high, and whose marks stand as high, as their values say. */
function byValue(lane: Lane, bars: PlacedBar[], marks: PlacedMark[], most: number): PlacedLane {
  for (const bar of bars) {
    const value = bar.bar.value ?? bar.bar.limit ?? 0;
    bar.height = Math.max(2, Math.round((value / most) * steps));
    bar.y = padding + 8 + steps - bar.height;
  }
  for (const mark of marks) mark.y = padding + 8 + Math.round(steps * (1 - (mark.mark.value ?? 0) / most)) - full / 2;
  bars.sort((a, b) => b.height - a.height);
  marks.sort((a, b) => a.begin - b.begin);
  return { lane, bars, marks, height: steps + 2 * padding + 16, most };
}
