// The one store of the page: what the reader chose (the view, which is the link), what the door brought, and what follows
// from both. Components read it and call its verbs; nothing else is shared between them.

import type { AskAnswer, DossierRecord, Entity, MapAnswer, TryAnswer, WhyAnswer } from '../contract';
import { Refusal, type Door } from '../door/door';
import { paletteOf, partyClass, type Palette } from '../parties/palette';
import { Calendar, type Period } from '../time/calendar';
import { changeAfter, changeBefore } from '../time/changes';
import { narrowest, panned, showing, within, zoomed } from '../time/zoom';
import { answerLane } from '../timeline/answer';
import { prepare, type Timeline } from '../timeline/prepare';
import { sayer } from '../words/say';
import { faultsOf } from './faults';
import { plainView, readHash, writeHash, type View } from './hash';
import { Resource } from './resource.svelte';

export type Side = 'a' | 'b';

export class Page {
  view = $state<View>({ ...plainView });
  record = $state.raw<DossierRecord | null>(null);
  /** The record as it is; colours and comparisons start from it. */
  base = $state.raw<Timeline | null>(null);
  shown = $state.raw<Timeline | null>(null);
  against = $state.raw<Timeline | null>(null);
  map = $state.raw<MapAnswer | null>(null);
  palette = $state.raw<Palette>(new Map());
  trial = $state.raw<TryAnswer | null>(null);
  /** What a try takes away, by label or words, and what it adds, a statement a line. */
  struck = $state<string[]>([]);
  supposed = $state('');
  trying = $state(false);
  /** Why the last try came to nothing. */
  tryComplaint = $state('');
  /** What the last question was answered, whether or not its tab is open. */
  readonly asked = new Resource<AskAnswer>();
  failure = $state.raw<Refusal | null>(null);
  /** A lens, or a newer state of the files, is being fetched. */
  busy = $state(false);
  /** Since when the program has not been reached; null while it is. */
  lostSince = $state<Date | null>(null);
  /** What a screen reader is told. */
  said = $state('');
  playing = $state(false);

