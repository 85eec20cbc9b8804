import type { Door } from './door';
import { keyOf, Refusal } from './door';

/** The door to `casus serve`. */
export function servedDoor(base = 'api/v1/'): Door {
  const get = <T>(path: string, query: Record<string, string | null> = {}): Promise<T> => answer<T>(base + keyOf(path, query));
  const post = <T>(path: string, body: unknown): Promise<T> =>
    answer<T>(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return {
    live: true,
    record: () => get('record'),
    timeline: (lens) => get('timeline', { lens }),
    map: () => get('map'),
    ask: (question, lens, on) => get('ask', { question, on, lens }),
    why: (question, on, lens) => get('why', { question, on, lens }),
    diff: (a, b) => get('diff', { a: a ?? '', b: b ?? '' }),
    source: (id) => get('source', { id }),
    align: (a, b) => get('align', { a, b }),
    canAlign: () => true,
    try: (request) => post('try', request),
    whyTried: (request) => post('why', request),
    changes(callback, connected) {
      const events = new EventSource(`${base}events`);
      for (const name of ['revision', 'changed']) {
        events.addEventListener(name, (event) => callback(revisionOf((event as MessageEvent<string>).data)));
      }
      events.addEventListener('open', () => connected(true));
      events.addEventListener('error', () => connected(false));
      return () => events.close();
    },
  };
}

function revisionOf(data: string): string | null {
  try {
    return (JSON.parse(data) as { revision?: string }).revision ?? null;
  } catch {
    return null;
  }
}

async function answer<T>(address: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch {
    throw new Refusal('unreachable', 'The program that serves this page does not answer. Is `casus serve` still running?');
  }
  const body = (await response.json().catch(() => null)) as (T & { error?: { code: string; message: string } }) | null;
  if (body?.error) throw new Refusal(body.error.code, body.error.message);
  if (!response.ok || body === null) throw new Refusal(String(response.status), 'The program gave no answer that can be read.');
  return body;
}
