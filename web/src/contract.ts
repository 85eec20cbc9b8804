// What the program hands to the page: the answers of `/api/v1/…`, and of the files of a published folder. Dates are
// ISO 8601; a span has its first and last day, both included.

export type Certainty = 'certain' | 'possible';

export interface Span {
  from: string;
  through: string;
  certainty: Certainty;
}

export interface Place {
  line: number;
  column: number;
  byte: number;
}

export interface Range {
  file: string;
  begin: Place;
  end: Place;
}

export interface Diagnostic {
  code: string;
  name?: string;
  severity: string;
  heading?: string;
  message?: string;
  span?: Range | null;
  here?: string;
  notes?: string[];
  helps?: string[];
}

export interface Evidence {
  source: string;
  sentence?: number | null;
  quote?: string;
  locator?: string;
}

export interface Entity {
  name: string;
  title: string;
  kind: string;
  also?: string[];
  at?: { lat: number; lon: number };
}

export interface Lens {
  name: string;
  title: string;
  lines: string[];
}

export interface Phrase {
  form: string;
  slots: { name: string; kind: string }[];
  what: string;
  from: string;
}

export interface SourceEntry {
  id: string;
  title: string;
  file?: string;
  at_hand: boolean;
  sentences: number;
}

export interface Statement {
  line: number;
  label?: string | null;
  text: string;
  question?: string | null;
  on?: string | null;
  citations: Evidence[];
}

export type Token = [kind: string, text: string];

export type Block =
  | { kind: 'heading'; level: number; text: string; id: string }
  | { kind: 'prose'; html: string }
  | { kind: 'code'; line: number; tokens: Token[]; statements: Statement[]; provision?: string | null; provisions?: string[] };

export interface Chapter {
  file: string;
  title: string;
  blocks: Block[];
}

export interface Suggestion {
  question: string;
  on?: string | null;
  lens?: string | null;
}

export interface DossierRecord {
  version: number;
  title: string;
  name: string;
  revision: string;
  grain: 'day' | 'hour' | 'minute' | 'second';
  horizon: { from: string; through: string };
  /** Where the record is dense; null if it had errors from the beginning. */
  focus: { from: string; through: string; on: string } | null;
  lenses: Lens[];
  entities: Entity[];
  phrases: Phrase[];
  sources: SourceEntry[];
  documents: Chapter[];
  suggestions: Suggestion[];
  diagnostics: Diagnostic[];
  broken: boolean;
  /** Why the newest files could not be read at all, if they could not. */
  unreadable?: string;
}

/** `answer` is the page's own: the lanes of an answer. */
export type LaneGroup = 'instrument' | 'territory' | 'norm' | 'troops' | 'negotiation' | 'event' | 'state' | 'answer';

export interface Bar {
  id: string;
  kind: string;
  label: string;
  value?: number | null;
  limit?: number | null;
  /** Whether the value is above the most, or below the least. */
  beyond_limit?: boolean;
  /** Whether more may be certain, and less possible, than the spans say. */
  bounded?: boolean;
  party?: string | null;
  spans: Span[];
  question: string;
}

export interface Mark {
  id: string;
  kind: string;
  label: string;
  value?: number | null;
  from: string;
  through: string;
  certainty: Certainty;
  party?: string | null;
  question: string;
  place?: string;
}

export interface Lane {
  id: string;
  group: LaneGroup;
  title: string;
  subtitle?: string | null;
  parties: string[];
  instrument?: string | null;
  entity?: string | null;
  /** A whole whose lane says the very same. */
  within?: string | null;
  bars: Bar[];
  marks: Mark[];
}

export interface TimelineAnswer {
  version: number;
  lens: string | null;
  changes: string[];
  /** The days of the record under the lens: one of knowledge ends early. */
  from?: string;
  through?: string;
  /** Absent, with the diagnostics that say why, while the files have errors. */
  lanes?: Lane[];
  diagnostics?: Diagnostic[];
}

export interface MapAnswer {
  version: number;
  territories: GeoJSON.FeatureCollection<GeoJSON.Geometry, { entity: string; precision?: string; source?: string; frame?: boolean }>;
  places: { entity: string; lat: number; lon: number }[];
  without_geometry: string[];
  notes?: string[];
}

export interface AskAnswer {
  version: number;
  question: string;
  lens: string | null;
  columns?: string[];
  answers?: { values: Record<string, string | number>; question: string; bounded?: boolean; spans: Span[]; open: string[]; evidence: Evidence[] }[];
  holds?: 'certain' | 'possible' | 'no';
  beyond_knowledge?: boolean;
  diagnostics?: Diagnostic[];
}

export interface Reason {
  kind: 'holds' | 'absent' | 'statement' | 'text' | 'no statement' | 'cut' | string;
  text: string;
  from?: string;
  through?: string;
  place?: string;
  evidence: Evidence[];
  because: Reason[];
  argued_before?: boolean;
  others?: number;
}

/** What one world makes of something that the dossier leaves open. */
export interface Supposition {
  text: string;
  place: string;
  kind: 'on' | 'through' | 'true' | 'untrue';
  day?: string | null;
}

export interface WhyAnswer {
  version: number;
  question: string;
  lens: string | null;
  on: string;
  columns?: string[];
  cases?: {
    values: Record<string, string | number>;
    holds: 'certain' | 'possible' | 'no';
    world?: Supposition[];
    reasons: Reason[];
  }[];
  diagnostics?: Diagnostic[];
}

export interface Difference {
  group: string;
  statement: string;
  implied: boolean;
  only_in_a: Span[];
  only_in_b: Span[];
}

export interface DiffAnswer {
  version: number;
  a: string | null;
  b: string | null;
  differences?: Difference[];
  left_standing_in_a?: string[];
  left_standing_in_b?: string[];
  diagnostics?: Diagnostic[];
}

export interface Sentence {
  id: number;
  section: string[];
  paragraph: number;
  text: string;
  notes?: string[];
}

export interface SourceText {
  file: string;
  sentences: Sentence[];
  glosses?: { term: string; text: string; truncated?: boolean; sentence: number | null }[];
  cited?: Record<string, { statement: string; file: string; line: number }[]>;
}

export interface TextDifference {
  kind: string;
  gravity: string;
  a: string | null;
  b: string | null;
  placesA?: { sentence: number; start: number; end: number }[];
  placesB?: { sentence: number; start: number; end: number }[];
}

export interface Alignment {
  version: number;
  a: { file: string; title: string | null; sentences: number };
  b: { file: string; title: string | null; sentences: number };
  counts: Record<string, number>;
  pairs: {
    a: number[];
    b: number[];
    kind: string;
    likeness: number;
    textsA: string[];
    textsB: string[];
    differences: TextDifference[];
  }[];
}

export interface TryRequest {
  lens: string | null;
  strike: string[];
  suppose: string;
}

/** A question asked of what is tried. */
export interface TriedWhyRequest extends TryRequest {
  question: string;
  on: string;
}

export interface TryAnswer {
  version: number;
  timeline?: TimelineAnswer;
  diff?: DiffAnswer;
  diagnostics?: Diagnostic[];
}
