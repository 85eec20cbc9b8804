import type { Bar, Lane, Mark, TimelineAnswer } from '../src/contract';
import { Calendar } from '../src/time/calendar';
import { prepare, type PlacedLane, type Timeline } from '../src/timeline/prepare';

export const calendar = new Calendar('day', 'en-GB');
export const at = (text: string): number => calendar.parse(text)!;

type Span = [from: string, through: string, certainty?: 'possible'];

export const bar = (kind: string, party: string, spans: Span[], more: Partial<Bar> = {}): Bar => ({
  id: `${kind} ${party}`, kind, label: party, party, question: `${party} ${kind} it`,
  spans: spans.map(([from, through, certainty]) => ({ from, through, certainty: certainty ?? 'certain' })), ...more,
});

export const mark = (label: string, from: string, through = from, more: Partial<Mark> = {}): Mark => ({
  id: label, kind: 'event', label, from, through, certainty: from === through ? 'certain' : 'possible', party: null, question: label, ...more,
});

export const lane = (id: string, more: Partial<Lane> = {}): Lane => ({
  id, group: 'territory', title: id, subtitle: null, parties: [], instrument: null, entity: id, bars: [], marks: [], ...more,
});

export const timeline = (lanes: Lane[], changes: string[] = []): TimelineAnswer => ({ version: 1, lens: null, changes, lanes });
export const placed = (...lanes: Lane[]): Timeline => prepare(timeline(lanes), calendar, 0.05);
export const first = (...lanes: Lane[]): PlacedLane => placed(...lanes).lanes[0]!;
