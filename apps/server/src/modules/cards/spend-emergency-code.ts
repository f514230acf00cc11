import { type Id, type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { readSetting } from '../settings/index.ts';
import { type EmergencyDecline, judgeEmergencyCode, wrongToday } from './emergency.ts';
import { lockEmergencyCode, updateEmergencyCode } from './emergency-queries.ts';
import { emergencyHash } from './set-emergency-code.ts';

type Use = { walletId: Id<'wallet'>; paymentId: string; code: string; amountMinor: Minor; businessOn: string };
/** What the books said; `nothing`, a replay or facts that were out of date, is neither a use nor a wrong code. */
export type EmergencyOutcome = 'paid' | 'declined' | 'nothing';

/**
 * One use of an emergency code. The code's row is locked before `pay` posts, in the same transaction, and until the commit: of two tills one
 * pays, and a wrong code counts exactly when a charge was declined for it. `pay` is told what stands against the use. To be asked as the system.
 */
export async function spendEmergencyCode<Answer>(
  ctx: Ctx,
  of: { use: Use; secrets: SecretBox; pay: (judged: EmergencyDecline | undefined) => Promise<{ answer: Answer; outcome: EmergencyOutcome }> },
): Promise<Answer> {
  const { use, secrets } = of;
  const code = await lockEmergencyCode(ctx, use.walletId);
  const mostMinor = toMinor(await readSetting(ctx, 'cards.emergencyMaxMinor'));
  const judged = judgeEmergencyCode(code, { ...use, mostMinor, codeHash: emergencyHash(secrets, use) });
  const { answer, outcome } = await of.pay(judged);
  if (!code || outcome === 'nothing') return answer;
  if (outcome === 'paid') {
    await updateEmergencyCode(ctx, use.walletId, { used_on: use.businessOn, payment_id: use.paymentId });
    const params = { amount: use.amountMinor, at: ctx.now.toISOString() };
    await notify(ctx, { to: { memberId: code.memberId }, kind: 'card.emergencyUsed', params, key: use.paymentId });
  }
  if (outcome === 'declined' && judged === 'emergency_code_wrong') {
    const wrongCount = wrongToday(code, use.businessOn) + 1;
    await updateEmergencyCode(ctx, use.walletId, { wrong_on: use.businessOn, wrong_count: wrongCount });
    const after = { wrongCount, businessOn: use.businessOn };
    await record(ctx, { action: 'cards.wrongEmergencyCode', targetKind: 'wallet', targetId: use.walletId, after });
  }
  return answer;
}
