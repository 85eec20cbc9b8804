// Marking words in a sentence.

export interface Piece {
  text: string;
  marked: boolean;
  /** Whether it is what is meant, among other marked words. */
  meant?: boolean;
}

const plain = (text: string): string => text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').toLowerCase();

/** The sentence in pieces, all cited words marked, those that are meant more strongly than the others they overlap with. */
export function markedQuotes(sentence: string, quotes: readonly string[], meant: string | null): Piece[] {
  const found = [...new Set(quotes)].flatMap((quote) => {
    const at = quote === '' ? -1 : plain(sentence).indexOf(plain(quote));
    return at < 0 ? [] : [{ start: at, end: at + quote.length, meant: quote === meant }];
  });
  const cuts = [...new Set([0, sentence.length, ...found.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index]!;
    const here = found.filter((each) => each.start <= start && end <= each.end);
    return { text: sentence.slice(start, end), marked: here.length > 0, meant: here.some((each) => each.meant) };
  });
}

/** The sentence in pieces by places given in bytes of its UTF-8 form. */
export function markedBytes(sentence: string, places: readonly { start: number; end: number }[]): Piece[] {
  if (places.length === 0) return [{ text: sentence, marked: false }];
  const bytes = new TextEncoder().encode(sentence);
  const decoder = new TextDecoder();
  const units = (count: number): number => decoder.decode(bytes.subarray(0, count)).length;
  return pieces(sentence, places.map(({ start, end }) => ({ start: units(start), end: units(end) })));
}

function pieces(sentence: string, places: readonly { start: number; end: number }[]): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    if (start < done || end <= start) continue;
    if (start > done) found.push({ text: sentence.slice(done, start), marked: false });
    found.push({ text: sentence.slice(start, end), marked: true });
    done = end;
  }
  if (done < sentence.length) found.push({ text: sentence.slice(done), marked: false });
  return found;
}
