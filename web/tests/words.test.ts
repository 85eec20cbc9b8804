import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completions } from '../src/ask/complete';
import { boxAround, forcesAt, innermost, labelled, landsAt, radiusOf } from '../src/map/atlas';
import { baseMap } from '../src/map/base';
import { boundsOf, pathOf, projectionOf } from '../src/map/frame';
import { paletteOf, partyClass } from '../src/parties/palette';
import { harmless } from '../src/text/prose';
import { markedBytes, markedQuotes } from '../src/text/marking';
import { hasPlace, placeOf } from '../src/text/place';
import { atDay, happenings } from '../src/words/atDay';
import { many, sayer } from '../src/words/say';
import { keyOf } from '../src/door/door';
import { at, bar, first, lane, mark, placed, timeline } from './made';

const say = sayer([{ name: 'Vilnius_Strip', title: 'Vilnius strip', kind: 'Territory' }, { name: 'Pact', title: 'The Pact', kind: 'Treaty' }]);

describe('saying', () => {
  it('says titles, numbers and quotations', () => {
    expect(say('Lithuania controls Vilnius_Strip')).toBe('Lithuania controls Vilnius strip');
    expect(say('Soviet_Union demands 50_000 troops')).toBe('Soviet Union demands 50,000 troops');
    expect(say('Pact.II is in force')).toBe('The Pact, II is in force');
    expect(say('he decides "Vilnius_Strip it is"')).toBe('he decides “Vilnius_Strip it is”');
    expect(say('_ cedes Vilnius_Strip')).toBe('… cedes Vilnius strip');
    expect(many(1, 'answer')).toBe('1 answer');
    expect(many(1200, 'answer')).toBe('1,200 answers');
  });
});

describe('at a day', () => {
  const land = first(lane('Vilnius', { bars: [bar('controls', 'Poland', [['1939-01-01', '1939-09-16'], ['1939-09-17', '1939-09-18', 'possible']]), bar('claims', 'Lithuania', [['1920-01-01', '1940-01-01']])] }));
  it('a land has who controls it, and how surely', () => {
    expect(atDay(land, at('1939-05-01'), say)).toMatchObject({ text: 'Poland', certainty: 'certain' });
    expect(atDay(land, at('1939-09-18'), say)).toMatchObject({ text: 'Poland', certainty: 'possible' });
    expect(atDay(land, at('1939-09-19'), say).text).toBe('');
  });
  it('a norm has its gravest state', () => {
    const norm = first(lane('VII', { group: 'norm', bars: [bar('in-force', 'A', [['1939-01-01', '1940-01-01']]), bar('broken', 'A', [['1939-06-01', '1940-01-01']])] }));
    expect(atDay(norm, at('1939-05-31'), say).text).toBe('in force for A');
    expect(atDay(norm, at('1939-06-01'), say).text).toBe('broken by A');
  });
  it('a limit is said with what counts against it', () => {
    const limit = first(lane('Limit', { group: 'troops', bars: [bar('limit', 'A', [['1939-01-01', '1940-01-01']], { value: 20_500, limit: 20_000 })] }));
    expect(atDay(limit, at('1939-05-31'), say).text).toBe('20,500 of 20,000');
  });
  it('what happens is listed once, the certain first', () => {
    const lanes = placed(
      lane('Talks', { group: 'event', marks: [mark('A may go', '1939-10-03', '1939-10-05'), mark('A comes', '1939-10-03')] }),
      lane('A', { group: 'negotiation', marks: [mark('A comes', '1939-10-03')] })).lanes;
    expect(happenings(lanes, at('1939-10-03'), say).map((event) => event.question)).toEqual(['A comes', 'A may go']);
    expect(happenings(lanes, at('1939-10-04'), say)).toEqual([]);
  });
});

