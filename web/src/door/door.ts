// Where the page's data come from. One door, two houses: a program that answers now (`casus serve`), and a folder that
// was written once (`casus publish`) and answers only what was asked beforehand.

import type {
  Alignment, AskAnswer, Diagnostic, DiffAnswer, DossierRecord, MapAnswer, SourceText, TimelineAnswer, TriedWhyRequest, TryAnswer, TryRequest,
  WhyAnswer,
} from '../contract';

/** Why something cannot be shown, in words for the reader. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly diagnostics: Diagnostic[] = [],
  ) {
    super(message);
  }
}

export interface Door {
  /** Whether new questions can be asked and changes tried. */
  readonly live: boolean;
  record(): Promise<DossierRecord>;
  timeline(lens: string | null): Promise<TimelineAnswer>;
  map(): Promise<MapAnswer>;
  ask(question: string, lens: string | null, on: string | null): Promise<AskAnswer>;
  /** `days` are days of the span on which the question has one answer; a published folder knows the answer of one of them. */
  why(question: string, on: string, lens: string | null, days?: readonly string[]): Promise<WhyAnswer>;
  diff(a: string | null, b: string | null): Promise<DiffAnswer>;
  source(id: string): Promise<SourceText>;
  align(a: string, b: string): Promise<Alignment>;
  /** Whether the two sources, named in the order of the record, can be laid side by side. */
  canAlign(a: string, b: string): boolean;
  try(request: TryRequest): Promise<TryAnswer>;
  whyTried(request: TriedWhyRequest): Promise<WhyAnswer>;
  /**
   * Calls back when the files have changed, with the revision that is now, if that is known, and when the connection is lost or there
   * again; returns how to stop that.
   */
  changes(callback: (revision: string | null) => void, connected: (is: boolean) => void): () => void;
}

/** The path and query by which both houses know an answer: parts that are null are left out. */
export function keyOf(path: string, query: Record<string, string | null> = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) parts.set(name, value);
  const text = parts.toString();
  return text === '' ? path : `${path}?${text}`;
}
