import { IMPORT_PERMISSIONS, id, MEMBER_KINDS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { normalPhone } from '../identity/index.ts';
import type { ImportKind, ImportRow, Rows } from '../imports/index.ts';
import { applyPlan } from './apply-import.ts';
import { lockMemberImports } from './import-queries.ts';
import { verdictOf } from './import-verdict.ts';
import { MEMBER_COLUMNS } from './imported-columns.ts';
import { type MemberImportOptions, planImport } from './plan-import.ts';
import { type MemberHooks, undoImportedMembers } from './undo-import.ts';

/** Which department is meant by a name that no department has: see `DepartmentPaths`. */
const options = z.object({
  issuerId: id<'organization'>().optional(),
  defaultKind: z.enum(MEMBER_KINDS).default('student'),
  missingDepartments: z.enum(['refuse', 'create', 'text']).default('refuse'),
});

/**
 * The import of members: enters those whose number is new, corrects the others in what the file says, and leaves alone what it does not say.
 * Imported members have no password: their first sign-in is by a code, or by a first password that staff sets.
 */
export function createMembersImport(secrets: SecretBox, hooks: MemberHooks): ImportKind<MemberImportOptions> {
  return {
    name: 'members',
    permission: IMPORT_PERMISSIONS.members,
    columns: MEMBER_COLUMNS,
    options,
    keysOf,
    checkRows: async (ctx, rows) => (await plan(ctx, rows, secrets)).map(verdictOf),
    applyRows: async (ctx, rows) => {
      await lockMemberImports(ctx);
      const { importId, options: chosen } = rows;
      return applyPlan(ctx, await plan(ctx, rows, secrets), { importId, defaultKind: chosen.defaultKind, secrets, hooks });
    },
    undoRows: (ctx, entered) => undoImportedMembers(ctx, entered as { importId: string; targetIds: readonly Id<'member'>[] }, hooks), // The ids that applying answered.
  };
}

function plan(ctx: Ctx, { rows, options: chosen }: Rows<MemberImportOptions>, secrets: SecretBox) {
  return planImport(ctx, rows, { options: chosen, secrets });
}

/** A number, a phone, an address and an ID number belong to one member. */
function keysOf({ cells }: ImportRow): { column: string; key: string }[] {
  const keys: [string, string][] = [
    ['memberNumber', (cells.memberNumber ?? '').toLowerCase()],
    ['phone', normalPhone(cells.phone ?? '')],
    ['email', (cells.email ?? '').toLowerCase()],
    ['idNumber', (cells.idNumber ?? '').toUpperCase()],
  ];
  return keys.flatMap(([column, key]) => (key === '' ? [] : [{ column, key }]));
}
