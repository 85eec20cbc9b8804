// An answer as lanes, so that it can be seen on the timeline among all else.

import type { AskAnswer } from '../contract';
import type { Calendar } from '../time/calendar';
import type { Say } from '../words/say';
import { prepare, type PlacedLane } from './prepare';

/** So many answers have a lane each. */
export const mostLanes = 40;

export function valuesSaid(values: Record<string, string | number>, say: Say): string {
  return Object.values(values).map((value) => (typeof value === 'number' ? value.toLocaleString('en') : say(value))).join(' · ');
}

export function answerLane(answer: AskAnswer, calendar: Calendar, say: Say): PlacedLane[] {
  if (!answer.answers || answer.answers.length === 0) return [];
  const lanes = answer.answers.slice(0, mostLanes).map((row, index) => ({
    id: `answer:${index}`, group: 'answer' as const, title: valuesSaid(row.values, say) || say(answer.question), subtitle: null,
    parties: [], instrument: null, entity: null, marks: [],
    bars: [{
      id: `answer:${index}`, kind: 'answer', label: valuesSaid(row.values, say) || 'holds',
      party: Object.values(row.values).find((value) => typeof value === 'string') as string | undefined ?? null,
      spans: row.spans, question: row.question, bounded: row.bounded ?? false,
    }],
  }));
  return prepare({ version: 1, lens: answer.lens, changes: [], lanes }, calendar, 1).lanes;
}
