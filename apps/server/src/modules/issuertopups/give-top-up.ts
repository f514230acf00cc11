import { AppError, type InputOf, ISSUER_KEY_HEADER, type issuertopups, type OutputOf } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { holdDeposit, leftOfDeposit, payFromDeposit } from '../deposits/index.ts';
import { LedgerRefusal, viaOf } from '../ledger/index.ts';
import { proveIssuer } from '../loyalty/index.ts';
import { findMembers, findMembersByNumber, type MemberView } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { announceWallet, findWalletsOfMembers, topUpBounds } from '../wallets/index.ts';
import { describeTopUp, type TopUpView } from './list-top-ups.ts';
import { insertTopUp, selectByReference } from './queries.ts';

type Told = InputOf<typeof issuertopups.tellIssuerTopUp>;
type Taken = OutputOf<typeof issuertopups.tellIssuerTopUp>;

/**
 * By one of the issuer's people, to a member of its own.
 * @throws AppError `members.unknown`, `issuertopups.member_not_yours` and as `give`
 */
export async function giveIssuerTopUp(ctx: Ctx, input: InputOf<typeof issuertopups.giveIssuerTopUp>): Promise<TopUpView> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.organizationKind !== 'issuer') throw new AppError('request.forbidden');
  const { memberId, amountMinor, reason } = input;
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  const issuerId = actor.organizationId;
  if (!isOwn(member, issuerId)) throw new AppError('issuertopups.member_not_yours', { memberId });
  const id = input.key as Id<'issuerTopUp'>; // The key is its id.
  await give(ctx, { id, issuerId, member, amountMinor, reason, byName: actor.name, way: 'hand', reference: null });
  return describeTopUp(ctx, id);
}

/** The key says whose top-up it is; nobody is signed in. */
export function tellIssuerTopUp(database: Database, call: Call, told: Told): Promise<Taken> {
  const { requestId, address, now } = call;
  return database.transaction(systemActor('issuertopups'), { requestId, address, now }, (ctx) =>
    takeTold(ctx, told, call.headers.get(ISSUER_KEY_HEADER) ?? ''),
  );
}

/**
 * As the system. What is told again answers the same and moves nothing: whoever tells holds the issuer's deposit first.
 * @throws AppError `loyalty.key_wrong`, `issuertopups.key_without_right`, `issuertopups.member_unknown`, `issuertopups.reference_differs` and as `give`
 */
async function takeTold(ctx: Ctx, { reference, memberNumber, amountMinor, reason }: Told, token: string): Promise<Taken> {
  const { issuerId, name, mayTopUp, issuerKeyId } = await proveIssuer(ctx, token);
  if (issuerId === null) throw new AppError('loyalty.key_wrong'); // The operator's own key: it has no deposit.
  if (!mayTopUp) throw new AppError('issuertopups.key_without_right');
  await holdDeposit(ctx, issuerId);
  const member = (await findMembersByNumber(ctx, [memberNumber])).get(memberNumber.toLowerCase());
  const before = await selectByReference(ctx, { issuerId, reference });
  if (before) {
    if (before.member_id !== member?.id || before.amount_minor !== amountMinor) throw new AppError('issuertopups.reference_differs', { reference });
    return { reference, amountMinor, depositLeftMinor: await leftOfDeposit(ctx, issuerId), takenBackAt: before.taken_back_at, replayed: true };
  }
  if (!member || !isOwn(member, issuerId)) throw new AppError('issuertopups.member_unknown');
  const id = newId<'issuerTopUp'>(ctx.now.getTime());
  await give(ctx, { id, issuerId, member, amountMinor, reason, byName: name, way: 'key', reference, issuerKeyId });
  return { reference, amountMinor, depositLeftMinor: await leftOfDeposit(ctx, issuerId), takenBackAt: null, replayed: false };
}

function isOwn({ issuerId, status, kind }: Pick<MemberView, 'issuerId' | 'status' | 'kind'>, own: Id<'organization'>): boolean {
  return issuerId === own && status === 'active' && kind !== 'anonymous';
}

type Giving = {
  id: Id<'issuerTopUp'>;
  issuerId: Id<'organization'>;
  member: MemberView;
  amountMinor: Minor;
  reason: string;
  byName: string;
  way: 'hand' | 'key';
  reference: string | null;
  issuerKeyId?: Id<'issuerKey'>;
};

/**
 * One transfer, from the deposit into the cash purse, with all that tells of it.
 * @throws AppError `deposits.none`, `deposits.short`, `wallets.top_ups_off`, `payments.wallet_not_active`, `issuertopups.over_limit`,
 *   `issuertopups.issuer_suspended`, `request.key_reused`
 */
async function give(ctx: Ctx, giving: Giving): Promise<void> {
  const { id, issuerId, member, amountMinor, reason, way, reference } = giving;
  await asSystem(ctx, async (system) => {
    const issuer = (await findOrganizations(system, [issuerId])).get(issuerId);
    if (issuer?.status !== 'active') throw new AppError('issuertopups.issuer_suspended');
    const { isAllowed, limitMinor } = await topUpBounds(system, member.kind);
    if (!isAllowed) throw new AppError('wallets.top_ups_off');
    const wallet = (await findWalletsOfMembers(system, [member.id])).get(member.id);
    if (!wallet) throw new AppError('payments.wallet_not_active', { memberId: member.id });
    const to = { credit: wallet.accountId, ceilingMinor: limitMinor, via: viaOf('issuer') };
    const balanceMinor = await payFromDeposit(system, { id, issuerId, amountMinor, reference: reference ?? member.memberNumber, to }).catch(refuse);
    const made = { made_by_name: giving.byName, business_on: await businessDayNow(system), at: system.now };
    await insertTopUp(system, { id, issuer_id: issuerId, member_id: member.id, amount_minor: amountMinor, way, reference, reason, ...made });
    await announceWallet(system, wallet);
    const params = { name: issuer.name, amount: amountMinor, balance: balanceMinor };
    await notify(system, { to: { memberId: member.id }, kind: 'wallet.toppedUpByIssuer', params, key: id });
  });
  await record(ctx, {
    action: way === 'hand' ? 'issuertopups.giveIssuerTopUp' : 'issuertopups.tellIssuerTopUp',
    targetKind: 'member',
    targetId: member.id,
    after: { issuerTopUpId: id, issuerId, amountMinor, reference, ...(way === 'key' && { keyName: giving.byName, issuerKeyId: giving.issuerKeyId }) },
  });
}

/** Without a figure: how much fits would say how much the member has. */
function refuse(error: unknown): never {
  if (error instanceof LedgerRefusal && error.reason === 'account_closed') throw new AppError('payments.wallet_not_active');
  if (error instanceof LedgerRefusal && error.reason === 'over_ceiling') throw new AppError('issuertopups.over_limit');
  throw error;
}
