import { randomInt } from 'node:crypto';
import { AppError, type cardCare, type InputOf, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { upsertEmergencyCode } from './emergency-queries.ts';
import { emergencyState } from './emergency-state.ts';
import { requireIdentityCheck } from './require-identity-check.ts';
import { ownMemberId } from './staff-of.ts';
import { EMERGENCY_PURPOSE } from './virtual-credential.ts';

const CODE_DIGITS = 6;
type Told = OutputOf<typeof cardCare.setOwnEmergencyCode>;

/** @throws AppError `cards.no_wallet` */
export async function setOwnEmergencyCode(ctx: Ctx, secrets: SecretBox): Promise<Told> {
  return renew(ctx, { memberId: ownMemberId(ctx), action: 'cards.setOwnEmergencyCode' }, secrets);
}

/** @throws AppError `members.unknown`, `cards.no_wallet`, `cards.identity_check_needed` */
export async function setEmergencyCode(ctx: Ctx, input: InputOf<typeof cardCare.setEmergencyCode>, secrets: SecretBox): Promise<Told> {
  const { memberId } = input;
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  await requireIdentityCheck(ctx, input);
  return renew(ctx, { memberId, action: 'cards.setEmergencyCode' }, secrets);
}

/** What the code is kept as: of no use without the installation's key, and for one wallet only. */
export function emergencyHash(secrets: SecretBox, of: { walletId: Id<'wallet'>; code: string }): string {
  return secrets.keyedHash(EMERGENCY_PURPOSE, `${of.walletId}:${of.code}`);
}

async function renew(ctx: Ctx, of: { memberId: Id<'member'>; action: string }, secrets: SecretBox): Promise<Told> {
  const { memberId, action } = of;
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  if (!wallet) throw new AppError('cards.no_wallet', { memberId });
  const { walletId } = wallet;
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  await upsertEmergencyCode(ctx, {
    wallet_id: walletId,
    member_id: memberId,
    code_hash: emergencyHash(secrets, { walletId, code }),
    set_at: ctx.now,
  });
  await notify(ctx, { to: { memberId }, kind: 'card.emergencySet', params: { at: ctx.now.toISOString() } });
  await record(ctx, { action, targetKind: 'wallet', targetId: walletId });
  return { code, state: await emergencyState(ctx, memberId) };
}
