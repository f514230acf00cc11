import { type OutputOf, type payments, TERM_LINE } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';

type Terms = OutputOf<typeof payments.listTerms>;

/** Newest first. A line whose last day lies before its first says no term. */
export async function listTerms(ctx: Ctx): Promise<Terms> {
  return { items: termsOf(await readSetting(ctx, 'payments.terms')) };
}

/** Pure. */
export function termsOf(lines: readonly string[]): Terms['items'] {
  return lines
    .flatMap((line) => {
      const [, from, to, name] = TERM_LINE.exec(line) ?? [];
      return from && to && name && from <= to ? [{ name, from, to }] : [];
    })
    .sort((a, b) => (a.from < b.from ? 1 : -1));
}
