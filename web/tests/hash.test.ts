import { describe, expect, it } from 'vitest';
import { plainView, readHash, writeHash, type View } from '../src/state/hash';

const same = (view: Partial<View>): void => {
  const whole = { ...plainView, ...view };
  expect(readHash(writeHash(whole))).toEqual(whole);
};

describe('links', () => {
  it('restore what they were made of', () => {
    same({});
    same({ on: '1939-10-28', lens: 'Refusal', tab: 'why', why: '?who controls Vilnius_Strip', whyOn: '1939-10-10' });
    same({ against: '', tab: 'compare' });
    same({ why: 'Lithuania claims Vilnius', whyLens: 'Refusal', tab: 'why', against: 'Refusal' });
    same({ why: 'Lithuania claims Vilnius', whyLens: '', tab: 'why', lens: 'Refusal', against: '' });
    same({ why: 'x', whyTried: true, tab: 'why', strike: ['Signing', '1939-10-28  A takes B, C & D'], suppose: '1940-01-01  A takes B\n1941  C' });
    same({ tab: 'compare', suppose: '1940-01-01  A takes B' });
    same({ against: 'No_annexation', tab: 'text', onlyDifferent: true });
    same({ ask: 'sum of ?n where ?n troops & more = 100% "x"', askDay: true, tab: 'ask', table: true, parts: true });
    same({ source: 'A', sentence: 57, quote: 'he said "no" = yes', tab: 'source' });
    same({ source: 'A', sentence: 57, beside: 'B', tab: 'source', pane: 'panel', without: ['event', 'norm'] });
    same({ mapLook: { closer: 2.25, right: -0.111, up: 0.25 }, mapTable: true, tableWhole: true, implied: true, oneSided: true, wide: true });
    same({ party: 'Vilnius Ä', instrument: 'X.II', from: '1939-01-01', to: '1940-01-01', at: '06-treaty.casus.md/article-i' });
  });
  it('leave out what is as always', () => {
    expect(writeHash(plainView)).toBe('#');
    expect(writeHash({ ...plainView, on: '1939-10-28', lens: 'Refusal' })).toBe('#on=1939-10-28&lens=Refusal');
  });
  it('open the tab of what they ask for', () => {
    expect(readHash('#why=x').tab).toBe('why');
    expect(readHash('#against=').tab).toBe('compare');
    expect(readHash('#strike=Signing').tab).toBe('compare');
    expect(readHash('#tab=nonsense&pane=nonsense&map=nonsense')).toEqual(plainView);
    expect(readHash('#map=1e9+-1e9+0').mapLook).toEqual({ closer: 50, right: -5, up: 0 });
  });
});
