// Completion of questions out of the record's own vocabulary: whole phrases first, then names for the word being written.

import type { DossierRecord } from '../contract';

export interface Completion {
  /** The whole question with the completion in it, and where the caret then stands. */
  text: string;
  caret: number;
  shown: string;
  hint: string;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase();

export function completions(record: Pick<DossierRecord, 'phrases' | 'entities'>, text: string, caret: number, limit = 8): Completion[] {
  const before = text.slice(0, caret);
  const start = before.search(/[\p{L}\p{N}_?]*$/u);
  const word = before.slice(start);
  const found: (Completion & { rank: number })[] = [];

  // All words written so far, in any order, must be in the phrase; a name may stand for a variable.
  const wanted = fold(before).split(/[^\p{L}\p{N}?]+/u).filter(Boolean);
  const names = new Set(record.entities.flatMap((entity) => fold(entity.name).split(' ')));
  const words = wanted.filter((each, index) => index === wanted.length - 1 || !names.has(each)).map((each) => each.replace(/^\?/, ''));
  for (const phrase of record.phrases) {
    const form = fold(phrase.form);
    if (phrase.form === text || !words.every((each) => form.includes(each))) continue;
    const starts = words.length > 0 && form.replaceAll('?', '').startsWith(words.join(' '));
    const filled = fill(phrase.form, before, names);
    found.push({ text: filled, caret: filled.length, shown: filled, hint: phrase.slots.map((slot) => `${slot.name}: ${slot.kind}`).join(', '), rank: starts ? 0 : 2 });
  }
  if (word.length > 1 && !word.startsWith('?')) {
    const begun = fold(word);
    for (const entity of record.entities) {
      const all = [entity.name, entity.title, ...(entity.also ?? [])].map(fold);
      if (entity.name === word || !all.some((name) => name.startsWith(begun) || name.includes(` ${begun}`))) continue;
      const whole = before.slice(0, start) + entity.name + text.slice(caret);
      found.push({ text: whole, caret: start + entity.name.length, shown: entity.name, hint: entity.title === entity.name.replaceAll('_', ' ') ? entity.kind : `${entity.title}, ${entity.kind}`, rank: fold(entity.name).startsWith(begun) ? 1 : 3 });
    }
  }
  return found.sort((a, b) => a.rank - b.rank || a.shown.length - b.shown.length).slice(0, limit);
}

/** The phrase with its variables; its first variable becomes the name that the question begins with. */
function fill(form: string, before: string, names: ReadonlySet<string>): string {
  const first = /^\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(before)?.[1];
  return first && form.startsWith('?') && /^\p{Lu}/u.test(first) && names.has(fold(first).split(' ')[0]!) && before.trim().length > first.length
    ? form.replace(/^\?[\p{L}\p{N}_]+/u, first)
    : form;
}
