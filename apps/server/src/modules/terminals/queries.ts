import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { TerminalsTables } from './tables.ts';
import type { Terminal, TerminalStatus } from './terminal.ts';

type TerminalTable = TerminalsTables['terminals.terminal'];

const COLUMNS = [
  'id',
  'organization_id',
  'name',
  'kind',
  'status',
  'policy_version',
  'max_amount_minor',
  'refunds_allowed',
  'last_seen_at',
  'shop_id',
  'created_at',
] as const;
type Row = Pick<Selectable<TerminalTable>, (typeof COLUMNS)[number]>;

function terminals(ctx: Ctx) {
  return ctx.tx.withTables<TerminalsTables>();
}

function toTerminal(row: Row): Terminal {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    kind: row.kind,
    status: row.status,
    policy: { version: row.policy_version, maxAmountMinor: row.max_amount_minor, refundsAllowed: row.refunds_allowed },
    shopId: row.shop_id,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  };
}

export async function insertTerminal(ctx: Ctx, row: Insertable<TerminalTable>): Promise<Terminal> {
  return toTerminal(await terminals(ctx).insertInto('terminals.terminal').values(row).returning(COLUMNS).executeTakeFirstOrThrow());
}

export async function selectTerminal(ctx: Ctx, terminalId: Id<'terminal'>): Promise<Terminal | undefined> {
  const row = await terminals(ctx).selectFrom('terminals.terminal').select(COLUMNS).where('id', '=', terminalId).executeTakeFirst();
  return row && toTerminal(row);
}

export async function selectTerminalsById(ctx: Ctx, terminalIds: readonly Id<'terminal'>[]): Promise<Terminal[]> {
  const rows = await terminals(ctx)
    .selectFrom('terminals.terminal')
    .select(COLUMNS)
    .where((terminal) => terminal('id', '=', terminal.fn.any(terminal.val([...terminalIds]))))
    .execute();
  return rows.map(toTerminal);
}

/** Whoever changes a terminal holds this lock until the end of the transaction. */
export async function lockTerminal(ctx: Ctx, terminalId: Id<'terminal'>): Promise<Terminal | undefined> {
  const row = await terminals(ctx).selectFrom('terminals.terminal').select(COLUMNS).where('id', '=', terminalId).forUpdate().executeTakeFirst();
  return row && toTerminal(row);
}

export async function selectTerminalByTokenHash(ctx: Ctx, tokenHash: string): Promise<Terminal | undefined> {
  const row = await terminals(ctx).selectFrom('terminals.terminal').select(COLUMNS).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && toTerminal(row);
}

export type TerminalFilter = {
  q?: string;
  organizationId?: Id<'organization'>;
  status?: TerminalStatus;
  beforeId?: Id<'terminal'>;
  limit: number;
};

/** Newest first. `q` is any part of a name: there are thousands of terminals, not millions. */
export async function selectTerminals(ctx: Ctx, filter: TerminalFilter): Promise<Terminal[]> {
  let query = terminals(ctx).selectFrom('terminals.terminal').select(COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  const { q, organizationId, status, beforeId } = filter;
  if (q) query = query.where(sql<SqlBool>`position(lower(${q}) in lower(name)) > 0`);
  if (organizationId !== undefined) query = query.where('organization_id', '=', organizationId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return (await query.execute()).map(toTerminal);
}

export async function updateTerminalRow(ctx: Ctx, terminalId: Id<'terminal'>, change: Updateable<TerminalTable>): Promise<void> {
  await terminals(ctx).updateTable('terminals.terminal').set(change).where('id', '=', terminalId).execute();
}

/**
 * Spends a one-time code: one statement, so that of any number of devices with one code exactly one gets the terminal. `undefined`:
 * the code is wrong, spent, expired, or of a revoked terminal.
 */
export async function spendEnrolmentCode(ctx: Ctx, spent: { enrolmentHash: string; tokenHash: string }): Promise<Terminal | undefined> {
  const row = await terminals(ctx)
    .updateTable('terminals.terminal')
    .set({ status: 'active', token_hash: spent.tokenHash, enrolment_hash: null, enrolment_expires_at: null, last_seen_at: ctx.now })
    .where('enrolment_hash', '=', spent.enrolmentHash)
    .where('enrolment_expires_at', '>', ctx.now)
    .where('status', '<>', 'revoked')
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toTerminal(row);
}

/** In id order, and skipping whoever is locked: to have been seen can wait for the next minute. */
export async function updateLastSeen(ctx: Ctx, terminalIds: readonly Id<'terminal'>[]): Promise<void> {
  await terminals(ctx)
    .updateTable('terminals.terminal')
    .set({ last_seen_at: ctx.now })
    .where('id', 'in', (inner) =>
      inner
        .selectFrom('terminals.terminal')
        .select('id')
        .where((terminal) => terminal('id', '=', terminal.fn.any(terminal.val([...terminalIds]))))
        .where((terminal) => terminal.or([terminal('last_seen_at', 'is', null), terminal('last_seen_at', '<', ctx.now)]))
        .orderBy('id')
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}

/** Delivered to every process when the transaction commits. */
export async function notify(ctx: Ctx, channel: string, payload: Record<string, unknown>): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`.execute(ctx.tx);
}

/** Of a merchant, without those that are revoked already, in the order of their ids. */
export async function selectLivingTerminals(ctx: Ctx, organizationId: Id<'organization'>): Promise<Id<'terminal'>[]> {
  const rows = await terminals(ctx)
    .selectFrom('terminals.terminal')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('status', '<>', 'revoked')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
