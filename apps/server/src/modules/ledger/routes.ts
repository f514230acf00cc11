import { AppError, type InputOf, ledger, type OutputOf } from '@tessera/contract';
import { type Id, negate, ZERO } from '@tessera/kernel';
import { type BoundRoute, bind, bindDirect, type Call, omit, pick } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { AccountKind } from './account.ts';
import { trialBalance } from './balances.ts';
import { findAccounts } from './find-account.ts';
import type { JournalPage } from './journal.ts';
import { findPage, listPages } from './list-pages.ts';
import { TRANSFER_CODES, type Transfer } from './transfer.ts';
import { verifyBooks } from './verify-books.ts';

export function createLedgerRoutes(database: Database): BoundRoute[] {
  return [
    ...bind(omit(ledger, ['verifyJournal']), { getTrialBalance, listPages: listJournalPages, getPage }),
    // Step by step, so that books of any size can be verified while people pay.
    ...bindDirect(pick(ledger, ['verifyJournal']), { verifyJournal: (call) => verifyJournal(database, call) }),
  ];
}

async function getTrialBalance(ctx: Ctx, input: InputOf<typeof ledger.getTrialBalance>): Promise<OutputOf<typeof ledger.getTrialBalance>> {
  const balance = await trialBalance(ctx, input.at ? new Date(input.at) : undefined);
  const units = Object.entries(balance.sumMinor).map(([unit, sumMinor]) => ({
    unit,
    sumMinor,
    rows: balance.lines
      .filter((line) => line.unit === unit)
      .map(({ kind, accounts, balanceMinor }) => ({
        kind,
        accounts,
        debitMinor: balanceMinor < 0 ? negate(balanceMinor) : ZERO,
        creditMinor: balanceMinor > 0 ? balanceMinor : ZERO,
        balanceMinor,
      })),
  }));
  return { at: input.at ? new Date(input.at) : ctx.now, units };
}

async function listJournalPages(ctx: Ctx, input: InputOf<typeof ledger.listPages>): Promise<OutputOf<typeof ledger.listPages>> {
  const { items, nextCursor } = await listPages(ctx, input);
  return { items: items.map(pageView), nextCursor };
}

/** @throws AppError ledger.page_unknown */
async function getPage(ctx: Ctx, input: InputOf<typeof ledger.getPage>): Promise<OutputOf<typeof ledger.getPage>> {
  const found = await findPage(ctx, { lane: input.lane, seq: input.page });
  if (!found) throw new AppError('ledger.page_unknown', { lane: input.lane, page: input.page });
  const accounts = await findAccounts(ctx, [...new Set(found.transfers.flatMap((transfer) => [transfer.debit, transfer.credit]))]);
  const kinds = new Map(accounts.map((account) => [account.id, account.kind]));
  return { page: pageView(found), transfers: found.transfers.map((transfer) => transferView(transfer, kinds)) };
}

async function verifyJournal(database: Database, { actor, requestId }: Call): Promise<OutputOf<typeof ledger.verifyJournal>> {
  const { pages, faults } = await verifyBooks((step) => database.transaction(actor, { requestId, readOnly: true }, step));
  return {
    sound: faults.length === 0,
    pages,
    faults: faults.map(({ lane, page, fault, of }) => ({ lane, page, fault: of === undefined ? fault : `${fault}:${of}` })),
  };
}

function pageView(page: JournalPage): OutputOf<typeof ledger.getPage>['page'] {
  const { lane, seq, at, count, totalMinor, hash, previousHash } = page;
  return { lane, page: seq, at, count, totalMinor, hash, previousHash };
}

const CODE_NAMES = new Map<number, string>(Object.entries(TRANSFER_CODES).map(([name, code]) => [code, name]));

function transferView(transfer: Transfer, kinds: ReadonlyMap<number, AccountKind>): OutputOf<typeof ledger.getPage>['transfers'][number] {
  return {
    id: transfer.id as Id<'transfer'>, // The ledger's keys are UUIDv7 of any noun.
    debitAccount: transfer.debit,
    debitKind: kinds.get(transfer.debit) ?? 'suspense',
    creditAccount: transfer.credit,
    creditKind: kinds.get(transfer.credit) ?? 'suspense',
    amountMinor: transfer.amountMinor,
    code: CODE_NAMES.get(transfer.code) ?? String(transfer.code),
    businessOn: transfer.businessOn,
    balanceAfterMinor: transfer.balanceAfterMinor,
    originalId: transfer.original as Id<'transfer'> | null, // As above.
    at: transfer.at,
  };
}
