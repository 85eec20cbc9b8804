import type { DiffAnswer, WhyAnswer } from '../contract';
import type { Door } from './door';
import { keyOf, Refusal } from './door';

interface Shelf {
  files: Record<string, string>;
}

declare global {
  interface Window {
    casusPublished?: Shelf;
    casusData?: (key: string, data: unknown) => void;
    /** What scripts that ran before the page did have brought: set by the published index.html. */
    casusEarly?: [string, unknown][];
  }
}

const alone = 'This is a published page: it shows what was asked before. Run `casus serve` to ask your own.';

/** The door to a published folder. Data come as scripts, which a page opened from a folder (file://) may load. */
export function publishedDoor(shelf: Shelf): Door {
  const arrived = new Map<string, unknown>();
  const waiting = new Map<string, Promise<unknown>>();
  for (const [key, data] of window.casusEarly ?? []) arrived.set(key, data);
  window.casusData = (key, data) => void arrived.set(key, data);

  const get = <T>(path: string, query: Record<string, string | null> = {}): Promise<T> => {
    const key = keyOf(path, query);
    if (arrived.has(key)) return Promise.resolve(arrived.get(key) as T);
    const file = Object.hasOwn(shelf.files, key) ? shelf.files[key] : undefined;
    if (file === undefined) return Promise.reject(new Refusal('not-published', alone));
    let loading = waiting.get(key);
    if (!loading) {
      loading = load(file).then(() => {
        if (!arrived.has(key)) throw new Refusal('unreadable', `The file ${file} does not hold what it should.`);
        return arrived.get(key);
      });
      waiting.set(key, loading);
    }
    return loading as Promise<T>;
  };

  return {
    live: false,
    record: () => get('record'),
    timeline: (lens) => get('timeline', { lens }),
    map: () => get('map'),
    ask: () => Promise.reject(new Refusal('not-published', alone)),
    async why(question, on, lens, days = []) {
      const answers = await get<Record<string, WhyAnswer>>('why', { lens });
      for (const day of [on, ...days]) {
        const key = `${question}|${day}`;
        if (Object.hasOwn(answers, key)) return answers[key]!;
      }
      throw new Refusal('not-published', alone);
    },
    async diff(a, b) {
      // A comparison is published one way round only.
      const back = { a: b ?? '', b: a ?? '' };
      if (Object.hasOwn(shelf.files, keyOf('diff', { a: a ?? '', b: b ?? '' })) || !Object.hasOwn(shelf.files, keyOf('diff', back))) {
        return get('diff', { a: a ?? '', b: b ?? '' });
      }
      const found = await get<DiffAnswer>('diff', back);
      return {
        ...found, a, b,
        differences: (found.differences ?? []).map((each) => ({ ...each, only_in_a: each.only_in_b, only_in_b: each.only_in_a })),
        left_standing_in_a: found.left_standing_in_b ?? [], left_standing_in_b: found.left_standing_in_a ?? [],
      };
    },
    source(id) {
      const key = keyOf('source', { id });
      if (!arrived.has(key) && !Object.hasOwn(shelf.files, key)) {
        return Promise.reject(new Refusal('not-at-hand', 'The text of this source was not published with the page.'));
      }
      return get('source', { id });
    },
    align: (a, b) => get('align', { a, b }),
    canAlign: (a, b) => Object.hasOwn(shelf.files, keyOf('align', { a, b })),
    try: () => Promise.reject(new Refusal('not-published', alone)),
    whyTried: () => Promise.reject(new Refusal('not-published', alone)),
    changes: () => () => {},
  };
}

function load(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.onload = () => resolve();
    script.onerror = () => reject(new Refusal('unreadable', `The file ${file} of this page is missing.`));
    document.head.append(script);
  });
}