describe('the map', () => {
  const lanes = placed(
    lane('Vilnius', { bars: [bar('controls', 'Poland', [['1939-01-01', '1939-12-31']]), bar('claims', 'Poland', [['1939-01-01', '1939-12-31']]), bar('claims', 'Lithuania', [['1939-01-01', '1939-12-31']])] }),
    lane('Base', { group: 'troops', bars: [bar('agreed', 'SU', [['1939-01-01', '1939-12-31']], { value: 8000 }), bar('stationed', 'SU', [['1939-06-01', '1939-12-31']], { value: 5000 })] })).lanes;
  it('knows who holds and who else claims', () => {
    const land = landsAt(lanes, at('1939-05-01')).get('Vilnius')!;
    expect(land.controls.map(({ party }) => party)).toEqual(['Poland']);
    expect(land.claims.map(({ party }) => party)).toEqual(['Lithuania']);
  });
  it('shows what stands before what was agreed', () => {
    expect(forcesAt(lanes, at('1939-05-01'))[0]).toMatchObject({ value: 8000, kind: 'agreed' });
    expect(forcesAt(lanes, at('1939-07-01'))[0]).toMatchObject({ value: 5000, kind: 'stationed' });
    expect(radiusOf(100, 400, 20)).toBe(10);
  });
  it('leaves out labels without room, the lightest first', () => {
    const towns = labelled([1, 2, 3, 4, 5].map((weight) => ({ entity: String(weight), x: 100, y: 50, weight, text: 'Town' })), 200);
    expect(towns.map(({ entity }) => entity)).toEqual(['5', '4', '3', '2', '1']);
    expect(towns.map(({ label }) => label?.anchor)).toEqual(['start', 'end', 'middle', 'middle', undefined]);
  });
  it('writes on no dot, and on nothing that is taken', () => {
    const [one, two] = ['a', 'b'].map((entity, index) => ({ entity, x: 100 + 12 * index, y: 50, weight: 2 - index, text: 'Town' }));
    expect(labelled([one!, two!], 200)[0]!.label?.anchor).toBe('end');
    expect(labelled([one!], 200, [boxAround(115, 50, 20, 10), boxAround(85, 50, 20, 10)])[0]!.label?.anchor).toBe('middle');
  });
  it('finds where a name stands in a land', () => {
    // The thick arm of an L.
    const at = innermost([[0, 0], [100, 0], [100, 60], [20, 60], [20, 200], [0, 200]], 400, 400)!;
    expect(at.room).toBeGreaterThan(24);
    expect([at.x > 28 && at.x < 72, at.y > 24 && at.y < 36]).toEqual([true, true]);
    expect(innermost([[500, 500], [600, 500], [600, 600]], 400, 400)).toBeNull();
  });
  it('is not made tiny by one distant place', () => {
    const places = [[54.7, 25.3], [54.9, 23.9], [54.4, 24.1], [55.2, 24.8], [55.76, 37.6]].map(([lat, lon], index) => ({ entity: String(index), lat: lat!, lon: lon! }));
    const bounds = boundsOf({ version: 1, places, without_geometry: [], territories: { type: 'FeatureCollection', features: [] } })!;
    expect(bounds[2]).toBeLessThan(30);
  });
  it('draws rings whichever way they run', () => {
    const ring = [[24, 54], [26, 54], [26, 56], [24, 56], [24, 54]];
    const projection = projectionOf([20, 53, 28, 57], 400, 300);
    const paths = [ring, [...ring].reverse()].map((coordinates) => pathOf({ type: 'Polygon', coordinates: [coordinates] }, projection));
    for (const path of paths) expect(path.match(/L/g)).toHaveLength(4);
  });
  it('has land where there is land, and water where there is water, wherever it looks', () => {
    const source = readFileSync(new URL('../dist/base-map.js', import.meta.url), 'utf8');
    const packed = JSON.parse(source.slice(source.indexOf('{'), source.lastIndexOf(';'))) as NonNullable<Window['casusBaseMap']>;
    const grounds: [place: string, lon: number, lat: number, land: boolean, high: number][] = [
      ['Budapest', 19.04, 47.5, true, 3], ['the Mediterranean', 18, 35, false, 3], ['Kampala', 32.6, 1.2, true, 8], ['the Gulf of Guinea', 0, -2, false, 8],
      ['Buenos Aires', -59.5, -35.5, true, 6], ['the Pacific', 179, 0, false, 8], ['Chukotka', -178, 66.5, true, 4], ['Moscow', 37.6, 55.7, true, 25]];
    for (const [place, lon, lat, land, high] of grounds) {
      const frame = [lon - high, lat - high / 2, lon + high, lat + high / 2] as [number, number, number, number];
      const projection = projectionOf(frame, 400, 300);
      const [x, y] = projection([lon, lat])!;
      // How often a line to the right of the place meets the shore.
      let crossings = 0;
      for (const ring of pathOf(baseMap(frame, packed)!.land, projection).split('Z')) {
        const points = ring.slice(1).split('L').map((point) => point.split(' ').map(Number) as [number, number]);
        points.forEach(([x1, y1], index) => {
          const [x2, y2] = points[(index + 1) % points.length]!;
          if ((y1 > y) !== (y2 > y) && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) crossings += 1;
        });
      }
      expect([place, crossings % 2 === 1]).toEqual([place, land]);
    }
  });
  it('unpacks its land', () => {
    const packed = { box: [0, 0, 10, 10] as [number, number, number, number], scale: 10, land: [[10, 10, 10, 0, 0, 10]], borders: [], world: [], worldScale: 1 };
    expect(baseMap([1, 1, 2, 2], packed)!.land.coordinates).toEqual([[[[1, 1], [2, 1], [2, 2], [1, 1]]]]);
    expect(baseMap([1, 1, 20, 2], packed)!.fine).toBe(false);
    expect(baseMap([0, 0, 1, 1], null)).toBeNull();
  });
});

