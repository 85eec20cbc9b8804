// Published folders made by the tests themselves: a dossier of any size, one whose every text is hostile, an empty one.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Block, Chapter, DossierRecord, Lane, LaneGroup, MapAnswer, TimelineAnswer, Token, WhyAnswer } from '../src/contract';

export interface Folder {
  record: DossierRecord;
  timelines: Record<string, TimelineAnswer>;
  map: MapAnswer;
  whys: Record<string, WhyAnswer>;
}

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Writes a folder as `casus publish` does; returns the address of its index.html. */
export function publish(folder: Folder): string {
  const at = mkdtempSync(join(tmpdir(), 'casus-page-'));
  for (const name of ['casus.js', 'casus.css', 'base-map.js']) cpSync(join(dist, name), join(at, name));
  mkdirSync(join(at, 'data'));
  const files: Record<string, string> = {};
  const put = (key: string, data: unknown): void => {
    const file = `data/${Object.keys(files).length}.js`;
    files[key] = file;
    writeFileSync(join(at, file), `casusData(${JSON.stringify(key)},${JSON.stringify(data).replaceAll('<', '\\u003c')});\n`);
  };
  put('record', folder.record);
  for (const [lens, timeline] of Object.entries(folder.timelines)) put(lens === '' ? 'timeline' : `timeline?lens=${lens}`, timeline);
  put('map', folder.map);
  put('why', folder.whys);
  const early = 'window.casusEarly=[];window.casusData=function(key,data){window.casusEarly.push([key,data])};';
  writeFileSync(join(at, 'data/files.js'), `window.casusPublished=${JSON.stringify({ files })};${early}\n`);
  const scripts = ['data/files.js', files['record'], files['timeline']].map((file) => `<script defer src="${file}"></script>`).join('');
  writeFileSync(join(at, 'index.html'), readFileSync(join(dist, 'index.html'), 'utf8').replace('<!--casus-data-->', scripts));
  return pathToFileURL(join(at, 'index.html')).href;
}

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const first = Date.UTC(1930, 0, 1) / 86_400_000;

/** Chapters of up to 250 statements, in blocks of up to 10. */
function chapters(statements: number, word: string): Chapter[] {
  const list: Chapter[] = [];
  for (let done = 0; done < statements || list.length === 0; done += 250) {
    const blocks: Block[] = [{ kind: 'heading', level: 1, text: `Heading ${word}`, id: 'h' }, { kind: 'prose', html: `<p>Prose ${word}</p>` }];
    for (let block = done; block < Math.min(statements, done + 250); block += 10) {
      const numbers = Array.from({ length: Math.min(10, statements - block) }, (_, index) => block + index);
      blocks.push({
        kind: 'code', line: 3 + block - done,
        tokens: numbers.flatMap((index): Token[] => [['date', iso(first + (index % 4000))], ['text', `  statement ${index} ${word}\n`]]),
        statements: numbers.map((index) => ({ line: index - done + 3, text: `statement ${index} ${word}`, question: `happens ${index}`, on: iso(first + (index % 4000)), citations: [{ source: 'A', sentence: 1, quote: `words ${word}` }] })),
      });
    }
    list.push({ file: `${list.length}.casus.md`, title: `Chapter ${list.length} ${word}`, blocks });
  }
  return list;
}

