import { describe, expect, it } from 'vitest';
import { Calendar } from '../src/time/calendar';
import { changeAfter, changeBefore } from '../src/time/changes';
import { ticksOf } from '../src/time/ticks';
import { narrowest, panned, showing, within, zoomed } from '../src/time/zoom';

const days = new Calendar('day', 'en-GB');
const hours = new Calendar('hour', 'en-GB');

describe('calendar', () => {
  it('reads and writes days', () => {
    for (const text of ['1939-10-28', '1970-01-01', '1969-12-31', '1600-02-29', '0033-04-03', '9999-12-31']) {
      expect(days.iso(days.parse(text)!)).toBe(text);
    }
    expect(days.parse('1970-01-02')).toBe(1);
  });
  it('reads and writes hours', () => {
    expect(hours.iso(hours.parse('2031-03-02T06:00')!)).toBe('2031-03-02T06:00');
    expect(hours.parseThrough('1970-01-01')).toBe(24);
    expect(hours.parseThrough('1970-01-01T05:00')).toBe(6);
  });
  it('refuses what is no date', () => {
    for (const text of ['1939-02-30', '1939-13-01', 'soon', '1939', '']) expect(days.parse(text)).toBeNull();
  });
  it('reads dates as readers write them', () => {
    const of = (text: string, calendar = days): string | null => {
      const read = calendar.read(text);
      return read && `${calendar.iso(read.begin)} ${calendar.iso(read.end - 1)}`;
    };
    expect(of('1939')).toBe('1939-01-01 1939-12-31');
    expect(of('1940-02')).toBe('1940-02-01 1940-02-29');
    expect(of('28 October 1939')).toBe('1939-10-28 1939-10-28');
    expect(of('28 oct 1939')).toBe('1939-10-28 1939-10-28');
    expect(of('October 28, 1939')).toBe('1939-10-28 1939-10-28');
    expect(of('Sept 1939')).toBe('1939-09-01 1939-09-30');
    for (const text of ['1939-13', '30 February 1939', 'soon 1939', '28 1939', '']) expect(of(text)).toBeNull();
    // On a day means at its end, also where there are hours.
    expect(of('1939-10-28', hours)).toBe('1939-10-28T00:00 1939-10-28T23:00');
    expect(of('1939-10-28T06:00', hours)).toBe('1939-10-28T06:00 1939-10-28T06:00');
  });
  it('says what is wrong with a date', () => {
    expect(days.complaint('1939-02-30')).toBe('February 1939 has 28 days.');
    expect(days.complaint('1939-13-01')).toBe('There is no month 13.');
    expect(days.complaint('soon')).toContain('28 October 1939');
  });
  it('steps by months and keeps to short ones', () => {
    expect(days.iso(days.addMonths(days.parse('1940-01-31')!, 1))).toBe('1940-02-29');
    expect(days.iso(days.addMonths(days.parse('1939-03-15')!, -12))).toBe('1938-03-15');
    expect(days.iso(days.addMonths(days.parse('1939-12-31')!, 2))).toBe('1940-02-29');
  });
  it('says dates by the locale', () => {
    expect(days.long(days.parse('1939-10-28')!)).toBe('28 October 1939');
    expect(days.span(days.parse('1939-10-28')!, days.parseThrough('1940-08-02')!)).toBe('28 Oct 1939 – 2 Aug 1940');
    expect(days.weekday(days.parse('1939-10-28')!)).toBe('Saturday');
    expect(new Calendar('day', 'de').long(0)).toBe('1. Januar 1970');
  });
});

describe('ticks', () => {
  const period = (from: string, through: string) => ({ begin: days.parse(from)!, end: days.parseThrough(through)! });
  it('are years over decades, months over a year, days over a week', () => {
    expect(ticksOf(days, period('1918-01-01', '1965-12-31'), 800).map((tick) => tick.label).slice(0, 3)).toEqual(['1920', '1925', '1930']);
    expect(ticksOf(days, period('1939-01-01', '1939-12-31'), 900).map((tick) => tick.label).slice(0, 2)).toEqual(['1939', 'Feb']);
    expect(ticksOf(days, period('1939-10-08', '1939-10-12'), 600).map((tick) => tick.label)).toEqual(
      ['8 Oct', '9 Oct', '10 Oct', '11 Oct', '12 Oct']);
  });
  it('never stand closer than asked', () => {
    for (const through of ['1918-01-09', '1918-03-01', '1919-01-01', '1925-01-01', '1990-01-01', '2700-01-01']) {
      for (const width of [300, 700, 1400]) {
        const whole = period('1918-01-01', through);
        const ticks = ticksOf(days, whole, width);
        const pixel = (at: number) => ((at - whole.begin) / (whole.end - whole.begin)) * width;
        for (let i = 1; i < ticks.length; i++) expect(pixel(ticks[i]!.at) - pixel(ticks[i - 1]!.at)).toBeGreaterThan(65);
        expect(ticks.length).toBeGreaterThan(0);
      }
    }
  });
  it('are hours where the grain is', () => {
    const period2 = { begin: hours.parse('2031-03-02T00:00')!, end: hours.parse('2031-03-03T00:00')! };
    expect(ticksOf(hours, period2, 400).map((tick) => tick.label)).toEqual(['2 Mar', '06:00', '12:00', '18:00']);
  });
});

describe('zoom', () => {
  const whole = { begin: 0, end: 1000 };
  it('keeps the moment under the pointer', () => {
    expect(zoomed({ begin: 100, end: 300 }, whole, 150, 0.5, 7)).toEqual({ begin: 125, end: 225 });
  });
  it('stays within the record and above the least', () => {
    expect(zoomed({ begin: 0, end: 900 }, whole, 10, 4, 7)).toEqual(whole);
    expect(zoomed({ begin: 10, end: 20 }, whole, 15, 0.01, 7)).toEqual({ begin: 12, end: 19 });
    expect(panned({ begin: 900, end: 1000 }, whole, 50, 7)).toEqual({ begin: 900, end: 1000 });
    expect(within({ begin: -20, end: 30 }, whole, 7)).toEqual({ begin: 0, end: 50 });
    expect(narrowest(1)).toBe(1);
  });
  it('moves only for a moment that cannot be seen', () => {
    const window = { begin: 100, end: 200 };
    expect(showing(window, whole, 150, 7)).toBe(window);
    expect(showing(window, whole, 400, 7)).toEqual({ begin: 350, end: 450 });
  });
});

describe('changes', () => {
  const sorted = [3, 7, 7, 12];
  it('finds the next and the one before', () => {
    expect(changeAfter(sorted, 3)).toBe(7);
    expect(changeAfter(sorted, 12)).toBeNull();
    expect(changeBefore(sorted, 7)).toBe(3);
    expect(changeBefore(sorted, 3)).toBeNull();
    expect(changeBefore(sorted, 100)).toBe(12);
    expect(changeAfter([], 1)).toBeNull();
  });
});
