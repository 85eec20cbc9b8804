// Moments of a dossier, as whole numbers.
//
// A moment is the number of grains (days, unless the dossier has a finer grain) since 1970-01-01 in the Gregorian calendar,
// reckoned backwards where needed. Whole numbers make spans comparable and drawable without a clock or a time zone.

export type Grain = 'day' | 'hour' | 'minute' | 'second';

const milliseconds: Record<Grain, number> = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 };

/** A period from its first moment up to, not including, its end. */
export interface Period {
  begin: number;
  end: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

export class Calendar {
  readonly #unit: number;
  readonly #locale: string | undefined;

  constructor(
    readonly grain: Grain,
    locale?: string,
  ) {
    this.#unit = milliseconds[grain];
    this.#locale = locale;
  }

  /** Moments in a day: 1 for the grain `day`, 24 for `hour`. */
  get perDay(): number {
    return milliseconds.day / this.#unit;
  }

  /** The moment of "1939-10-28" or "2031-03-02T06:00"; null if the text is no date. */
  parse(text: string): number | null {
    const match = /^(-?\d{4,6})-(\d\d)-(\d\d)(?:T(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?$/.exec(text.trim());
    if (!match) return null;
    const [year, month, day, hour, minute, second] = match.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
    const date = new Date(0);
    date.setUTCFullYear(year!, month! - 1, day!);
    if (date.getUTCMonth() !== month! - 1 || date.getUTCDate() !== day!) return null;
    date.setUTCHours(hour!, minute!, second!);
    return Math.floor(date.getTime() / this.#unit);
  }

  /** The first moment after "1939-10-28", as the end of a span that includes that day. */
  parseThrough(text: string): number | null {
    const moment = this.parse(text);
    if (moment === null) return null;
    return text.includes('T') || this.grain === 'day' ? moment + 1 : moment + this.perDay;
  }

  /** The moments of a date as readers write it: "1939", "1939-10", "1939-10-28", "October 1939", "28 Oct 1939"; null if it is none. */
  read(text: string): Period | null {
    const exact = this.parse(text);
    if (exact !== null) return { begin: exact, end: this.parseThrough(text.trim())! };
    const written = text.trim();
    const digits = /^(\d{4})(?:-(\d\d))?$/.exec(written);
    if (digits) return this.#months(Number(digits[1]), digits[2] === undefined ? null : Number(digits[2]) - 1);
    const words = /^(?:(\d{1,2})\.?\s+)?(\p{L}{3,})\.?\s+(?:(\d{1,2}),\s+)?(\d{4})$/u.exec(written);
    const month = words ? this.#monthOf(words[2]!) : null;
    if (!words || month === null) return null;
    const day = words[1] ?? words[3];
    return day === undefined ? this.#months(Number(words[4]), month) : this.read(`${words[4]}-${two(month + 1)}-${two(Number(day))}`);
  }

  /** Why a text that is written like a date is none; else how a date is written. */
  complaint(text: string): string {
    const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text.trim());
    const month = match ? Number(match[2]) : 0;
    if (match && (month < 1 || month > 12)) return `There is no month ${match[2]}.`;
    if (match && this.parse(match[0]) === null) {
      const days = this.#months(Number(match[1]), month - 1)!;
      return `${this.#format('monthOfYear').format(this.date(days.begin))} has ${(days.end - days.begin) / this.perDay} days.`;
    }
    return 'A date is written 1939-10-28, 28 October 1939, 1939-10 or 1939.';
  }

  /** A month, or a year if the month is null. */
  #months(year: number, month: number | null): Period | null {
    if (month !== null && (month < 0 || month > 11)) return null;
    const moment = (y: number, m: number): number => {
      const date = new Date(0);
      date.setUTCFullYear(y, m, 1);
      return Math.floor(date.getTime() / this.#unit);
    };
    return { begin: moment(year, month ?? 0), end: month === null ? moment(year + 1, 0) : moment(year, month + 1) };
  }

  /** From January as 0, by its name or the beginning of it, in English or as the reader's locale has it. */
  #monthOf(word: string): number | null {
    const begun = word.toLowerCase();
    for (const locale of ['en', this.#locale]) {
      const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' });
      for (let month = 0; month < 12; month++) if (format.format(Date.UTC(2000, month, 15)).toLowerCase().startsWith(begun)) return month;
    }
    return null;
  }

  date(moment: number): Date {
    return new Date(moment * this.#unit);
  }

  iso(moment: number): string {
    const date = this.date(moment);
    const year = date.getUTCFullYear();
    const digits = year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');
    const day = `${digits}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
    if (this.grain === 'day') return day;
    const time = `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    return this.grain === 'second' ? `${time}:${two(date.getUTCSeconds())}` : time;
  }

  /** The same day `count` months later; the last day of the month where the month is too short. */
  addMonths(moment: number, count: number): number {
    const date = this.date(moment);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + count);
    const last = new Date(0);
    last.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
    date.setUTCDate(Math.min(day, last.getUTCDate()));
    return Math.floor(date.getTime() / this.#unit);
  }

  /** "28 October 1939" by the reader's locale, with the time where the grain has one. */
  long(moment: number): string {
    return this.#format('long').format(this.date(moment));
  }

  /** "28 Oct 1939". */
  short(moment: number): string {
    return this.#format('short').format(this.date(moment));
  }

  /** "Saturday". */
  weekday(moment: number): string {
    return this.#format('weekday').format(this.date(moment));
  }

  /** "1939", "Oct 1939", "28 Oct" or "06:00": as much as a tick of that unit needs. */
  tick(moment: number, unit: TickUnit): string {
    return this.#format(unit).format(this.date(moment));
  }

  /** "28 Oct 1939 – 2 Aug 1940", or one date if it is a single moment. */
  span(begin: number, end: number): string {
    return end - begin <= 1 ? this.short(begin) : `${this.short(begin)} – ${this.short(end - 1)}`;
  }

  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  #format(name: string): Intl.DateTimeFormat {
    let format = this.#formats.get(name);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#locale, { timeZone: 'UTC', ...this.#options(name) });
      this.#formats.set(name, format);
    }
    return format;
  }

  #options(name: string): Intl.DateTimeFormatOptions {
    const time: Intl.DateTimeFormatOptions = this.grain === 'day' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    switch (name) {
      case 'long':
        return { day: 'numeric', month: 'long', year: 'numeric', ...time };
      case 'short':
        return { day: 'numeric', month: 'short', year: 'numeric', ...time };
      case 'weekday':
        return { weekday: 'long' };
      case 'year':
        return { year: 'numeric' };
      case 'monthOfYear':
        return { month: 'long', year: 'numeric' };
      case 'month':
        return { month: 'short' };
      case 'day':
        return { day: 'numeric', month: 'short' };
      default:
        return { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    }
  }
}

export type TickUnit = 'year' | 'month' | 'day' | 'hour';
