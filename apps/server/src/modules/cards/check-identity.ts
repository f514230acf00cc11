import { AppError, type cardCare, IDENTITY_CHECK_MINUTES, type InputOf, KNOWN_ANSWERS_MIN, type OutputOf } from '@tessera/contract';
import { DAY_MS, type Id, newId } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { requireFreshCode } from '../identity/index.ts';
import { findMembers, openField } from '../members/index.ts';
import { countFailedChecks, insertIdentityCheck, lockIdentityChecks } from './identity-check-queries.ts';
import type { CareParts } from './parts.ts';
import { phoneOf } from './send-card-code.ts';
import { staffOf } from './staff-of.ts';

type Check = typeof cardCare.checkIdentity;
type Proof = InputOf<Check>['proof'];

/** So many wrong sets of answers about a member in one day; then a paper or a code is needed. */
const WRONG_ANSWERS_MAX = 3;
const LAST_FOUR = 4;

/**
 * A wrong set of answers is told as one, never which of them was wrong, and counts although nothing comes of it.
 * @throws AppError `members.unknown`, `cards.no_phone`, `cards.identity_checks_spent`, `identity.code_wrong`, `identity.too_many_attempts`
 */
export async function checkIdentity(parts: CareParts, call: Call, input: InputOf<Check>): Promise<OutputOf<Check>> {
  const { memberId, proof } = input;
  const inTransaction = <Result>(work: (ctx: Ctx) => Promise<Result>) => parts.database.transaction(call.actor, call, work);
  if (proof.way === 'code') {
    const { contact } = await inTransaction((ctx) => phoneOf(ctx, memberId, parts));
    await requireFreshCode(parts.identity, { purpose: 'card', contact, code: proof.code }, call);
  }
  return inTransaction(async (ctx) => {
    if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
    const passed = proof.way !== 'knowledge' || (await knows(ctx, { memberId, proof }, parts));
    return noteCheck(ctx, { memberId, proof, passed });
  });
}

async function noteCheck(ctx: Ctx, of: { memberId: Id<'member'>; proof: Proof; passed: boolean }): Promise<OutputOf<Check>> {
  const { memberId, proof, passed } = of;
  const { staffId, name } = staffOf(ctx);
  const id = newId<'identityCheck'>(ctx.now.getTime());
  const document = proof.way === 'document' ? proof.document : null;
  await insertIdentityCheck(ctx, { id, member_id: memberId, way: proof.way, document, passed, staff_id: staffId, staff_name: name, at: ctx.now });
  await record(ctx, { action: 'cards.checkIdentity', targetKind: 'member', targetId: memberId, after: { way: proof.way, passed, document } });
  if (!passed) return { identityCheckId: null, passed, until: null };
  return { identityCheckId: id, passed, until: new Date(ctx.now.getTime() + IDENTITY_CHECK_MINUTES * 60_000) };
}

type Asked = { memberId: Id<'member'>; proof: Extract<Proof, { way: 'knowledge' }> };

/** At least two answers, and every one right. What we do not hold ourselves proves nothing. */
async function knows(ctx: Ctx, { memberId, proof }: Asked, { secrets }: CareParts): Promise<boolean> {
  await lockIdentityChecks(ctx, memberId);
  const failed = await countFailedChecks(ctx, { memberId, since: new Date(ctx.now.getTime() - DAY_MS) });
  if (failed >= WRONG_ANSWERS_MAX) throw new AppError('cards.identity_checks_spent', { memberId });
  const held = async (field: 'phone' | 'idNumber' | 'birthDate') => (await openField(ctx, { memberId, field }, secrets))?.value;
  const answers = [
    [proof.phoneLastFour, (await held('phone'))?.slice(-LAST_FOUR)],
    [proof.idNumberLastFour, (await held('idNumber'))?.slice(-LAST_FOUR)],
    [proof.bornOn, await held('birthDate')],
  ].filter(([answer]) => answer !== undefined);
  return answers.length >= KNOWN_ANSWERS_MIN && answers.every(([answer, known]) => answer === known);
}
