import { randomInt } from 'node:crypto';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembersByNumber } from './find-members.ts';

const DIGITS = 8;
const TRIES = 5;
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/;

/** For somebody who was given no number: the one that they have elsewhere where it is free, else `initial` and eight digits. Asked by the system. */
export async function freeMemberNumber(ctx: Ctx, of: { initial: string; wanted?: string | undefined }): Promise<string> {
  const { initial, wanted } = of;
  const made = () => initial + String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const candidates = [...(wanted && WELL_FORMED.test(wanted) ? [wanted] : []), ...Array.from({ length: TRIES }, made)];
  const held = await findMembersByNumber(ctx, candidates);
  const free = candidates.find((number) => !held.has(number.toLowerCase()));
  if (free === undefined) throw new Error('no member number is free');
  return free;
}
