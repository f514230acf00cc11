import { businessDay, IMPORT_PERMISSIONS, type ImportProblem } from '@tessera/contract';
import { type BusinessDay, type Id, type Minor, newId, ZERO } from '@tessera/kernel';
import { z } from 'zod';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { enterOldCards, findUids, type KnownUid } from '../cards/index.ts';
import type { ImportKind, ImportRow, Rows, Trouble, Verdict } from '../imports/index.ts';
import { findMembersByNumber, type MemberView } from '../members/index.ts';
import { findWalletsOfMembers, type WalletOfMember } from '../wallets/index.ts';
import { staffOf } from './batch.ts';
import { OLD_CARD_COLUMNS } from './imported-columns.ts';
import { plainSource, readBalance, readOldUid } from './old-card-row.ts';
import { type BatchRow, insertBatch, insertOpenings, lockOpenBatchOfImport, lockSource, selectOpeningsOf, updateBatch } from './queries.ts';

const SOURCE_MAX = 40;
/** The old system's name, and the last day on which its cards pay. */
const options = z.object({ source: z.string().transform(plainSource).pipe(z.string().min(1).max(SOURCE_MAX)), validUntil: businessDay });
type Chosen = z.infer<typeof options>;

/**
 * Old cards from a file: each row is one member, the number of their card and perhaps a balance. Cards pay at once; balances wait in a batch for
 * the old system's sum and another person. The same file again changes nothing.
 */
export function createOldCardsImport(secrets: SecretBox): ImportKind<Chosen> {
  return {
    name: 'oldCards',
    permission: IMPORT_PERMISSIONS.oldCards,
    columns: OLD_CARD_COLUMNS,
    options,
    keysOf: ({ cells }) => [
      ...(cells.memberNumber ? [{ column: 'memberNumber', key: cells.memberNumber.toLowerCase() }] : []),
      ...(cells.uid ? [{ column: 'uid', key: readOldUid(cells.uid) ?? cells.uid }] : []),
    ],
    checkRows: async (ctx, rows) => (await plan(ctx, rows, secrets)).map(verdictOf),
    applyRows: (ctx, rows) => applyRows(ctx, rows, secrets),
  };
}

type Planned = {
  memberId: Id<'member'> | undefined;
  walletId: Id<'wallet'> | undefined;
  uid: string | undefined;
  balanceMinor: Minor;
  hasCard: boolean;
  hasOpening: boolean;
  troubles: Trouble[];
};

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function plan(ctx: Ctx, { rows, options: chosen }: Rows<Chosen>, secrets: SecretBox): Promise<Planned[]> {
  const isOver = chosen.validUntil < (await businessDayNow(ctx));
  const members = await findMembersByNumber(
    ctx,
    rows.map(({ cells }) => cells.memberNumber ?? ''),
  );
  const memberIds = [...members.values()].map((member) => member.id);
  const wallets = await findWalletsOfMembers(ctx, memberIds);
  const uids = rows.map(({ cells }) => readOldUid(cells.uid ?? ''));
  const taken = await asSystem(ctx, (system) =>
    findUids(
      system,
      uids.flatMap((uid) => uid ?? []),
      secrets,
    ),
  );
  const brought = new Map((await selectOpeningsOf(ctx, { source: chosen.source, memberIds })).map((row) => [row.member_id, row.amount_minor]));
  return rows.map((row, at) => {
    const member = members.get((row.cells.memberNumber ?? '').toLowerCase());
    const uid = uids[at];
    const known: Known = { isOver, member, wallet: member && wallets.get(member.id), uid, holder: uid === undefined ? undefined : taken.get(uid) };
    return judge(row, { ...known, before: member && brought.get(member.id) });
  });
}

type Known = {
  isOver: boolean;
  member: MemberView | undefined;
  wallet: WalletOfMember | undefined;
  uid: string | undefined;
  /** Whose the number is already. */
  holder: KnownUid | undefined;
  /** What the member brought already. */
  before?: Minor | undefined;
};

