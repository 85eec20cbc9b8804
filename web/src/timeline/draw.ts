// From moments to pixels: where bars, marks and their labels come to lie at a zoom.

import type { Period } from '../time/calendar';
import { barWords, type PlacedBar, type PlacedLane, type PlacedMark } from './prepare';

/** A linear scale of a window onto `width` pixels. */
export interface Scale {
  window: Period;
  width: number;
}

export const x = ({ window, width }: Scale, moment: number): number => ((moment - window.begin) / (window.end - window.begin)) * width;

export const momentAt = ({ window, width }: Scale, pixel: number): number =>
  Math.floor(window.begin + (pixel / Math.max(width, 1)) * (window.end - window.begin));

export interface DrawnSpan {
  x: number;
  width: number;
  certain: boolean;
  begin: number;
}

export interface Label {
  x: number;
  text: string;
  /** Whether it stands in its bar, and must be legible on the bar's colour. */
  inside: boolean;
}

export interface DrawnBar {
  placed: PlacedBar;
  spans: DrawnSpan[];
  /** One for each run of spans that has the room. */
  labels: Label[];
}

export interface DrawnMark {
  placed: PlacedMark;
  x: number;
  width: number;
  label: Label | null;
}

/** About as wide as `text` is at 11 pixels in the interface's typeface. */
export const textWidth = (text: string, size = 11): number => text.length * size * 0.54;

const margin = 5;
const least = 2;

export function drawBars(lane: PlacedLane, scale: Scale): DrawnBar[] {
  const drawn: DrawnBar[] = [];
  for (const placed of lane.bars) {
    const spans: DrawnSpan[] = [];
    for (const { begin, end, certain } of placed.spans) {
      if (end <= scale.window.begin || begin >= scale.window.end) continue;
      const left = Math.max(x(scale, begin), -4);
      const right = Math.min(x(scale, end), scale.width + 4);
      spans.push({ x: left, width: Math.max(right - left, least), certain, begin });
    }
    if (spans.length > 0) drawn.push({ placed, spans, labels: [] });
  }
  for (const bar of drawn) if (bar.placed.height >= 10) bar.labels = joined(bar.spans).flatMap((run) => labelOf(bar, run, drawn, scale) ?? []);
  return drawn;
}

/** A label lies in its run, pinned to what can be seen of it; beside it if there is room; else it is left to the tooltip. */
function labelOf(bar: DrawnBar, run: Run, all: readonly DrawnBar[], scale: Scale): Label | null {
  const text = barWords(bar.placed.bar);
  const wide = textWidth(text, bar.placed.height < 16 ? 10 : 11) + 2 * margin;
  const end = run.x + run.width;
  const solid = bar.spans.find((span) => span.certain && span.x >= run.x && span.x < end && visible(span, scale) >= wide);
  if (solid) return { x: Math.max(solid.x, 0) + margin, text, inside: true };
  if (visible(run, scale) >= wide) return { x: Math.max(run.x, 0) + margin, text, inside: false };
  const next = Math.min(
    scale.width,
    ...all.filter((other) => overlaps(other.placed, bar.placed)).flatMap((other) =>
      other.spans.map((span) => span.x).filter((left) => left >= end - 1)));
  return next - end >= wide ? { x: end + margin, text, inside: false } : null;
}

interface Run {
  x: number;
  width: number;
}

const overlaps = (a: PlacedBar, b: PlacedBar): boolean => a.y < b.y + b.height && b.y < a.y + a.height;

const visible = (span: Run, scale: Scale): number =>
  Math.min(span.x + span.width, scale.width) - Math.max(span.x, 0);

function joined(spans: readonly DrawnSpan[]): Run[] {
  const runs: Run[] = [];
  for (const span of spans) {
    const last = runs[runs.length - 1];
    if (last && span.x - (last.x + last.width) < 1) last.width = span.x + span.width - last.x;
    else runs.push({ x: span.x, width: span.width });
  }
  return runs;
}

export function drawMarks(lane: PlacedLane, scale: Scale, brief: (label: string) => string = (label) => label): DrawnMark[] {
  const drawn = lane.marks
    .filter(({ begin, end }) => end > scale.window.begin && begin < scale.window.end)
    .map((placed) => {
      const left = x(scale, placed.begin);
      const right = x(scale, placed.end);
      // A single day is a point; a mark that may be of several days is as long as these.
      const single = placed.end - placed.begin === 1;
      return { placed, x: single ? (left + right) / 2 : left, width: single ? 0 : right - left, label: null as Label | null };
    });
  for (const mark of drawn) {
    const begin = Math.max(mark.x + mark.width, mark.x) + 9;
    const next = Math.min(
      scale.width,
      ...drawn.filter((other) => other !== mark && Math.abs(other.placed.y - mark.placed.y) < 12 && other.x >= mark.x + (other.x === mark.x ? 1 : 0))
        .map((other) => other.x - 8));
    const room = next - begin;
    const text = shortened(brief(mark.placed.mark.label), room);
    mark.label = text === null ? null : { x: begin, text, inside: false };
  }
  return drawn;
}

/** The text, cut at a word with "…" if it is too long; null if not even its beginning has room. */
export function shortened(text: string, room: number): string | null {
  if (textWidth(text) <= room) return text;
  const fits = Math.floor(room / textWidth('m')) - 1;
  if (fits < 8) return null;
  const cut = text.slice(0, fits);
  const word = cut.lastIndexOf(' ');
  return `${(word > 5 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

/** How much happens in each of `count` equal parts of a period, from 0 to 1 of the busiest. */
export function density(changes: readonly number[], period: Period, count: number): number[] {
  const bins = new Array<number>(count).fill(0);
  for (const moment of changes) {
    if (moment < period.begin || moment >= period.end) continue;
    const bin = Math.floor(((moment - period.begin) / (period.end - period.begin)) * count);
    bins[bin] = bins[bin]! + 1;
  }
  const most = Math.max(1, ...bins);
  return bins.map((bin) => bin / most);
}
