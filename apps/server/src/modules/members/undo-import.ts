import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { followStatus } from './follow-status.ts';
import { closeMemberRows } from './import-queries.ts';

/** Of these members, those for whom money has moved; known to modules above this one. */
export type InUse = (ctx: Ctx, memberIds: readonly Id<'member'>[]) => Promise<ReadonlySet<Id<'member'>>>;
/**
 * Runs in the transaction that closes these members or opens them again: from its commit on nothing older decides whether they may pay, and who is
 * opened again has a wallet that takes money.
 */
export type OnStatusChange = (ctx: Ctx, memberIds: readonly Id<'member'>[], to: 'active' | 'closed') => Promise<void>;
/** What members need of modules above this one. */
export type MemberHooks = { inUse: InUse; onStatusChange: OnStatusChange };

/**
 * Closes the members that an import entered, except those for whom money has moved since. Nothing is deleted: the number stays taken, and
 * opening a member again brings back everything. Answers how many were closed.
 */
export async function undoImportedMembers(
  ctx: Ctx,
  entered: { importId: string; targetIds: readonly Id<'member'>[] },
  hooks: MemberHooks,
): Promise<number> {
  const used = await hooks.inUse(ctx, entered.targetIds);
  const closed = await closeMemberRows(
    ctx,
    entered.targetIds.filter((memberId) => !used.has(memberId)),
  );
  if (closed.length === 0) return 0;
  const memberIds = closed.map((row) => row.id);
  await followStatus(ctx, { turned: closed, to: 'closed' }, hooks);
  await record(ctx, { action: 'members.undoImport', targetKind: 'import', targetId: entered.importId, after: { closed: memberIds } });
  return closed.length;
}
