import type { ChargeInput, Source } from './charge.ts';
import { fingerprintOf } from './transfer.ts';

/** More charges in one call gain nothing and make the others wait. */
export const MAX_CHARGES_PER_BATCH = 256;

/** Prepared once per connection. */
export const CHARGE_BATCH = {
  name: 'ledger_charge_batch',
  text: 'select ledger.charge_batch($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) as answers',
};

export type PricedCharge = { readonly input: ChargeInput; readonly fingerprint: number };

export function priced(input: ChargeInput): PricedCharge {
  return { input, fingerprint: fingerprintOf(input) };
}

/** Array literals as text: an array of one text per charge, or `{}` where none has a value (the rest reads as null). */
function literal(charges: readonly PricedCharge[], fieldOf: (charge: PricedCharge) => string | number | undefined): string {
  let text = '';
  let empty = true;
  for (const charge of charges) {
    const value = fieldOf(charge);
    if (value !== undefined) empty = false;
    text += text === '' ? (value ?? 'NULL') : `,${value ?? 'NULL'}`;
  }
  return empty ? '{}' : `{${text}}`;
}

/** The parameters of `CHARGE_BATCH`. The same batch is sent again with the same time and day. */
export function batchParameters(charges: readonly PricedCharge[], page: { lane: number; at: Date; businessOn: string }): unknown[] {
  return [
    page.lane,
    page.at.toISOString(),
    page.businessOn,
    literal(charges, ({ input }) => input.id),
    literal(charges, ({ input }) => input.debit),
    literal(charges, ({ input }) => input.credit),
    literal(charges, ({ input }) => input.amountMinor),
    literal(charges, ({ input }) => input.code),
    literal(charges, ({ fingerprint }) => fingerprint),
    literal(charges, ({ input }) => input.fence),
    literal(charges, ({ input }) => input.nonce),
    literal(charges, ({ input }) => input.presetReason),
    literal(charges, ({ input }) => input.origin),
    literal(charges, ({ input }) => input.via),
    literal(charges, ({ input }) => input.sources && sourcesText(input.sources)),
  ];
}

/** `account:most`, joined by slashes; undefined where there are none. */
function sourcesText(sources: readonly Source[]): string | undefined {
  return sources.length === 0 ? undefined : sources.map(({ account, atMostMinor }) => `${account}:${atMostMinor ?? ''}`).join('/');
}

/** The answers in the order of the charges. @throws Error when one is missing. */
export function splitAnswers(text: string, count: number): string[] {
  const answers = new Array<string>(count).fill('');
  for (const entry of text.split(',')) {
    const colon = entry.indexOf(':');
    answers[Number(entry.slice(0, colon)) - 1] = entry.slice(colon + 1);
  }
  if (answers.includes('') || answers.length !== count) throw new Error('the ledger left a charge without an answer');
  return answers;
}
