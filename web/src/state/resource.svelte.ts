import type { Refusal } from '../door/door';
import { refusalOf } from './page.svelte';

/** Something fetched: the last answer stays until the next has come, and late answers to old questions are dropped. */
export class Resource<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<Refusal | null>(null);
  loading = $state(false);
  #turn = 0;

  async load(get: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const value = await get();
      if (turn !== this.#turn) return;
      this.value = value;
      this.failure = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.value = null;
      this.failure = refusalOf(error);
    }
    this.loading = false;
  }

  clear(): void {
    this.#turn += 1;
    this.value = null;
    this.failure = null;
    this.loading = false;
  }
}
