import { describe, expect, it } from 'vitest';
import { arrange, differing, minus, seen, united } from '../src/timeline/arrange';
import { answerLane } from '../src/timeline/answer';
import { density, drawBars, drawMarks, momentAt, shortened, textWidth, x, type Scale } from '../src/timeline/draw';
import { fitted, limitHeight } from '../src/timeline/prepare';
import { at, bar, calendar, first, lane, mark, placed } from './made';

const scale: Scale = { window: { begin: at('1939-01-01'), end: at('1940-01-01') }, width: 730 };
const all = { without: [], party: null, instrument: null, onlyDifferent: false, parts: false };

describe('rows', () => {
  it('keep apart bars that overlap, and let others share a row', () => {
    const { bars } = first(lane('Vilnius', { bars: [
      bar('controls', 'Poland', [['1930-01-01', '1939-09-18']]),
      bar('controls', 'Soviet_Union', [['1939-09-19', '1939-10-27'], ['1940-08-03', '1965-12-31']]),
      bar('controls', 'Lithuania', [['1939-10-28', '1940-08-02']]),
      bar('claims', 'Lithuania', [['1920-01-01', '1940-08-02']]),
    ] }));
    const [poland, soviet, lithuania, claim] = bars.map(({ y }) => y);
    expect(soviet).toBe(poland);
    expect(lithuania).toBe(poland);
    expect(claim).toBeGreaterThan(poland!);
  });
  it('keep marks of one day apart', () => {
    const { marks, height } = first(lane('Talks', { group: 'event', marks: ['a', 'b', 'c'].map((name) => mark(name, '1939-10-03')) }));
    expect(new Set(marks.map(({ y }) => y)).size).toBe(3);
    expect(height).toBeGreaterThan(3 * 17);
  });
  it('stand as high as their values', () => {
    const { bars, marks, most } = first(lane('Troops', { group: 'negotiation', bars: [bar('insists', 'A', [['1939-10-03', '1939-10-05']], { value: 50_000 })], marks: [
      mark('demands 50,000', '1939-10-03', '1939-10-03', { value: 50_000 }), mark('demands 20,000', '1939-10-07', '1939-10-07', { value: 20_000 }), mark('argues', '1939-10-03'),
    ] }));
    expect(most).toBe(50_000);
    const [argues, high, low] = ['argues', 'demands 50,000', 'demands 20,000'].map((label) => marks.find((each) => each.mark.label === label)!.y);
    expect(high).toBeLessThan(low!);
    expect(argues).toBeGreaterThan(low!);
    expect(bars[0]!.y + 2).toBeCloseTo(high! + 9, 0);
    expect(limitHeight(25, 50)).toBe(limitHeight(50, 100));
  });
});

describe('a lane fitted to a window', () => {
  it('has no rows for what lies outside', () => {
    const whole = first(lane('Talks', { group: 'event', marks: ['a', 'b', 'c', 'd'].map((name) => mark(name, '1939-10-03')).concat(mark('e', '1941-01-01')) }));
    const seen = fitted(whole, { begin: at('1941-01-01'), end: at('1942-01-01') }, 1);
    expect(seen.marks.map((each) => each.mark.label)).toEqual(['e']);
    expect(seen.height).toBeLessThan(whole.height);
    expect(whole.marks).toHaveLength(5);
  });
});

describe('drawing', () => {
  it('goes from moments to pixels and back', () => {
    expect(x(scale, at('1939-01-01'))).toBe(0);
    expect(x(scale, at('1940-01-01'))).toBe(730);
    expect(momentAt(scale, x(scale, at('1939-10-10')) + 0.5)).toBe(at('1939-10-10'));
  });
  it('cuts to the window, and labels each run inside where it fits', () => {
    const drawn = drawBars(first(lane('L', { bars: [bar('controls', 'Lithuania', [['1918-01-01', '1939-06-30'], ['1939-11-01', '1965-01-01']])] })), scale);
    expect(drawn[0]!.spans[0]!.x).toBe(-4);
    expect(drawn[0]!.labels).toHaveLength(2);
    expect(drawn[0]!.labels.every((label) => label.inside)).toBe(true);
    expect(drawn[0]!.labels[0]!.x).toBe(5);
  });
  it('puts a label beside a short bar, but never on another', () => {
    const short = bar('controls', 'A state with a name', [['1939-03-01', '1939-03-03']]);
    const alone = drawBars(first(lane('L', { bars: [short] })), scale)[0]!.labels[0]!;
    expect(alone.inside).toBe(false);
    expect(alone.x).toBeGreaterThan(x(scale, at('1939-03-04')));
    const crowded = drawBars(first(lane('L', { bars: [short, bar('controls', 'B', [['1939-03-06', '1939-12-01']])] })), scale);
    expect(crowded[0]!.labels).toEqual([]);
  });
  it('leaves out what is outside', () => {
    const outside = lane('L', { bars: [bar('controls', 'A', [['1918-01-01', '1938-12-31']])], marks: [mark('m', '1940-01-01')] });
    expect(drawBars(first(outside), scale)).toEqual([]);
    expect(drawMarks(first(outside), scale)).toEqual([]);
  });
  it('shortens words honestly', () => {
    expect(shortened('signs', 100)).toBe('signs');
    expect(shortened('demands fifty thousand troops', 90)).toMatch(/^demands.*…$/);
    expect(textWidth(shortened('demands fifty thousand troops', 90)!)).toBeLessThanOrEqual(90);
    expect(shortened('demands fifty thousand troops', 20)).toBeNull();
  });
  it('counts changes into bins', () => {
    expect(density([0, 1, 1, 9, 10, -1], { begin: 0, end: 10 }, 2)).toEqual([1, 1 / 3]);
    expect(density([], { begin: 0, end: 10 }, 3)).toEqual([0, 0, 0]);
  });
});

