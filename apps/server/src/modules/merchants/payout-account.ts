import type { SettlementCycle } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { selectContractsInForce, selectSealedAccounts } from './contract-queries.ts';
import { PAYOUT_PURPOSE } from './sealed-columns.ts';

/** What of a merchant's takings stays with the operator, how often they are settled, where it is paid out to and from which sum on; without the account’s number. */
export type PayoutTerms = {
  readonly contractId: Id<'contract'>;
  readonly commissionBps: number;
  readonly cycle: SettlementCycle;
  readonly minPayoutMinor: Minor;
  readonly holder: string;
  readonly bank: string;
  /** The last digits of the account. */
  readonly tail: string;
};

/** By merchant; of one that has left, what held last. Who never had a contract is missing. */
export async function findPayoutTerms(
  ctx: Ctx,
  of: { organizationIds: readonly Id<'organization'>[]; on: BusinessDay },
): Promise<Map<Id<'organization'>, PayoutTerms>> {
  const rows = of.organizationIds.length === 0 ? [] : await selectContractsInForce(ctx, of);
  return new Map(
    rows.flatMap((row): [Id<'organization'>, PayoutTerms][] => {
      const { id: contractId, commission_bps: commissionBps, cycle, min_payout_minor: minPayoutMinor } = row;
      const account = { holder: row.payout_holder, bank: row.payout_bank, tail: row.payout_tail };
      return row.organization_id === null ? [] : [[row.organization_id, { contractId, commissionBps, cycle, minPayoutMinor, ...account }]];
    }),
  );
}

/** The whole numbers of the accounts, for the bank. The caller has decided that this actor may, and writes it down. */
export async function openPayoutAccounts(ctx: Ctx, secrets: SecretBox, contractIds: readonly Id<'contract'>[]): Promise<Map<Id<'contract'>, string>> {
  const rows = contractIds.length === 0 ? [] : await selectSealedAccounts(ctx, contractIds);
  return new Map(rows.map(({ id, payout_sealed }) => [id, secrets.open(PAYOUT_PURPOSE, payout_sealed)]));
}
