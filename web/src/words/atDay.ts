// What a lane comes to at a day: the few words beside it that change while the day moves.

import type { Certainty, Lane } from '../contract';
import type { Period } from '../time/calendar';
import { barWords, type PlacedBar, type PlacedLane } from '../timeline/prepare';
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
      const by = worst?.bar.party && lane.group === 'norm' ? ` ${kind === 'in-force' || kind === 'in-breach' ? 'for' : 'by'} ${say(worst.bar.party)}` : '';
      return worst && kind ? of(worst, (words[kind] ?? kind) + by) : nothing;
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

/** What a lane is called where it stands alone: of a norm also whom it binds and, among several treaties, in which it stands. */
export function laneName(lane: Lane, say: Say, severalTreaties: boolean): string {
  if (lane.group !== 'norm') return lane.title;
  return [severalTreaties && lane.instrument ? say(lane.instrument) : '', lane.title, lane.subtitle ?? ''].filter(Boolean).join(', ');
}

export interface DayEvent {
  text: string;
  lane: string;
  question: string;
  certain: boolean;
  party: string | null;
}

/** What begins, ends or happens on a day, for the line below the date. Norms follow from the rest and come last. */
export function happenings(lanes: readonly PlacedLane[], day: number, say: Say, severalTreaties = false): DayEvent[] {
  const found = new Map<string, DayEvent & { rank: number }>();
  const add = (event: DayEvent & { rank: number }): void => {
    const known = found.get(event.question);
    if (!known || known.rank > event.rank) found.set(event.question, event);
  };
  for (const { lane, bars, marks } of lanes) {
    if (lane.within) continue;
    const under = (text: string): string => (text.includes(lane.title) || lane.group === 'negotiation' || lane.group === 'event' ? text : `${laneName(lane, say, severalTreaties)}: ${text}`);
    for (const { mark, begin, certain } of marks) {
      if (begin !== day) continue;
      const acts = lane.group === 'negotiation' ? `${lane.title} ${mark.label}` : under(mark.label);
      add({ rank: 0, text: acts, lane: lane.title, question: mark.question, certain, party: mark.party ?? null });
    }
    for (const { bar, spans } of bars) {
      const span = spans.find((each) => each.begin === day);
      const rank = lane.group === 'territory' ? 1 : lane.group === 'norm' ? 3 : 2;
      if (span) add({ rank, text: under(barWords(bar)), lane: lane.title, question: bar.question, certain: span.certain, party: bar.party ?? null });
    }
  }
  return [...found.values()].sort((a, b) => Number(b.certain) - Number(a.certain) || a.rank - b.rank);
}
