// Keys for the day, where no other use of them is meant: arrows step days, with Shift months, Page Up and Page Down with Shift years,
// with Ctrl to the change before or after. The slider has the same keys, without Shift for the pages.

import type { Page } from '../state/page.svelte';

export const keyTable: readonly [keys: string, does: string][] = [
  ['← →', 'a day back, a day on (an hour, where the record has hours)'],
  ['Shift + ← →', 'a month back, a month on'],
  ['Shift + Page Up, Page Down', 'a year back, a year on'],
  ['Ctrl + ← →', 'to the change before, to the next change'],
  ['Tab', 'from one control to the next; the timeline is one of them'],
  ['in the timeline: ← → ↑ ↓', 'to the bar or mark before, after, above, below'],
  ['in the timeline: Enter', 'why?'],
  ['Ctrl + wheel, Shift + wheel', 'zoom and move the timeline'],
];

export function dayKeys(page: Page, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.defaultPrevented || event.altKey || event.metaKey) return;
  if (target.closest('input, select, textarea, [role="tree"], [role="tablist"], [data-items], dialog')) return;
  if (stepBy(page, event, false)) event.preventDefault();
}

export function sliderKeys(page: Page, event: KeyboardEvent): void {
  if (event.altKey || event.metaKey) return;
  if (stepBy(page, event, true)) event.preventDefault();
}

function stepBy(page: Page, event: KeyboardEvent, slider: boolean): boolean {
  const { key, shiftKey, ctrlKey } = event;
  const arrow = key === 'ArrowRight' || (slider && key === 'ArrowUp') ? 1 : key === 'ArrowLeft' || (slider && key === 'ArrowDown') ? -1 : 0;
  const paged = key === 'PageUp' ? -1 : key === 'PageDown' ? 1 : 0;
  if (arrow !== 0 && ctrlKey) {
    if (arrow > 0) page.nextChange();
    else page.previousChange();
  } else if (arrow !== 0) {
    page.step(shiftKey ? 'month' : 'moment', arrow);
  } else if (paged !== 0 && shiftKey) {
    page.step('year', paged);
  } else if (paged !== 0 && slider) {
    page.step('month', paged);
  } else {
    return false;
  }
  return true;
}
