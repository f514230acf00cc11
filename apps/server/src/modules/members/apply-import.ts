import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { correctUsers } from '../identity/index.ts';
import type { Verdict } from '../imports/index.ts';
import { DepartmentPaths } from './department-paths.ts';
import { enterMembers, sealPhone } from './enter-members.ts';
import { followStatus } from './follow-status.ts';
import { changeMembers, type FieldRow, saveFields } from './import-queries.ts';
import { changedMember, changesOf, verdictOf } from './import-verdict.ts';
import type { MemberKind } from './member.ts';
import type { PlannedRow } from './plan-import.ts';
import { sealField } from './private-field.ts';
import type { MemberHooks } from './undo-import.ts';

type Setting = { importId: string; defaultKind: MemberKind; secrets: SecretBox; hooks: MemberHooks };
type Changed = { row: PlannedRow; id: Id<'member'>; userId: Id<'user'>; fields: string[] };

/** Does what was planned, in a fixed number of statements whatever the number of rows, with one audit record for all of them. */
export async function applyPlan(ctx: Ctx, planned: readonly PlannedRow[], setting: Setting): Promise<Verdict[]> {
  await createMissing(ctx, planned);
  const entered = await enterNew(ctx, planned, setting);
  const changed = await changeKnown(ctx, planned, setting);
  await saveNewFields(ctx, planned, { entered, secrets: setting.secrets });
  if (entered.size > 0 || changed.length > 0) {
    await record(ctx, {
      action: 'members.importMembers',
      targetKind: 'import',
      targetId: setting.importId,
      before: { changed: changed.map(({ row, id, fields }) => ({ id, ...beforeOf(row, fields) })) },
      after: { entered: [...entered.values()], changed: changed.map(({ row, id, fields }) => ({ id, ...afterOf(row, fields) })) },
    });
  }
  return planned.map((row) => {
    const targetId = entered.get(row);
    return targetId === undefined ? verdictOf(row) : { outcome: 'new', targetId };
  });
}

/** Departments that the whole import lacks are created once, at the first row that needs them. */
async function createMissing(ctx: Ctx, planned: readonly PlannedRow[]): Promise<void> {
  const paths = new DepartmentPaths(ctx);
  for (const row of planned) {
    if (!row.missing || row.troubles.length > 0) continue;
    const found = await paths.create(row.missing.organizationId, row.missing.path);
    if ('place' in found) row.place = found.place;
    else row.troubles.push({ column: 'department', problem: 'problem' in found ? found.problem : 'department_unknown' });
    row.missing = undefined;
  }
}

async function enterNew(ctx: Ctx, planned: readonly PlannedRow[], { defaultKind, secrets }: Setting): Promise<Map<PlannedRow, Id<'member'>>> {
  const rows = planned.filter((row) => !row.known && row.troubles.length === 0);
  if (rows.length === 0) return new Map();
  const views = await enterMembers(
    ctx,
    rows.map(({ wanted, issuerId, place }) => ({
      memberNumber: wanted.memberNumber,
      name: wanted.name,
      kind: wanted.kind ?? defaultKind,
      department: place?.department,
      departmentId: place?.departmentId ?? undefined,
      issuerId: issuerId ?? undefined,
      phone: wanted.phone,
    })),
    secrets,
  );
  return new Map(rows.flatMap((row, at) => (views[at] ? [[row, views[at].id] as const] : [])));
}

async function changeKnown(ctx: Ctx, planned: readonly PlannedRow[], { secrets, hooks }: Setting): Promise<Changed[]> {
  const changed = planned.flatMap((row): Changed[] => {
    const fields = row.troubles.length > 0 ? [] : changesOf(row);
    return row.known && fields.length > 0 ? [{ row, id: row.known.id, userId: row.known.user_id, fields }] : [];
  });
  if (changed.length === 0) return [];
  const count = await changeMembers(
    ctx,
    changed.flatMap(({ row, fields }) => {
      const after = changedMember(row);
      return after ? [{ ...after, phone: fields.includes('phone') ? sealPhone(secrets, row.wanted.phone) : undefined }] : [];
    }),
  );
  if (count < changed.length) throw new Error('row-level security held back members that the plan had seen');
  await correctUsers(
    ctx,
    changed
      .filter(({ fields }) => fields.includes('name') || fields.includes('phone'))
      .map(({ row, userId, fields }) => ({ userId, name: row.wanted.name, phoneHash: fields.includes('phone') ? row.phoneHash : undefined })),
  );
  for (const to of ['closed', 'active'] as const) {
    const turned = changed.filter(({ row, fields }) => fields.includes('status') && row.wanted.status === to);
    await followStatus(ctx, { turned: turned.map(({ id, userId }) => ({ id, user_id: userId })), to }, hooks);
  }
  await notifyLive(ctx, 'operator', { kind: 'members' });
  return changed;
}

async function saveNewFields(
  ctx: Ctx,
  planned: readonly PlannedRow[],
  of: { entered: Map<PlannedRow, Id<'member'>>; secrets: SecretBox },
): Promise<void> {
  const rows = planned.flatMap((row): FieldRow[] => {
    const memberId = row.known?.id ?? of.entered.get(row);
    if (memberId === undefined || row.troubles.length > 0) return [];
    return row.newFields.flatMap((content): FieldRow[] => {
      const { field } = content;
      return field === 'email' || field === 'idNumber' ? [{ member_id: memberId, field, ...sealField(of.secrets, content) }] : [];
    });
  });
  if (!(await saveFields(ctx, rows))) throw new AppError('members.email_taken');
}

/** For the audit record: never what is kept under seal, only that it changed. */
function beforeOf({ known }: PlannedRow, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(PLAIN.filter((field) => fields.includes(field)).map((field) => [field, known?.[field] ?? null]));
}

function afterOf(row: PlannedRow, fields: readonly string[]): Record<string, unknown> {
  const after = changedMember(row);
  const plain = PLAIN.filter((field) => fields.includes(field)).map((field) => [field, after?.[field] ?? null]);
  const sealed = SEALED.filter((field) => fields.includes(field)).map((field) => [field, 'changed']);
  return Object.fromEntries([...plain, ...sealed]);
}

const PLAIN = ['name', 'kind', 'department', 'department_id', 'issuer_id', 'status'] as const;
const SEALED = ['phone', 'email', 'idNumber'] as const;
