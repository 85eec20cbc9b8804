import type { Page } from '../state/page.svelte';

/** Asks what the view asks, whenever that or the files change: the answer stands on the timeline whichever tab is open. */
export function keepAsking(page: Page): void {
  $effect(() => {
    const question = page.view.ask;
    const on = page.view.askDay ? page.calendar.iso(page.day) : null;
    const lens = page.lens;
    void page.record?.revision;
    if (question === null || !page.door.live || !page.shown) return page.asked.clear();
    const timer = setTimeout(() => void page.asked.load(() => page.door.ask(question, lens, on)), 60);
    return () => clearTimeout(timer);
  });
}
