// What a lane comes to at a day: the few words beside it that change while the day moves.

import type { Certainty } from '../contract';
import type { Period } from '../time/calendar';
import type { PlacedBar, PlacedLane } from '../timeline/prepare';
import { count, type Say } from './say';

export interface AtDay {
  text: string;
  certainty: Certainty;
  party: string | null;
  question: string | null;
}

const nothing: AtDay = { text: '', certainty: 'certain', party: null, question: null };

export const holds = (period: Period, day: number): boolean => period.begin <= day && day < period.end;

/** Whether a bar holds on a day, and how surely; null if it does not. */
export function certaintyAt(bar: PlacedBar, day: number): Certainty | null {
  const span = bar.spans.find((candidate) => holds(candidate, day));
  return span ? (span.certain ? 'certain' : 'possible') : null;
}

/** Of several states of a norm at once, the gravest is said. */
const grave = ['in-breach', 'broken', 'alleged', 'suspended', 'owed', 'kept', 'in-force'];
const words: Record<string, string> = {
  'in-breach': 'in breach', 'in-force': 'in force', owed: 'owed', kept: 'kept', broken: 'broken', alleged: 'breach alleged',
  suspended: 'suspended',
};

export function atDay(placed: PlacedLane, day: number, say: Say): AtDay {
  const { lane, bars, marks } = placed;
  const now = bars.flatMap((bar) => {
    const certainty = certaintyAt(bar, day);
    return certainty ? [{ bar: bar.bar, certainty }] : [];
  });
  const of = (bar: (typeof now)[number], text: string): AtDay => ({
    text, certainty: bar.certainty, party: bar.bar.party ?? null, question: bar.bar.question,
  });
  const join = (list: typeof now): AtDay =>
    list.length === 0 ? nothing : of(list.find((each) => each.certainty === 'certain') ?? list[0]!,
      [...new Set(list.map(({ bar }) => (bar.party ? say(bar.party) : bar.label)))].join(', '));

  switch (lane.group) {
    case 'state':
      return join(now);
    case 'territory':
      return join(now.filter(({ bar }) => bar.kind === 'controls'));
    case 'norm':
    case 'instrument': {
      const kind = grave.find((candidate) => now.some(({ bar }) => bar.kind === candidate));
      const worst = now.filter(({ bar }) => bar.kind === kind).sort((a, b) => (a.certainty < b.certainty ? -1 : 1))[0];
      return worst && kind ? of(worst, words[kind] ?? kind) : nothing;
    }
    case 'troops': {
      const here = now.filter(({ bar }) => bar.value !== null && bar.value !== undefined);
      const troops = here.find(({ bar }) => bar.kind === 'stationed') ?? here.find(({ bar }) => bar.kind === 'agreed') ?? here[0];
      if (!troops) return nothing;
      const most = troops.bar.limit;
      const what = troops.bar.kind === 'stationed' || troops.bar.kind === 'limit' ? '' : ` ${troops.bar.kind}`;
      return of(troops, `${count(troops.bar.value!)}${what}${most ? ` of ${count(most)}` : ''}`);
    }
    case 'answer':
      return nothing;
    case 'negotiation':
    case 'event': {
      const today = marks.filter((mark) => holds(mark, day));
      const mark = today[0];
      if (!mark) return now.length > 0 ? join(now) : nothing;
      return {
        text: today.length === 1 ? mark.mark.label : `${mark.mark.label} and ${today.length - 1} more`,
        certainty: mark.certain ? 'certain' : 'possible', party: mark.mark.party ?? null, question: mark.mark.question,
      };
    }
  }
}

export interface DayEvent {
  text: string;
  lane: string;
  question: string;
  certain: boolean;
  party: string | null;
}

/** What begins, ends or happens on a day, for the line below the date. Norms follow from the rest and come last. */
export function happenings(lanes: readonly PlacedLane[], day: number): DayEvent[] {
  const found: (DayEvent & { rank: number })[] = [];
  for (const { lane, bars, marks } of lanes) {
    for (const mark of marks) {
      if (mark.begin === day) {
        found.push({ rank: 0, text: lane.group === 'instrument' ? `${lane.title}: ${mark.mark.label}` : mark.mark.label, lane: lane.title, question: mark.mark.question, certain: mark.certain, party: mark.mark.party ?? null });
      }
    }
    for (const { bar, spans } of bars) {
      const rank = lane.group === 'norm' ? 2 : 1;
      for (const span of spans) {
        if (span.begin === day) {
          found.push({ rank, text: `${lane.title}: ${bar.label}`, lane: lane.title, question: bar.question, certain: span.certain, party: bar.party ?? null });
        }
      }
    }
  }
  const seen = new Set<string>();
  return found
    .filter(({ question, text }) => !seen.has(question + text) && seen.add(question + text))
    .sort((a, b) => a.rank - b.rank || Number(b.certain) - Number(a.certain));
}