  readonly calendar = $derived(new Calendar(this.record?.grain ?? 'day'));
  readonly whole = $derived.by((): Period => this.#period(this.record?.horizon) ?? { begin: 0, end: 1 });
  readonly focus = $derived.by((): Period => within(this.#period(this.record?.focus ?? undefined) ?? this.whole, this.whole, this.least));
  readonly least = $derived(narrowest(this.calendar.perDay));
  readonly day = $derived.by((): number => {
    const first = this.record?.focus?.on ?? this.record?.horizon.from ?? '1970-01-01';
    // As everywhere, on a day means at its end.
    const chosen = (this.calendar.read(this.view.on ?? first) ?? this.calendar.read(first) ?? { end: 1 }).end - 1;
    return Math.min(Math.max(chosen, this.whole.begin), this.whole.end - 1);
  });
  readonly window = $derived.by((): Period => {
    const { from, to } = this.view;
    const chosen = this.#period({ from: from ?? '', through: to ?? '' });
    return chosen && chosen.end > chosen.begin ? within(chosen, this.whole, this.least) : showing(this.focus, this.whole, this.day, this.least);
  });
  readonly say = $derived(sayer(this.record?.entities ?? []));
  readonly entities = $derived(new Map<string, Entity>((this.record?.entities ?? []).map((entity) => [entity.name, entity])));
  /** Whether the files have had errors from the beginning, so that there is nothing to show. */
  unreadable = $state(false);
  readonly trialTimeline = $derived(this.trial?.timeline ? prepare(this.trial.timeline, this.calendar, this.#nominal) : null);
  readonly changes = $derived(this.trialTimeline?.changes ?? this.shown?.changes ?? []);
  /** How many treaties there are: a norm is called by its own where there are several. */
  readonly treaties = $derived(new Set((this.base?.lanes ?? []).flatMap(({ lane }) => lane.instrument ?? [])).size);
  /** The two sides of a comparison, or one timeline alone. */
  readonly sides = $derived.by((): { a: Timeline; b: Timeline | null } | null => {
    if (!this.shown) return null;
    if (this.trialTimeline) return { a: this.shown, b: this.trialTimeline };
    return { a: this.shown, b: this.view.against === null ? null : this.against };
  });
  readonly answerLanes = $derived(this.asked.value && this.view.ask !== null ? answerLane(this.asked.value, this.calendar, this.say) : []);
  /** The lens that is looked through; null if the link names one that the dossier does not have. */
  readonly lens = $derived(this.#known(this.view.lens));
  readonly otherLens = $derived(this.view.against === '' ? '' : this.#known(this.view.against));
  /** What of the link cannot be followed, in words. */
  readonly faults = $derived(this.record ? faultsOf(this.view, this.record, this.calendar, this.whole) : []);
  /** The timeline that `why` is asked of, where it is at hand. */
  readonly whyTimeline = $derived.by((): Timeline | null => {
    if (this.view.whyTried) return this.trialTimeline;
    const lens = this.view.whyLens;
    if (lens === null || lens === (this.lens ?? '')) return this.shown;
    return lens === this.otherLens ? this.against : null;
  });

  #pushedDay = 0;
  #linkTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly door: Door) {}

  #known(lens: string | null): string | null {
    return this.record?.lenses.some(({ name }) => name === lens) ? lens : null;
  }

  /** The first moment that a side knows nothing of, where its lens ends before the record; null elsewhere. */
  endOf(timeline: Timeline | null): number | null {
    return timeline?.end != null && timeline.end < this.whole.end ? timeline.end : null;
  }

  /** What is said of a moment that a timeline knows nothing of; empty where it does. */
  unknownAt(timeline: Timeline | null, moment: number): string {
    const end = this.endOf(timeline);
    return end === null || moment < end ? '' : `Unknown under this lens: it ends on ${this.calendar.long(end - 1)}.`;
  }

  #period(span: { from: string; through: string } | undefined): Period | null {
    if (!span) return null;
    const begin = this.calendar.parse(span.from);
    const end = this.calendar.parseThrough(span.through);
    return begin === null || end === null ? null : { begin, end };
  }

  /** Moments to a pixel where the record is dense, on a screen of usual width: rows are laid out for that. */
  get #nominal(): number {
    return (this.focus.end - this.focus.begin) / 800;
  }

  async open(): Promise<void> {
    this.view = readHash(location.hash);
    addEventListener('pagehide', () => this.#writeLink());
    addEventListener('popstate', () => this.#restore());
    addEventListener('hashchange', () => this.#restore());
    this.struck = this.view.strike;
    this.supposed = this.view.suppose;
    await this.#load();
    this.door.changes((revision) => {
      if (revision === null || revision !== this.record?.revision) void this.#load();
    }, (connected) => {
      this.lostSince = connected ? null : (this.lostSince ?? new Date());
    });
  }

  #restore(): void {
    if (this.#linkTimer !== null) clearTimeout(this.#linkTimer);
    this.#linkTimer = null;
    const view = readHash(location.hash);
    if (writeHash(view) === writeHash(this.view)) return;
    const lenses = view.lens !== this.view.lens || view.against !== this.view.against;
    const tries = view.suppose !== this.view.suppose || view.strike.join('\n') !== this.view.strike.join('\n');
    this.view = view;
    if (tries) {
      this.struck = view.strike;
      this.supposed = view.suppose;
    }
    if (lenses) void this.#lenses();
    if (lenses || tries) void this.#tryAgain();
  }

  /** What the link tries is tried, of the files and under the lens as they are now. */
  async #tryAgain(): Promise<void> {
    const { strike, suppose } = this.view;
    if (strike.length === 0 && suppose === '') this.trial = null;
    else if (this.door.live) await this.#try(strike, suppose);
  }

  async #load(): Promise<void> {
    this.busy = true;
    try {
      const [record, base] = await Promise.all([this.door.record(), this.door.timeline(null)]);
      this.record = record;
      if (!base.lanes) {
        // Errors from the beginning: they are shown, until the files are better.
        this.base = this.shown = this.against = this.trial = null;
        this.unreadable = true;
        this.failure = null;
        return;
      }
      this.palette = paletteOf(base);
      this.base = prepare(base, this.calendar, this.#nominal);
      this.failure = null;
      this.unreadable = false;
      await this.#lenses();
      await this.#tryAgain();
      // The map is not needed for the first sight.
      this.map = await this.door.map().catch(() => null);
    } catch (error) {
      this.failure = refusalOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #lenses(): Promise<void> {
    const [lens, against] = [this.lens, this.otherLens];
    const of = async (name: string | null): Promise<Timeline | null> =>
      name === null || name === '' ? this.base : prepare(await this.door.timeline(name), this.calendar, this.#nominal);
    this.busy = true;
    try {
      const [shown, other] = await Promise.all([of(lens), against === null ? null : of(against)]);
      if (lens !== this.lens || against !== this.otherLens) return;
      this.shown = shown;
      this.against = other;
    } catch (error) {
      this.shown ??= this.base;
      this.fail(error);
    } finally {
      this.busy = false;
    }
  }

  /** Brings the address up to date, if it waits for that. */
  #writeLink(): void {
    if (this.#linkTimer === null) return;
    clearTimeout(this.#linkTimer);
    this.#linkTimer = null;
    history.replaceState(null, '', writeHash(this.view));
  }

  fail(error: unknown): void {
    this.said = refusalOf(error).message;
    if (this.record === null) this.failure = refusalOf(error);
  }

  /** Changes the view. A choice is a new entry of the browser's history; what moves continuously replaces the last. */
  go(change: Partial<View>, how: 'push' | 'replace' = 'push'): void {
    const lenses = ('lens' in change && change.lens !== this.view.lens) || ('against' in change && change.against !== this.view.against);
    if (how === 'push') this.#writeLink();
    Object.assign(this.view, change);
    if (how === 'push') {
      const link = writeHash(this.view);
      if (link !== (location.hash || '#')) history.pushState(null, '', link);
    } else {
      // Browsers take milliseconds to change an address: while a day moves it waits until the movement pauses.
      this.#linkTimer ??= setTimeout(() => this.#writeLink(), 200);
    }
    if (lenses) {
      void this.#lenses();
      void this.#tryAgain();
    }
  }

  // Tries.

  strike(text: string): void {
    if (text !== '' && !this.struck.includes(text)) this.struck = [...this.struck, text];
  }

  putBack(text: string): void {
    this.struck = this.struck.filter((each) => each !== text);
  }

  async try(): Promise<void> {
    const [strike, suppose] = [[...this.struck], this.supposed];
    await this.#try(strike, suppose);
    if (this.trial?.timeline) this.go({ strike, suppose: suppose.trim() === '' ? '' : suppose });
  }

  async #try(strike: string[], suppose: string): Promise<void> {
    this.trying = true;
    try {
      this.trial = await this.door.try({ lens: this.lens, strike, suppose });
      this.tryComplaint = '';
    } catch (error) {
      this.tryComplaint = refusalOf(error).message;
    }
    this.trying = false;
  }

  /** Shows at once what would be without a statement, beside what else is being tried. */
  tryWithout(text: string): void {
    this.strike(text);
    this.go({ tab: 'compare', pane: 'panel' });
    void this.try();
  }

  endTry(): void {
    this.trial = null;
    this.struck = [];
    this.supposed = '';
    this.tryComplaint = '';
    this.go({ strike: [], suppose: '', whyTried: false });
  }

  // Time.

  setDay(moment: number, how: 'push' | 'replace' = 'push'): void {
    const day = Math.min(Math.max(moment, this.whole.begin), this.whole.end - 1);
    if (day === this.day && this.view.on !== null) return;
    const change: Partial<View> = { on: this.calendar.iso(day) };
    const window = showing(this.window, this.whole, day, this.least);
    if (window !== this.window) Object.assign(change, this.#windowView(window));
    // Steps in quick succession are one entry of the history.
    const now = performance.now();
    const kind = how === 'push' && now - this.#pushedDay > 1500 ? 'push' : 'replace';
    if (kind === 'push') this.#pushedDay = now;
    this.go(change, kind);
  }

  /** Moves the window to where the day is. */
  showDay(): void {
    this.setWindow(showing(this.window, this.whole, this.day, this.least));
  }

  step(unit: 'moment' | 'day' | 'month' | 'year', count: number): void {
    const { calendar, day } = this;
    if (unit === 'moment') this.setDay(day + count);
    else if (unit === 'day') this.setDay(day + count * calendar.perDay);
    else this.setDay(calendar.addMonths(day, unit === 'year' ? 12 * count : count));
  }

  previousChange(): void {
    this.#jump(changeBefore(this.changes, this.day), 'This is the first change of the record.');
  }

  nextChange(): void {
    this.#jump(changeAfter(this.changes, this.day), 'This is the last change of the record.');
  }

  #jump(moment: number | null, otherwise: string): void {
    if (moment === null) this.said = otherwise;
    else this.setDay(moment);
  }

  // The window of the timeline.

  #windowView(window: Period): Partial<View> {
    const { begin, end } = this.focus;
    if (window.begin === begin && window.end === end) return { from: null, to: null };
    return { from: this.calendar.iso(window.begin), to: this.calendar.iso(window.end - 1) };
  }

  setWindow(window: Period, how: 'push' | 'replace' = 'push'): void {
    this.go(this.#windowView(within(window, this.whole, this.least)), how);
  }

  zoom(factor: number, around: number = this.day, how: 'push' | 'replace' = 'push'): void {
    const { begin, end } = this.window;
    const centre = around >= begin && around < end ? around : (begin + end) / 2;
    this.setWindow(zoomed(this.window, this.whole, centre, factor, this.least), how);
  }

  pan(share: number, how: 'push' | 'replace' = 'push'): void {
    this.setWindow(panned(this.window, this.whole, share * (this.window.end - this.window.begin), this.least), how);
  }

  // What is looked at.

  /** Asks one side of a comparison, or what is seen. */
  askWhy(question: string, moment: number | null = null, side: Side | null = null): void {
    const on = moment === null || moment === this.day ? null : this.calendar.iso(moment);
    const tried = side === 'b' && this.trialTimeline !== null;
    const lens = side === 'b' && !tried ? this.otherLens : null;
    this.go({ why: question, whyOn: on, whyLens: lens, whyTried: tried, tab: 'why', pane: 'panel' });
  }

  /** The argument for what the view asks, at a moment. */
  why(question: string, on: string, days: readonly string[]): Promise<WhyAnswer> {
    const { whyTried, whyLens, strike, suppose } = this.view;
    if (whyTried) return this.door.whyTried({ lens: this.lens, strike, suppose, question, on });
    return this.door.why(question, on, (whyLens ?? this.lens) || null, days);
  }

  openSource(source: string, sentence: number | null, quote: string | null = null): void {
    this.go({ source, sentence, quote, beside: null, tab: 'source', pane: 'panel' });
  }

  partyClass(party: string | null | undefined): string {
    return partyClass(this.palette, party);
  }

  /** What the two lines of a comparison are called. */
  sideTitle(side: 'a' | 'b'): string {
    if (side === 'a') return this.lensTitle(this.lens);
    return this.trialTimeline ? 'as tried' : this.lensTitle(this.otherLens);
  }

  lensTitle(name: string | null): string {
    if (name === null || name === '') return 'The record as it is';
    return this.record?.lenses.find((lens) => lens.name === name)?.title ?? name;
  }
}

export function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('page', error instanceof Error ? error.message : String(error));
}
