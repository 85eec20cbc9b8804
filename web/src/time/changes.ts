// Days at which something changes: a sorted list, searched by halving.

/** The last of `sorted` before `moment`, or null. */
export function changeBefore(sorted: readonly number[], moment: number): number | null {
  const index = firstFrom(sorted, moment);
  return index > 0 ? sorted[index - 1]! : null;
}

/** The first of `sorted` after `moment`, or null. */
export function changeAfter(sorted: readonly number[], moment: number): number | null {
  return sorted[firstFrom(sorted, moment + 1)] ?? null;
}

/** The index of the first of `sorted` that is not before `moment`. */
export function firstFrom(sorted: readonly number[], moment: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