describe('arrangement', () => {
  const lanes = placed(
    lane('T1', { parties: ['A'], bars: [bar('controls', 'A', [['1939-01-01', '1939-02-01']])] }),
    lane('T2', { within: 'T1' }),
    lane('I', { group: 'instrument', instrument: 'I', parties: ['B'] }));
  it('groups under headings, and hides what says the same as its whole', () => {
    expect(arrange(lanes, null, all).rows.map((row) => row.key)).toEqual(['heading:territory', 'T1', 'heading:instrument', 'I']);
    expect(arrange(lanes, null, { ...all, parts: true }).rows.map((row) => row.key)).toContain('T2');
  });
  it('filters by group, party and instrument, and drops empty headings', () => {
    expect(arrange(lanes, null, { ...all, without: ['territory'] }).rows.map((row) => row.key)).toEqual(['heading:instrument', 'I']);
    expect(arrange(lanes, null, { ...all, party: 'A' }).rows.map((row) => row.key)).toEqual(['heading:territory', 'T1']);
    expect(arrange(lanes, null, { ...all, instrument: 'I' }).rows.map((row) => row.key)).toEqual(['heading:instrument', 'I']);
    expect(arrange(lanes, null, { ...all, party: 'Nobody' })).toEqual({ rows: [], height: 0 });
  });
  it('puts rows below each other without a gap', () => {
    const { rows, height } = arrange(lanes, null, all, 20);
    rows.reduce((y, row) => { expect(row.y).toBe(y); return y + row.height; }, 0);
    expect(rows[rows.length - 1]!.y + rows[rows.length - 1]!.height).toBe(height);
    expect(seen(rows, rows[1]!.y + 1, rows[1]!.y + 2)).toEqual([rows[1]]);
  });
  it('shows two lanes where a comparison differs, and one where it does not', () => {
    const other = placed(lane('T1', { parties: ['A'], bars: [bar('controls', 'A', [['1939-01-01', '1939-01-15']])] }), lane('I', { group: 'instrument' }), lane('New', { bars: [bar('controls', 'C', [['1939-01-01', '1939-01-02']])] }));
    const { rows } = arrange(lanes, other, all);
    expect(rows.filter((row) => row.kind === 'lane').map((row) => row.key)).toEqual(['T1|a', 'T1|b', 'New|a', 'New|b', 'I']);
    expect(differing(lanes.lanes[0]!, other.lanes[0]!)).toEqual([{ begin: at('1939-01-16'), end: at('1939-02-02') }]);
    expect(arrange(lanes, other, { ...all, onlyDifferent: true }).rows.some((row) => row.key === 'I')).toBe(false);
  });
  it('counts a change of certainty as a difference', () => {
    const sure = first(lane('T', { bars: [bar('controls', 'A', [['1939-01-01', '1939-01-31']])] }));
    const unsure = first(lane('T', { bars: [bar('controls', 'A', [['1939-01-01', '1939-01-10', 'possible'], ['1939-01-11', '1939-01-31']])] }));
    expect(differing(sure, unsure)).toEqual([{ begin: at('1939-01-01'), end: at('1939-01-11') }]);
    expect(differing(sure, sure)).toEqual([]);
  });
  it('reckons with periods', () => {
    expect(minus([{ begin: 0, end: 10 }], [{ begin: 2, end: 4 }, { begin: 8, end: 12 }])).toEqual([{ begin: 0, end: 2 }, { begin: 4, end: 8 }]);
    expect(united([{ begin: 5, end: 7 }, { begin: 0, end: 2 }, { begin: 2, end: 3 }])).toEqual([{ begin: 0, end: 3 }, { begin: 5, end: 7 }]);
  });
});

describe('answers', () => {
  it('become lanes, each with its own question', () => {
    const lanes = answerLane({ version: 1, question: '?who controls Vilnius', lens: null, columns: ['who'], answers: [
      { values: { who: 'Poland' }, question: 'Poland controls Vilnius', spans: [{ from: '1939-01-01', through: '1939-09-18', certainty: 'certain' }], open: [], evidence: [] }] }, calendar, (text) => text);
    expect(lanes).toHaveLength(1);
    expect(lanes[0]!.bars[0]!.bar.question).toBe('Poland controls Vilnius');
    expect(answerLane({ version: 1, question: 'x', lens: null }, calendar, (text) => text)).toEqual([]);
  });
});
