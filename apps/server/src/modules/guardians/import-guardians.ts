import { IMPORT_PERMISSIONS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { ImportKind, Rows, Verdict } from '../imports/index.ts';
import { findMembersByNumber, findMembersByPhone } from '../members/index.ts';
import { ageNow } from './age.ts';
import { findBirthDays } from './birth-days.ts';
import { endGuardianships } from './end-guardianships.ts';
import { enterGuardian } from './find-guardian.ts';
import { GUARDIAN_COLUMNS } from './imported-columns.ts';
import { readGuardianRow } from './imported-guardian.ts';
import { type JudgedGuardian, judgeGuardians, UNDONE } from './judge-guardians.ts';
import { linkMembers } from './link-members.ts';
import { selectAllOfChildren, selectGuardianshipsById } from './queries.ts';

/** As at the desk: nobody is joined to a child without a signed consent on file. */
const options = z.strictObject({ consentOnPaper: z.literal(true) });
type Chosen = z.infer<typeof options>;

/**
 * Guardians from a file: each row is a child by number, and a guardian by phone. What the desk refuses, a row is refused; whoever has the phone
 * must also bear the name. Who is joined already is left alone, so the same file twice changes nothing, and whom people sent away it does not
 * bring back. Undone, it ends the guardianships that it entered; accounts stay.
 */
export function createGuardiansImport(secrets: SecretBox): ImportKind<Chosen> {
  return {
    name: 'guardians',
    permission: IMPORT_PERMISSIONS.guardians,
    columns: GUARDIAN_COLUMNS,
    options,
    keysOf: (row) => {
      const { memberNumber, phone } = readGuardianRow(row);
      return memberNumber && phone ? [{ column: 'phone', key: `${memberNumber} ${phone}` }] : [];
    },
    checkRows: async (ctx, rows) => (await plan(ctx, rows, secrets)).map(verdictOf),
    applyRows: (ctx, rows) => applyRows(ctx, rows, secrets),
    undoRows: (ctx, { targetIds }) => undo(ctx, targetIds as readonly Id<'guardianship'>[]), // The ids that applying answered.
  };
}

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function plan(ctx: Ctx, { rows }: Rows<Chosen>, secrets: SecretBox): Promise<JudgedGuardian[]> {
  const wanted = rows.map(readGuardianRow);
  const children = await findMembersByNumber(
    ctx,
    wanted.map((row) => row.memberNumber),
  );
  const childIds = [...children.values()].map((child) => child.id);
  const known = await asSystem(ctx, async (system) => ({
    age: await ageNow(system),
    guardians: await findMembersByPhone(
      system,
      wanted.flatMap(({ phone }) => phone || []),
      secrets,
    ),
    birthDays: await findBirthDays(system, childIds, secrets),
    guardianships: await selectAllOfChildren(system, childIds),
  }));
  return judgeGuardians(wanted, { ...known, children });
}

function verdictOf({ troubles, isLinked }: JudgedGuardian): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  return { outcome: isLinked ? 'unchanged' : 'new' };
}

/** Children in the order of their ids, so that two files never wait for each other; what somebody was faster with, the next try sees. */
async function applyRows(ctx: Ctx, rows: Rows<Chosen>, secrets: SecretBox): Promise<Verdict[]> {
  const planned = await plan(ctx, rows, secrets);
  const fresh = planned.flatMap((row) =>
    row.troubles.length === 0 && !row.isLinked && row.childId && row.bornOn ? [{ row, childId: row.childId, bornOn: row.bornOn }] : [],
  );
  const entered = new Map<JudgedGuardian, Id<'guardianship'>>();
  const newcomers = new Map<string, Id<'member'>>();
  for (const { row, childId, bornOn } of fresh.toSorted((one, other) => one.childId.localeCompare(other.childId))) {
    const { phone, guardianName: name, relation } = row.wanted;
    const known = row.guardianId ?? newcomers.get(phone);
    const guardianId = known ?? (await asSystem(ctx, (system) => enterGuardian(system, secrets, { phone, name })));
    newcomers.set(phone, guardianId);
    entered.set(row, await linkMembers(ctx, { childId, bornOn, guardianId, relation, origin: 'import', consent: 'paper' }, secrets));
  }
  return planned.map((row): Verdict => {
    const targetId = entered.get(row);
    return targetId === undefined ? verdictOf(row) : { outcome: 'new', targetId };
  });
}

/** Those that still hold end, as by the desk. Answers how many. */
async function undo(ctx: Ctx, ids: readonly Id<'guardianship'>[]): Promise<number> {
  let ended = 0;
  for (const { id, child_id } of await selectGuardianshipsById(ctx, ids)) {
    ended += await endGuardianships(ctx, { childId: child_id, ids: [id] }, { by: 'staff', reason: UNDONE });
  }
  return ended;
}