describe('colours', () => {
  it('do not depend on the order of lanes', () => {
    const lanes = [lane('x', { bars: [bar('controls', 'A', [['1939-01-01', '1939-01-02']])] }), lane('y', { bars: [bar('controls', 'B', [['1939-01-01', '1939-01-02']])] })];
    expect([...paletteOf(timeline(lanes))]).toEqual([...paletteOf(timeline([...lanes].reverse()))]);
    expect(partyClass(paletteOf(timeline(lanes)), 'Nobody')).toBe('party-other');
  });
});

describe('completion', () => {
  const record = {
    phrases: [{ form: '?who controls ?land', slots: [{ name: 'who', kind: 'State' }, { name: 'land', kind: 'Territory' }], what: 'state', from: 'std' }, { form: '?who claims ?land', slots: [], what: 'state', from: 'std' }],
    entities: [{ name: 'Vilnius_Strip', title: 'Transferred part', kind: 'Territory' }, { name: 'Siauliai', title: 'Šiauliai', kind: 'Place' }],
  };
  const of = (text: string) => completions(record, text, text.length).map((each) => each.text);
  it('finds phrases by their words', () => {
    expect(of('contr')).toEqual(['?who controls ?land']);
    expect(of('?who cl')).toEqual(['?who claims ?land']);
  });
  it('finds names, also by their titles and without accents', () => {
    expect(of('?who controls Vil')).toEqual(['?who controls Vilnius_Strip']);
    expect(of('?who controls siau')).toEqual(['?who controls Siauliai']);
    expect(of('?who controls trans')).toEqual(['?who controls Vilnius_Strip']);
    expect(of('xyz')).toEqual([]);
  });
});

describe('text', () => {
  it('marks cited words, whatever the quotation marks', () => {
    const pieces = (quotes: string[], meant: string | null) => markedQuotes('He said “no” to it.', quotes, meant).map(({ text, marked, meant }) => [text, marked, meant]);
    expect(pieces(['said "no"'], null)).toEqual([['He ', false, false], ['said “no”', true, false], [' to it.', false, false]]);
    expect(pieces(['something'], null)).toEqual([['He said “no” to it.', false, false]]);
    // Two citations of one sentence: both are marked, and that which was followed is told from the other.
    expect(pieces(['He said', 'to it'], 'to it')).toEqual([['He said', true, false], [' “no” ', false, false], ['to it', true, true], ['.', false, false]]);
    expect(pieces(['He said "no"', 'said'], 'said')).toEqual([['He ', true, false], ['said', true, true], [' “no”', true, false], [' to it.', false, false]]);
  });
  it('marks places given in bytes', () => {
    expect(markedBytes('Šiauliai fell', [{ start: 10, end: 14 }])).toEqual([{ text: 'Šiauliai ', marked: false }, { text: 'fell', marked: true }]);
  });
  it('finds places', () => {
    const chapters = [{ file: 'a.md', title: 'A', blocks: [] }, { file: 'b.md', title: 'B', blocks: [
      { kind: 'heading' as const, level: 2, text: 'H', id: 'h' }, { kind: 'code' as const, line: 5, tokens: [], statements: [] }, { kind: 'code' as const, line: 20, tokens: [], statements: [] }] }];
    expect(placeOf(chapters, 'b.md#h')).toEqual({ chapter: 1, block: 0 });
    expect(placeOf(chapters, 'b.md:19')).toEqual({ chapter: 1, block: 1 });
    expect(placeOf(chapters, 'b.md')).toEqual({ chapter: 1, block: null });
    expect(placeOf(chapters, 'gone.md')).toEqual({ chapter: 0, block: null });
    expect(placeOf([...chapters].reverse(), 'std/territory:19')).toEqual({ chapter: 0, block: null });
    expect(['b.md:19', 'b.md#h', 'std/territory:19'].map((at) => hasPlace(chapters, at))).toEqual([true, true, false]);
  });
  it('follows no link to a script', () => {
    for (const address of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x']) expect(harmless(address)).toBe(false);
    for (const address of ['https://example.org', '#place', 'other.md', 'mailto:a@example.org']) expect(harmless(address)).toBe(true);
  });
});

describe('keys of answers', () => {
  it('keep empty parts and leave out null ones', () => {
    expect(keyOf('timeline', { lens: null })).toBe('timeline');
    expect(keyOf('diff', { a: '', b: 'Refusal' })).toBe('diff?a=&b=Refusal');
  });
});
