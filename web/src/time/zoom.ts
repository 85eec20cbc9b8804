// The part of the record that the timeline shows, and how it is changed. A window never leaves the record, and never
// becomes narrower than a day.

import type { Period } from './calendar';

export const narrowest = (perDay: number): number => perDay;

/** `window` moved and cut so that it lies within `whole`. */
export function within(window: Period, whole: Period, least: number): Period {
  const length = Math.min(Math.max(window.end - window.begin, least), whole.end - whole.begin);
  const begin = Math.min(Math.max(window.begin, whole.begin), whole.end - length);
  return { begin: Math.round(begin), end: Math.round(begin + length) };
}

/** The window `factor` times as long, with `around` staying where it is on the screen. */
export function zoomed(window: Period, whole: Period, around: number, factor: number, least: number): Period {
  const length = Math.min(Math.max((window.end - window.begin) * factor, least), whole.end - whole.begin);
  const share = (around - window.begin) / (window.end - window.begin);
  const begin = around - share * length;
  return within({ begin, end: begin + length }, whole, least);
}

export function panned(window: Period, whole: Period, by: number, least: number): Period {
  return within({ begin: window.begin + by, end: window.end + by }, whole, least);
}

/** The window moved, if it must be, so that `moment` can be seen. */
export function showing(window: Period, whole: Period, moment: number, least: number): Period {
  if (moment >= window.begin && moment < window.end) return window;
  const half = (window.end - window.begin) / 2;
  return within({ begin: moment - half, end: moment + half }, whole, least);
}
