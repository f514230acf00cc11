import { AppError, type loyalty, type OutputOf } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { balanceOf } from '../ledger/index.ts';
import { findOperator, findOrganizations } from '../organizations/index.ts';
import { selectPendingSums } from './lot-queries.ts';
import { priceView } from './price.ts';
import { lockProgramme, type ProgrammeRow, selectPricesAt, selectProgrammesById, selectProposals } from './queries.ts';

export type ProgrammeView = OutputOf<typeof loyalty.getPointsProgramme>;
type ProgrammeId = Id<'pointsProgramme'>;

/** @throws AppError `loyalty.programme_unknown`, also for one that the actor may not see */
export async function knownProgramme(ctx: Ctx, pointsProgrammeId: ProgrammeId): Promise<ProgrammeRow> {
  const [row] = await selectProgrammesById(ctx, [pointsProgrammeId]);
  if (!row) throw new AppError('loyalty.programme_unknown', { pointsProgrammeId });
  return row;
}

/** @throws AppError `loyalty.programme_unknown` */
export async function lockedProgramme(ctx: Ctx, pointsProgrammeId: ProgrammeId): Promise<ProgrammeRow> {
  const row = await lockProgramme(ctx, pointsProgrammeId);
  if (!row) throw new AppError('loyalty.programme_unknown', { pointsProgrammeId });
  return row;
}

export function nameOf({ name_zh, name_en }: Pick<ProgrammeRow, 'name_zh' | 'name_en'>) {
  return { zh: name_zh, en: name_en };
}

/** Names of issuers; null is the operator, whose own programmes have none. */
export function issuerNames(ctx: Ctx, ids: readonly (Id<'organization'> | null)[]): Promise<(id: Id<'organization'> | null) => string> {
  return asSystem(ctx, async (system) => {
    const found = await findOrganizations(
      system,
      ids.flatMap((id) => id ?? []),
    );
    const operator = ids.includes(null) ? await findOperator(system) : undefined;
    return (id) => (id === null ? operator?.name : found.get(id)?.name) ?? '';
  });
}

/** Programmes as the contract shows them, with what the ledger says became of their points. */
export async function describeProgrammes(ctx: Ctx, rows: readonly ProgrammeRow[]): Promise<ProgrammeView[]> {
  const ids = rows.map(({ id }) => id);
  const prices = await selectPricesAt(ctx, ids, ctx.now);
  const proposals = new Map((await selectProposals(ctx, ids)).map((row) => [row.programme_id, row]));
  const pending = await selectPendingSums(ctx, ids);
  const issuerName = await issuerNames(
    ctx,
    rows.map((row) => row.issuer_id),
  );
  const views: ProgrammeView[] = [];
  for (const row of rows) {
    const proposal = proposals.get(row.id);
    views.push({
      id: row.id,
      issuerId: row.issuer_id,
      issuerName: issuerName(row.issuer_id),
      name: nameOf(row),
      status: row.status,
      expiry: row.expiry === 'year' ? { kind: 'year', year: row.expiry_year ?? 0 } : { kind: 'months', months: row.expiry_months ?? 0 },
      pendingDays: row.pending_days,
      pricePerThousandPoints: prices.get(row.id) ?? null,
      proposal: proposal ? priceView(ctx, proposal, row) : null,
      ...(await figuresOf(ctx, row)),
      pending: toMinor(pending.get(row.id) ?? 0),
      createdByName: row.created_by_name,
      createdAt: row.created_at,
    });
  }
  return views;
}

/** What came back to the account that points are issued from counts as never granted. */
async function figuresOf(ctx: Ctx, row: ProgrammeRow) {
  const granted = -(await balanceOf(ctx, row.issued_account));
  const redeemed = await balanceOf(ctx, row.redeemed_account);
  const expired = await balanceOf(ctx, row.expired_account);
  return { granted: toMinor(granted), redeemed, expired, outstanding: toMinor(granted - redeemed - expired) };
}

export async function describeProgramme(ctx: Ctx, row: ProgrammeRow): Promise<ProgrammeView> {
  const [view] = await describeProgrammes(ctx, [row]);
  if (!view) throw new Error('one programme has one description');
  return view;
}

/** Open screens of the operator and of the issuer look again. */
export function announcePoints(ctx: Ctx, { issuer_id }: Pick<ProgrammeRow, 'issuer_id'>): Promise<void> {
  const topics = ['operator', ...(issuer_id ? [`issuer:${issuer_id}`] : [])];
  return notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, { kind: 'points' }] as const),
  );
}

/** What the audit log keeps of one. */
export function auditedProgramme(row: ProgrammeRow) {
  const { name_zh: nameZh, name_en: nameEn, status, expiry, expiry_months: months, expiry_year: year, pending_days: pendingDays } = row;
  return { nameZh, nameEn, status, expiry, months, year, pendingDays };
}