/** A dossier of so many statements and bars, with `word` in every text. */
export function made(statements: number, bars: number, word = ''): Folder {
  const parties = Array.from({ length: 12 }, (_, index) => `Party_${index}${word && ` ${word}`}`);
  const groups: LaneGroup[] = ['territory', 'instrument', 'negotiation', 'troops', 'norm', 'event'];
  const kinds: Record<string, string[]> = { territory: ['controls', 'claims'], instrument: ['in-force'], negotiation: [], troops: ['stationed'], norm: ['owed', 'broken'], event: [] };
  const lanes: Lane[] = [];
  const whys: Record<string, WhyAnswer> = {};
  let count = 0;
  for (let index = 0; count < bars; index++) {
    const group = groups[index % groups.length]!;
    const lane: Lane = {
      id: `${group}:${index}`, group, title: `Lane ${index} ${word}`, subtitle: word || null, parties: [parties[index % 12]!], instrument: null,
      entity: group === 'territory' ? 'Land' : null, bars: [], marks: [],
    };
    for (let bar = 0; bar < 5 && count < bars && kinds[group]!.length > 0; bar++, count++) {
      const begin = first + ((index * 37 + bar * 700) % 3400);
      const question = `${parties[bar]} holds ${index} ${bar}`;
      lane.bars.push({
        id: `${lane.id}.${bar}`, kind: kinds[group]![bar % kinds[group]!.length]!, label: `${parties[(index + bar) % 12]}`, party: parties[(index + bar) % 12]!,
        value: group === 'troops' ? 1000 * (bar + 1) : null, question,
        spans: [{ from: iso(begin), through: iso(begin + 200), certainty: 'possible' }, { from: iso(begin + 201), through: iso(begin + 600), certainty: 'certain' }],
      });
      whys[`${question}|${iso(begin)}`] = {
        version: 1, question, lens: null, on: iso(begin),
        cases: [{ values: {}, holds: 'possible', reasons: [{ kind: 'statement', text: `${question} ${word}`, from: iso(begin), through: iso(begin), place: `a.casus.md:3   Heading ${word}`, evidence: [{ source: 'A', sentence: 1, quote: `words ${word}` }], because: [] }] }],
      };
    }
    for (let mark = 0; mark < 4 && (group === 'event' || group === 'negotiation'); mark++) {
      const begin = first + ((index * 91 + mark * 800) % 3600);
      lane.marks.push({ id: `${lane.id}.m${mark}`, kind: 'event', label: `Happens ${mark} ${word}`, from: iso(begin), through: iso(begin), certainty: 'certain', party: parties[mark]!, question: `happens ${mark}` });
    }
    lanes.push(lane);
  }
  const changes = [...new Set(lanes.flatMap((lane) => [...lane.bars.flatMap((bar) => bar.spans.map((span) => span.from)), ...lane.marks.map((mark) => mark.from)]))].sort();
  const record: DossierRecord = {
    version: 1, title: `A made dossier ${word}`, name: 'made', revision: '1', grain: 'day', horizon: { from: iso(first), through: iso(first + 4400) },
    focus: { from: iso(first), through: iso(first + 4000), on: iso(first + 1000) },
    lenses: [{ name: 'L', title: `Lens ${word}`, lines: [`line ${word}`] }],
    entities: [...parties.map((name) => ({ name, title: name, kind: 'State' })), { name: 'Land', title: `Land ${word}`, kind: 'Territory' }],
    phrases: [], sources: [{ id: 'A', title: `Source ${word}`, at_hand: false, sentences: 9 }],
    documents: chapters(statements, word),
    suggestions: [], diagnostics: [], broken: false,
  };
  const timeline = (lens: string | null): TimelineAnswer => ({ version: 1, lens, changes, lanes: lens === null ? lanes : lanes.slice(0, -1) });
  return {
    record, whys, timelines: { '': timeline(null), L: timeline('L') },
    map: {
      version: 1, places: [{ entity: 'Place', lat: 55, lon: 24 }], without_geometry: [],
      territories: { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { entity: 'Land', precision: word }, geometry: { type: 'Polygon', coordinates: [[[24, 54], [26, 54], [26, 56], [24, 56], [24, 54]]] } }] },
    },
  };
}

export function empty(): Folder {
  const folder = made(0, 0);
  folder.record = { ...folder.record, entities: [], lenses: [], documents: [], sources: [] };
  folder.timelines = { '': { version: 1, lens: null, changes: [], lanes: [] } };
  folder.map = { version: 1, territories: { type: 'FeatureCollection', features: [] }, places: [], without_geometry: [] };
  return folder;
}