/** Pure. */
function judge({ cells }: ImportRow, known: Known): Planned {
  const { member, uid, holder, before } = known;
  const balance = readBalance(cells.balance ?? '');
  const uidProblem = uid === undefined ? 'malformed' : holder && (holder.memberId !== member?.id || !holder.isOld) ? 'uid_taken' : undefined;
  const otherwise = before !== undefined && before !== balance ? 'balance_otherwise' : undefined;
  const problems: [string | null, ImportProblem | undefined][] = [
    [null, known.isOver ? 'malformed' : undefined],
    ['memberNumber', memberProblem(known)],
    ['name', member && cells.name && cells.name !== member.name ? 'name_differs' : undefined],
    ['uid', uidProblem],
    ['balance', balance === undefined ? 'malformed' : otherwise],
  ];
  return {
    memberId: member?.id,
    walletId: known.wallet?.walletId,
    uid,
    balanceMinor: balance ?? ZERO,
    hasCard: holder !== undefined,
    hasOpening: balance === ZERO || before !== undefined,
    troubles: problems.flatMap(([column, problem]) => (problem ? [{ column, problem }] : [])),
  };
}

function memberProblem({ member, wallet }: Known): ImportProblem | undefined {
  if (!member) return 'member_unknown';
  if (member.kind === 'anonymous') return 'anonymous_card';
  return member.status === 'closed' || !wallet ? 'wallet_closed' : undefined;
}

function verdictOf({ troubles, hasCard, hasOpening }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  if (hasCard && hasOpening) return { outcome: 'unchanged' };
  return { outcome: hasCard ? 'changed' : 'new' };
}

/** One file at a time brings in rows of a system: what was looked up here, no other brings meanwhile. */
async function applyRows(ctx: Ctx, rows: Rows<Chosen>, secrets: SecretBox): Promise<Verdict[]> {
  const { source, validUntil } = rows.options;
  await lockSource(ctx, source);
  const planned = await plan(ctx, rows, secrets);
  const good = planned.filter((row) => row.troubles.length === 0 && !(row.hasCard && row.hasOpening));
  if (good.length === 0) return planned.map(verdictOf);
  const batch = await batchOf(ctx, rows);
  const cards = good.flatMap(
    ({ memberId, walletId, uid, hasCard }) =>
      memberId && walletId && uid && !hasCard ? [{ memberId, walletId, uid, validUntil: validUntil as BusinessDay }] : [], // Checked by the options.
  );
  const entered = await enterOldCards(ctx, cards, secrets);
  const isIn = ({ uid, hasCard }: Planned) => hasCard || (uid !== undefined && entered.has(uid));
  await insertOpenings(
    ctx,
    good.filter(isIn).flatMap((row) => openingOf(ctx, row, batch)),
  );
  await updateBatch(ctx, batch.id, { card_count: batch.card_count + entered.size });
  await notifyLive(ctx, 'operator', { kind: 'migration' });
  return planned.map((row): Verdict => {
    const targetId = row.uid === undefined ? undefined : entered.get(row.uid);
    if (targetId !== undefined) return { outcome: 'new', targetId };
    // Somebody else's card has got the number since it was looked up: nothing of the row is done.
    return good.includes(row) && !isIn(row) ? { outcome: 'wrong', troubles: [{ column: 'uid', problem: 'uid_taken' }] } : verdictOf(row);
  });
}

function openingOf(ctx: Ctx, { memberId, balanceMinor, hasOpening }: Planned, { id: batchId, source }: BatchRow) {
  if (!memberId || hasOpening) return [];
  const id = newId<'opening'>(ctx.now.getTime());
  return [{ id, batch_id: batchId, source, member_id: memberId, amount_minor: balanceMinor, state: 'waiting' as const }];
}

/** The import's open batch, locked; one begins with the first row that is new, and with the first after it was handed on or refused. */
async function batchOf(ctx: Ctx, { importId, options: { source, validUntil } }: Rows<Chosen>): Promise<BatchRow> {
  const known = await lockOpenBatchOfImport(ctx, importId);
  if (known) return known;
  const { staffId, name } = staffOf(ctx);
  const id = newId<'migrationBatch'>(ctx.now.getTime());
  await insertBatch(ctx, {
    id,
    import_id: importId,
    source,
    valid_until: validUntil as BusinessDay, // Checked by the options.
    state: 'entered',
    control_minor: null,
    made_by: staffId,
    made_by_name: name,
    submitted_by: null,
    submitted_by_name: null,
    decided_by: null,
    decided_by_name: null,
    decided_at: null,
    reason: null,
    created_at: ctx.now,
  });
  await record(ctx, { action: 'migration.importOldCards', targetKind: 'migrationBatch', targetId: id, after: { importId, source, validUntil } });
  const batch = await lockOpenBatchOfImport(ctx, importId);
  if (!batch) throw new Error('a batch that was entered is there');
  return batch;
}
