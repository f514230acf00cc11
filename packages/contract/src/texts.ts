import { z } from 'zod';

/**
 * Signs that show nothing themselves but change how what stands around them is read, or compared: controls, directions of writing,
 * joiners and marks of width zero, halves of a pair. A name with one looks like another name, or turns a line of a list round.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BLANKS = /[\t-\r\p{Zs}]+/gu;

/** One line that people type and read: blanks are single, nothing unseen is left, and the same letters are the same characters (NFC). */
export function oneLine(max: number) {
  return z.string().overwrite(cleanLine).max(max);
}

/** The same with line breaks. */
export function paragraphs(max: number) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n').split('\n').map(cleanLine).join('\n').trim())
    .max(max);
}

function cleanLine(text: string): string {
  return text.replace(BLANKS, ' ').replace(UNSEEN, '').normalize('NFC').trim();
}
