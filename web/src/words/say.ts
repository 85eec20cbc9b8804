// From the record's words to the reader's: `Lithuania controls Vilnius_Strip` is said "Lithuania controls Transferred part
// of the Vilnius Region", and 50_000 is said "50,000".

import type { Entity } from '../contract';

export type Say = (text: string) => string;

export function sayer(entities: readonly Entity[]): Say {
  const titles = new Map(entities.map((entity) => [entity.name, entity.title]));
  return (text) =>
    text
      .replace(/"[^"]*"|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*|\d[\d_]*(?:\.\d+)?/gu, (word) => said(word, titles))
      .replace(/^\p{Ll}/u, (letter) => letter);
}

function said(word: string, titles: ReadonlyMap<string, string>): string {
  if (word.startsWith('"')) return `“${word.slice(1, -1)}”`;
  if (/^\d/.test(word)) return word.includes('_') ? Number(word.replaceAll('_', '')).toLocaleString('en') : word;
  const title = titles.get(word);
  if (title !== undefined) return title;
  const dot = word.indexOf('.');
  const owner = dot > 0 ? titles.get(word.slice(0, dot)) : undefined;
  if (owner !== undefined) return `${owner}, ${word.slice(dot + 1)}`;
  // Alone it stands for anyone or anything.
  return word === '_' ? '…' : word.replaceAll('_', ' ');
}

export const count = (n: number): string => n.toLocaleString('en');

/** Of an answer whose worlds are too many to tell. */
export const boundedWords = 'more may be certain, and less possible, than is told: the open dates have too many combinations';

/** "1 difference", "3 differences". */
export const many = (n: number, one: string, more = `${one}s`): string => `${count(n)} ${n === 1 ? one : more}`;
