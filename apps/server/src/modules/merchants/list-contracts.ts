import { AppError, type ContentOf, type ContractState, type InputOf, type merchants, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { confinedTo, mayLookAt } from '../organizations/index.ts';
import { type ContractView, describeContract, describeContracts, lockedContract } from './contract.ts';
import { type ContractRow, selectContract, selectContracts, updateContract } from './contract-queries.ts';
import { PAYOUT_PURPOSE } from './sealed-columns.ts';

type List = typeof merchants.listContracts;
/** What a merchant sees of its own: what two people signed. */
const SHOWN_TO_MERCHANTS: readonly ContractState[] = ['signed', 'ended'];

/** Newest first. A merchant asking for another gets an empty list. */
export async function listContracts(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, organizationId, applicationId, state } = input;
  const own = confinedTo(ctx.actor);
  if (own && ((organizationId !== undefined && organizationId !== own) || applicationId !== undefined)) return { items: [], nextCursor: null };
  const shown = own ? SHOWN_TO_MERCHANTS : undefined;
  const states = state === undefined ? shown : shown?.includes(state) === false ? [] : [state];
  if (states?.length === 0) return { items: [], nextCursor: null };
  const beforeId = idOfCursor<'contract'>(cursor);
  const rows = await selectContracts(ctx, { organizationId: own ?? organizationId, applicationId, states, beforeId, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeContracts(ctx, items), nextCursor };
}

/** @throws AppError `merchants.contract_unknown`, also for one that the actor may not see */
export async function getContract(ctx: Ctx, { contractId }: ContentOf<typeof merchants.getContract>): Promise<ContractView> {
  return describeContract(ctx, await seenContract(ctx, contractId));
}

/** @throws AppError `merchants.contract_unknown` */
export async function readPayoutAccount(ctx: Ctx, input: ContentOf<typeof merchants.readPayoutAccount>, secrets: SecretBox) {
  const row = await seenContract(ctx, input.contractId);
  return { account: secrets.open(PAYOUT_PURPOSE, row.payout_sealed) };
}

/** @throws AppError `merchants.contract_unknown`, `merchants.not_now` */
export async function discardContract(ctx: Ctx, { contractId }: ContentOf<typeof merchants.discardContract>): Promise<ContractView> {
  const row = await lockedContract(ctx, contractId);
  if (row.state !== 'drawn') throw new AppError('merchants.not_now', { contractId });
  await updateContract(ctx, contractId, { state: 'discarded' });
  const turned = { before: { state: row.state }, after: { state: 'discarded' } };
  await record(ctx, { action: 'merchants.discardContract', targetKind: 'merchantContract', targetId: contractId, ...turned });
  return describeContract(ctx, await lockedContract(ctx, contractId));
}

async function seenContract(ctx: Ctx, contractId: Id<'contract'>): Promise<ContractRow> {
  const row = await selectContract(ctx, contractId);
  const own = confinedTo(ctx.actor);
  const isSeen =
    row && (!own || (row.organization_id !== null && mayLookAt(ctx.actor, row.organization_id) && SHOWN_TO_MERCHANTS.includes(row.state)));
  if (!isSeen) throw new AppError('merchants.contract_unknown', { contractId });
  return row;
}
