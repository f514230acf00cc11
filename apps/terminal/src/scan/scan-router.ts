import type { Api, RequestOf } from '@tessera/contract';
import { type PayerWallet, PRINTED_CODE, walletOfPayerCode } from '@tessera/rules';

export type Credential = RequestOf<Api['payments']['charge']>['credential'];
export type Route =
  | { kind: 'credential'; credential: Credential }
  /** A code of another wallet that the till sells against directly. */
  | { kind: 'payer'; wallet: PayerWallet; code: string }
  | { kind: 'foreign'; wallet: 'unionpay' }
  | { kind: 'unreadable' };

const OWN_CODE = /^71\d{18}$/;
const UNIONPAY = /^62\d{17,18}$/;
const UID = /^(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/;
const MEMBER_NUMBER = /^[0-9A-Za-z-]{3,20}$/;

/** What a text that was scanned or typed stands for. A person types member numbers, a reader brings card numbers: the same eight digits differ. */
export function routeText(text: string, source: 'scan' | 'typed'): Route {
  const compact = text.normalize('NFKC').replace(/\s/g, '');
  if (OWN_CODE.test(compact)) return code(compact);
  const wallet = walletOfPayerCode(compact);
  if (wallet) return { kind: 'payer', wallet, code: compact };
  if (UNIONPAY.test(compact)) return { kind: 'foreign', wallet: 'unionpay' };
  if (/^\d{20}$/.test(compact)) return code(compact);
  const printedCode = compact.toUpperCase();
  if (PRINTED_CODE.test(printedCode)) return { kind: 'credential', credential: { kind: 'printed', printedCode } };
  const uid = compact.replaceAll(':', '').toUpperCase();
  if ((source === 'scan' || compact.includes(':')) && UID.test(uid)) return { kind: 'credential', credential: { kind: 'card', uid } };
  if (MEMBER_NUMBER.test(compact)) return { kind: 'credential', credential: { kind: 'member', memberNumber: compact } };
  return { kind: 'unreadable' };
}

/** A box that reads a code twice within this time is not a second customer. */
export const REPEAT_MS = 2_500;

export function isRepeat(last: { text: string; atMs: number } | null, text: string, atMs: number): boolean {
  return last !== null && last.text === text && atMs - last.atMs < REPEAT_MS;
}

function code(text: string): Route {
  return { kind: 'credential', credential: { kind: 'code', code: text } };
}
