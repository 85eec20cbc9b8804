// Marking words in a sentence.

export interface Piece {
  text: string;
  marked: boolean;
}

const plain = (text: string): string => text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').toLowerCase();

/** The sentence in pieces, the cited words marked; unmarked as a whole where they are not found as they stand. */
export function markedQuote(sentence: string, quote: string | null): Piece[] {
  const at = quote ? plain(sentence).indexOf(plain(quote)) : -1;
  if (at < 0 || !quote) return [{ text: sentence, marked: false }];
  return pieces(sentence, [{ start: at, end: at + quote.length }]);
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
