// Ticks of the time axis: whole years, months, days or hours, as many as fit without touching.

import type { Calendar, Period, TickUnit } from './calendar';

export interface Tick {
  at: number;
  label: string;
  /** A tick that begins a larger unit (a year among months) is drawn stronger. */
  major: boolean;
}

interface Step {
  unit: TickUnit;
  count: number;
  /** Roughly how many days the step takes. */
  days: number;
}

const steps: Step[] = [
  { unit: 'hour', count: 1, days: 1 / 24 },
  { unit: 'hour', count: 3, days: 3 / 24 },
  { unit: 'hour', count: 6, days: 6 / 24 },
  { unit: 'hour', count: 12, days: 12 / 24 },
  { unit: 'day', count: 1, days: 1 },
  { unit: 'day', count: 2, days: 2 },
  { unit: 'day', count: 7, days: 7 },
  { unit: 'day', count: 14, days: 14 },
  { unit: 'month', count: 1, days: 30.4 },
  { unit: 'month', count: 2, days: 61 },
  { unit: 'month', count: 3, days: 91 },
  { unit: 'month', count: 6, days: 183 },
  { unit: 'year', count: 1, days: 365.25 },
  { unit: 'year', count: 2, days: 730 },
  { unit: 'year', count: 5, days: 1826 },
  { unit: 'year', count: 10, days: 3652 },
  { unit: 'year', count: 25, days: 9131 },
  { unit: 'year', count: 50, days: 18262 },
  { unit: 'year', count: 100, days: 36525 },
  { unit: 'year', count: 500, days: 182625 },
];

/** Ticks over `period` at least `apart` pixels from each other on an axis of `width` pixels. */
export function ticksOf(calendar: Calendar, period: Period, width: number, apart = 72): Tick[] {
  const days = (period.end - period.begin) / calendar.perDay;
  const wanted = (days * apart) / Math.max(width, 1);
  const fine = calendar.grain === 'day' ? steps.filter((step) => step.unit !== 'hour') : steps;
  const step = fine.find((candidate) => candidate.days >= wanted) ?? fine[fine.length - 1]!;
  const ticks: Tick[] = [];
  for (let at = first(calendar, period.begin, step); at < period.end; at = next(calendar, at, step)) {
    if (at >= period.begin) ticks.push({ at, ...words(calendar, at, step) });
  }
  return ticks;
}

function first(calendar: Calendar, begin: number, step: Step): number {
  const date = calendar.date(begin);
  if (step.unit === 'hour' || step.unit === 'day') {
    const size = (step.unit === 'hour' ? step.count / 24 : step.count) * calendar.perDay;
    return Math.floor(begin / size) * size;
  }
  const year = date.getUTCFullYear();
  if (step.unit === 'year') return at(calendar, Math.floor(year / step.count) * step.count, 0);
  return at(calendar, year, Math.floor(date.getUTCMonth() / step.count) * step.count);
}

function at(calendar: Calendar, year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.round((date.getTime() / 86_400_000) * calendar.perDay);
}

function next(calendar: Calendar, moment: number, step: Step): number {
  if (step.unit === 'hour') return moment + (step.count / 24) * calendar.perDay;
  if (step.unit === 'day') return moment + step.count * calendar.perDay;
  return calendar.addMonths(moment, step.unit === 'year' ? 12 * step.count : step.count);
}

function words(calendar: Calendar, moment: number, step: Step): { label: string; major: boolean } {
  const date = calendar.date(moment);
  if (step.unit === 'year') return { label: calendar.tick(moment, 'year'), major: false };
  if (step.unit === 'month') {
    const january = date.getUTCMonth() === 0;
    return { label: calendar.tick(moment, january ? 'year' : 'month'), major: january };
  }
  if (step.unit === 'day') return { label: calendar.tick(moment, 'day'), major: date.getUTCDate() === 1 };
  const midnight = date.getUTCHours() === 0;
  return { label: calendar.tick(moment, midnight ? 'day' : 'hour'), major: midnight };
}
