// One colour for each party, the same in every view and under every lens.
//
// The parties with most to show in the record as it is get the eight colours that can be told apart also with defective
// colour vision; all others share grey, and are told by their labels.

import type { TimelineAnswer } from '../contract';

export const hues = 8;

export type Palette = ReadonlyMap<string, number>;

export function paletteOf(timeline: TimelineAnswer): Palette {
  const weights = new Map<string, number>();
  const add = (party: string | null | undefined, weight: number): void => {
    if (party) weights.set(party, (weights.get(party) ?? 0) + weight);
  };
  for (const lane of timeline.lanes ?? []) {
    for (const bar of lane.bars) add(bar.party, lane.group === 'territory' ? 2 : 1);
    for (const mark of lane.marks) add(mark.party, 1);
  }
  // Equal weights go by the name, so that the order does not depend on that of the lanes.
  const ranked = [...weights].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Map(ranked.slice(0, hues).map(([party], index) => [party, index]));
}

/** The class that gives an element the colour of a party. */
export function partyClass(palette: Palette, party: string | null | undefined): string {
  const hue = party ? palette.get(party) : undefined;
  return hue === undefined ? 'party-other' : `party-${hue}`;
}
