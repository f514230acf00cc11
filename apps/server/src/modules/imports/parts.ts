import { AppError, type ImportKindName } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type ImportRecord, type ImportShown, LEADS_TO, MAY, showImport } from './import.ts';
import type { AnyImportKind } from './import-kind.ts';
import { lockImport, selectSameFile } from './queries.ts';

/** What the composition root gives this module: every kind of import, and who a user is at this moment. */
export type ImportsParts = {
  kinds: readonly AnyImportKind[];
  secrets: SecretBox;
  /** Null when the person may not sign in any more. */
  actorOf: (database: Database, userId: string) => Promise<Actor | null>;
};

export type Staff = Extract<Actor, { kind: 'staff' }>;

/** @throws AppError `request.forbidden` for whoever is no staff or lacks the right of the kind */
export function staffFor(actor: Actor, kind: Pick<AnyImportKind, 'permission'>): Staff {
  if (actor.kind !== 'staff' || !actor.permissions.has(kind.permission)) throw new AppError('request.forbidden');
  return actor;
}

export function kindOf(parts: Pick<ImportsParts, 'kinds'>, name: ImportKindName): AnyImportKind {
  const kind = parts.kinds.find((one) => one.name === name);
  if (!kind) throw new Error(`no module has registered the import of ${name}`);
  return kind;
}

/** Locks an import for an act of the caller, who may have acted before. @throws AppError `imports.unknown`, `imports.not_now`, `request.forbidden` */
export async function lockFor(ctx: Ctx, parts: ImportsParts, what: { importId: Id<'import'>; act: keyof typeof MAY }): Promise<ImportRecord> {
  const row = await lockImport(ctx, what.importId);
  if (!row) throw new AppError('imports.unknown', { importId: what.importId });
  staffFor(ctx.actor, kindOf(parts, row.kind));
  const possible: readonly string[] = [...MAY[what.act], ...LEADS_TO[what.act]];
  if (!possible.includes(row.status)) throw new AppError('imports.not_now', { importId: row.id, status: row.status });
  return row;
}

/** @throws AppError `imports.content_removed` */
export function needContent(row: ImportRecord): void {
  if (row.content_removed_at !== null) throw new AppError('imports.content_removed', { importId: row.id });
}

/** The act has been done: there is nothing to do but to answer. */
export function isThere(row: ImportRecord, act: keyof typeof MAY): boolean {
  return LEADS_TO[act].some((status) => status === row.status);
}

export async function shown(ctx: Ctx, parts: ImportsParts, row: ImportRecord): Promise<ImportShown> {
  return showImport(row, parts.secrets, await selectSameFile(ctx, row));
}

/** Open screens of the operator and of the organization look again. */
export async function announceImport(ctx: Ctx, row: Pick<ImportRecord, 'id' | 'organization_id'>): Promise<void> {
  await notifyLive(ctx, 'operator', { kind: 'imports', importId: row.id });
  await notifyLive(ctx, `issuer:${row.organization_id}`, { kind: 'imports', importId: row.id });
}
