// The link of a view: everything that the reader chose, in the part of the address behind `#`.
//
// What is as it is by default is left out, so that short views have short links. Reading and writing are inverse to each
// other: a link that was copied restores the view exactly.

export type Tab = 'text' | 'why' | 'ask' | 'compare' | 'source';
export type Pane = 'timeline' | 'map' | 'panel';

export const tabs: readonly Tab[] = ['text', 'why', 'ask', 'compare', 'source'];
const panes: readonly Pane[] = ['timeline', 'map', 'panel'];

export interface View {
  /** The chosen day; null: the first good day of the record. */
  on: string | null;
  lens: string | null;
  /** The lens to compare with; "" is the record as it is, null is no comparison. */
  against: string | null;
  /** The window of the timeline; null: where the record is dense. */
  from: string | null;
  to: string | null;
  /** Groups of lanes that are not shown. */
  without: string[];
  party: string | null;
  instrument: string | null;
  tab: Tab;
  /** On small screens, what is seen. */
  pane: Pane;
  why: string | null;
  /** The day of `why`, if it is not the chosen day. */
  whyOn: string | null;
  /** The lens of `why`, if it is not the chosen one: "" is the record as it is. */
  whyLens: string | null;
  /** Whether `why` is asked of what is tried. */
  whyTried: boolean;
  ask: string | null;
  /** Whether a question is asked of the chosen day only. */
  askDay: boolean;
  source: string | null;
  sentence: number | null;
  /** The words of the sentence that are meant, where it is cited for several. */
  quote: string | null;
  /** The second account, side by side with `source`. */
  beside: string | null;
  /** The chapter, and the place in it, of the text. */
  at: string | null;
  /** Where the map looks: how much closer than all that it has, and how far off its middle, in shares of its size. */
  mapLook: MapLook;
  table: boolean;
  mapTable: boolean;
  /** Whether the table of the timeline has all that the window shows, not only what holds on the day. */
  tableWhole: boolean;
  /** Whether lanes are shown that say no more than that of a whole. */
  parts: boolean;
  onlyDifferent: boolean;
  /** Whether differences are listed that follow from those of a whole. */
  implied: boolean;
  /** Whether sentences are shown that only the first of two accounts has. */
  oneSided: boolean;
  /** Whether the panel takes most of the room. */
  wide: boolean;
  /** What is tried: statements taken away, by label or words, and statements added, one a line. */
  strike: string[];
  suppose: string;
}

export interface MapLook {
  closer: number;
  right: number;
  up: number;
}

type Flag = 'whyTried' | 'askDay' | 'table' | 'mapTable' | 'tableWhole' | 'parts' | 'onlyDifferent' | 'implied' | 'oneSided' | 'wide';

/** What is either so or not, and what a link calls it. */
const flags: readonly (readonly [Flag, string])[] = [
  ['whyTried', 'why-tried'], ['askDay', 'ask-day'], ['table', 'table'], ['mapTable', 'map-table'], ['tableWhole', 'table-whole'], ['parts', 'parts'],
  ['onlyDifferent', 'only-different'], ['implied', 'implied'], ['oneSided', 'one-sided'], ['wide', 'wide'],
];

export const plainView: Readonly<View> = {
  on: null, lens: null, against: null, from: null, to: null, without: [], party: null, instrument: null,
  tab: 'text', pane: 'timeline', why: null, whyOn: null, whyLens: null, whyTried: false, ask: null, askDay: false, source: null, sentence: null, quote: null,
  beside: null, at: null, mapLook: { closer: 1, right: 0, up: 0 }, table: false, mapTable: false, tableWhole: false, parts: false,
  onlyDifferent: false, implied: false, oneSided: false, wide: false, strike: [], suppose: '',
};

type TextKey = 'on' | 'lens' | 'from' | 'to' | 'party' | 'instrument' | 'why' | 'ask' | 'source' | 'quote' | 'beside' | 'at';

const textKeys: readonly TextKey[] = ['on', 'lens', 'from', 'to', 'party', 'instrument', 'why', 'ask', 'source', 'quote', 'beside', 'at'];

export function readHash(hash: string): View {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const view: View = { ...plainView, without: [], strike: parts.getAll('strike').filter(Boolean), suppose: parts.get('suppose') ?? '' };
  for (const key of textKeys) view[key] = parts.get(key) || null;
  view.against = parts.get('against');
  view.whyOn = parts.get('why-on') || null;
  view.whyLens = parts.get('why-lens');
  view.without = (parts.get('without') ?? '').split(',').filter(Boolean);
  view.tab = oneOf(tabs, parts.get('tab')) ?? impliedTab(view);
  view.pane = oneOf(panes, parts.get('pane')) ?? 'timeline';
  const sentence = Number(parts.get('sentence'));
  view.sentence = Number.isInteger(sentence) && sentence > 0 ? sentence : null;
  view.mapLook = readLook(parts.get('map'));
  for (const [flag, name] of flags) view[flag] = parts.has(name);
  return view;
}

export function writeHash(view: View): string {
  const parts = new URLSearchParams();
  for (const key of textKeys) if (view[key] !== null) parts.set(key, view[key]);
  if (view.against !== null) parts.set('against', view.against);
  if (view.whyOn !== null) parts.set('why-on', view.whyOn);
  if (view.whyLens !== null) parts.set('why-lens', view.whyLens);
  for (const struck of view.strike) parts.append('strike', struck);
  if (view.suppose.trim() !== '') parts.set('suppose', view.suppose);
  if (view.without.length > 0) parts.set('without', [...view.without].sort().join(','));
  if (view.sentence !== null) parts.set('sentence', String(view.sentence));
  if (view.tab !== impliedTab(view)) parts.set('tab', view.tab);
  if (view.pane !== 'timeline') parts.set('pane', view.pane);
  const { closer, right, up } = view.mapLook;
  if (closer !== 1 || right !== 0 || up !== 0) parts.set('map', [closer, right, up].join(' '));
  for (const [flag, name] of flags) if (view[flag]) parts.set(name, '');
  const text = parts.toString().replace(/=(?=&|$)/g, (sign, offset: number, whole: string) =>
    /(?:^|&)(?:against|why-lens)$/.test(whole.slice(0, offset)) ? sign : '');
  return text === '' ? '#' : `#${text}`;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Such a look as a link can hold: in thousandths, and never lost in the distance. */
export function lookOf(closer: number, right: number, up: number): MapLook {
  const within = (value: number, most: number): number => rounded(Math.min(Math.max(value, -most), most));
  return { closer: rounded(Math.min(Math.max(closer, 0.1), 50)), right: within(right, 5), up: within(up, 5) };
}

function readLook(text: string | null): MapLook {
  const [closer, right, up] = (text ?? '').split(' ').map(Number);
  if (!Number.isFinite(closer) || !Number.isFinite(right) || !Number.isFinite(up)) return plainView.mapLook;
  return lookOf(closer!, right!, up!);
}

/** The tab that a link which names none opens: that of the most particular thing it asks for. */
function impliedTab(view: View): Tab {
  if (view.why !== null) return 'why';
  if (view.ask !== null) return 'ask';
  if (view.against !== null || view.strike.length > 0 || view.suppose !== '') return 'compare';
  if (view.source !== null) return 'source';
  return 'text';
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((candidate) => candidate === text) ?? null;
}
