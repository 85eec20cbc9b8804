// Places in the text: "06-treaty.casus.md" is a chapter, "06-treaty.casus.md:46" a line of it, "06-treaty.casus.md#id" a heading.

import type { Block, Chapter } from '../contract';

export interface TextPlace {
  chapter: number;
  /** The block to bring into sight; null for the chapter's beginning. */
  block: number | null;
}

const chapterOf = (chapters: readonly Chapter[], file: string): number =>
  chapters.findIndex((candidate) => candidate.file === file || candidate.file.endsWith(`/${file}`));

/** Whether a place is in one of the chapters. */
export const hasPlace = (chapters: readonly Chapter[], at: string): boolean =>
  chapterOf(chapters, at.replace(/(?:#.*|:\d+)$/, '')) >= 0;

export function placeOf(chapters: readonly Chapter[], at: string | null): TextPlace {
  const match = /^(.*?)(?:#(.*)|:(\d+))?$/.exec(at ?? '');
  const file = match?.[1] ?? '';
  const chapter = Math.max(0, chapterOf(chapters, file));
  if (chapterOf(chapters, file) < 0) return { chapter, block: null };
  const blocks = chapters[chapter]?.blocks ?? [];
  if (match?.[2] !== undefined) {
    const block = blocks.findIndex((each) => each.kind === 'heading' && each.id === match[2]);
    return { chapter, block: block < 0 ? null : block };
  }
  if (match?.[3] !== undefined) return { chapter, block: blockOfLine(blocks, Number(match[3])) };
  return { chapter, block: null };
}

/** The code block that a line lies in: the last that begins at or before it. */
function blockOfLine(blocks: readonly Block[], line: number): number | null {
  let found: number | null = null;
  blocks.forEach((block, index) => {
    if (block.kind === 'code' && block.line <= line) found = index;
  });
  return found;
}
