// Walking from bar to bar by keys. The drawing is one stop of the Tab key; arrows move within it (a roving tabindex).

/** Moves the focus for an arrow key; says whether the key was one for walking. */
export function nextItem(root: Element, from: SVGElement, key: string): boolean {
  const [forward, sideways] = key === 'ArrowRight' ? [1, true] : key === 'ArrowLeft' ? [-1, true] : key === 'ArrowDown' ? [1, false] : key === 'ArrowUp' ? [-1, false] : [0, true];
  if (forward === 0) return key === 'Home' || key === 'End' ? toEnd(from, key === 'End') : false;
  const lane = from.closest('[data-lane]');
  const items = [...root.querySelectorAll<SVGElement>('[data-why]')].map((item) => ({ item, lane: item.closest('[data-lane]'), box: item.getBoundingClientRect() }));
  const here = from.getBoundingClientRect();
  let candidates;
  if (sideways) {
    const mine = items.filter((each) => each.lane === lane).sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top);
    const index = mine.findIndex((each) => each.item === from);
    candidates = [mine[index + forward]];
  } else {
    // The nearest lane in that direction, and in it what lies nearest.
    const others = items.filter((each) => each.lane !== lane && (each.box.top - here.top) * forward > 0);
    const near = others.sort((a, b) => (laneTop(a.lane) - laneTop(b.lane)) * forward)[0];
    candidates = others.filter((each) => each.lane === near?.lane).sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left));
  }
  focus(from, candidates[0]?.item);
  return true;
}

const laneTop = (lane: Element | null): number => lane?.getBoundingClientRect().top ?? 0;

function toEnd(from: SVGElement, last: boolean): boolean {
  const items = from.closest('[data-lane]')?.querySelectorAll<SVGElement>('[data-why]') ?? [];
  focus(from, items[last ? items.length - 1 : 0]);
  return true;
}

function focus(from: SVGElement, to: SVGElement | undefined): void {
  if (!to) return;
  from.setAttribute('tabindex', '-1');
  to.setAttribute('tabindex', '0');
  to.focus();
}
