// The lanes of an answer go before all others.

import { headingHeight, type Arranged, type Row } from './arrange';
import type { PlacedLane } from './prepare';

export const answerHeading = 'Answer';

export function withAnswer({ rows, height }: Arranged, lanes: readonly PlacedLane[], heading: string, all: number, title: number): Arranged {
  if (lanes.length === 0) return { rows, height };
  const first: Row[] = [{ kind: 'heading', key: 'heading:answer', y: 0, height: headingHeight, group: 'answer', title: heading, count: lanes.length, of: all }];
  let y = headingHeight;
  for (const lane of lanes) {
    first.push({ kind: 'lane', key: lane.lane.id, y, height: lane.height + title, title, lane, whole: lane, side: null, different: [] });
    y += lane.height + title;
  }
  return { rows: [...first, ...rows.map((row) => ({ ...row, y: row.y + y }))], height: height + y };
}
