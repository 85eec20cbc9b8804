import type { Page } from '../state/page.svelte';
import { holds } from '../words/atDay';

/** Days on which a question has the same answer as at `moment`, as far as the timeline tells: the first of its span, and of the record. */
export function daysFor(question: string, page: Page, moment: number): string[] {
  const days: string[] = [];
  for (const { bars, marks } of page.whyTimeline?.lanes ?? []) {
    for (const { bar, spans } of bars) {
      if (bar.question !== question) continue;
      for (const span of spans) if (holds(span, moment)) days.push(page.calendar.iso(Math.max(span.begin, page.whole.begin)));
    }
    for (const { mark, begin, end } of marks) {
      if (mark.question === question && moment >= begin && moment < end) days.push(page.calendar.iso(Math.max(begin, page.whole.begin)));
    }
  }
  return [...days, page.calendar.iso(page.whole.begin)];
}
