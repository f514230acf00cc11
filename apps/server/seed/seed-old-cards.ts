import { ROLES } from '@tessera/contract';
import { businessDayOf, DAY_MS, type Id, newId, toMinor } from '@tessera/kernel';
import { approveOpenings, createOldCardsImport, listMigrationBatches, submitOpenings } from '../src/modules/migration/index.ts';
import { findOperator, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Actor, Ctx } from '../src/platform/ctx.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { moreStudents } from './people.ts';

const MAKER = { userName: 'finance', name: '吴静', role: 'finance' } as const;
const CHECKER = { userName: 'admin', name: '周明', role: 'administrator' } as const;
const VALID_DAYS = 90;
const CARDS = 6;
/** The first file was checked and taken over; the second waits for its checker. */
const FILES = [
  { source: '南区旧一卡通', from: 20, uids: 0x0b_10_00_00, balanceMinor: 1_850 },
  { source: '北区旧一卡通', from: 40, uids: 0x0b_20_00_00, balanceMinor: 2_400 },
] as const;

/** Two batches of the system before ours: one that two people took over, and one that waits for the second of them. */
export async function seedOldCards(ctx: Ctx, { secrets, timeZone }: { secrets: SecretBox; timeZone: string }): Promise<Record<string, never>> {
  const [makerActor, checkerActor] = [await staffOf(ctx, MAKER), await staffOf(ctx, CHECKER)];
  const kind = createOldCardsImport(secrets);
  const validUntil = businessDayOf(new Date(ctx.now.getTime() + VALID_DAYS * DAY_MS), timeZone);
  for (const [place, { source, from, uids, balanceMinor }] of FILES.entries()) {
    // A day apart: the newest batch stands first.
    const now = new Date(ctx.now.getTime() - (FILES.length - place) * DAY_MS);
    const maker = { ...ctx, now, actor: makerActor };
    const students = moreStudents(from + CARDS).slice(from);
    const rows = students.map(({ memberNumber, name }, index) => {
      const uid = (uids + index).toString(16).toUpperCase().padStart(8, '0');
      return { row: index + 2, cells: { memberNumber, name, uid, balance: String(balanceMinor / 100) } };
    });
    await kind.applyRows(maker, { importId: newId(now.getTime()), rows, options: kind.options.parse({ source, validUntil }) });
    const batch = (await listMigrationBatches(maker, { limit: FILES.length })).items.find((one) => one.source === source);
    if (!batch) throw new Error('the old cards are in a batch');
    const input = { migrationBatchId: batch.id };
    await submitOpenings(maker, { ...input, controlMinor: toMinor(balanceMinor * CARDS) });
    if (place === 0) await approveOpenings({ ...maker, actor: checkerActor }, input);
  }
  return {};
}

async function staffOf(ctx: Ctx, { userName, name, role }: typeof MAKER | typeof CHECKER): Promise<Actor> {
  const staffId = await findStaffNamed(ctx, userName);
  const operator = await findOperator(ctx);
  if (!staffId || !operator) throw new Error(`the demo has no ${userName}`);
  const organizationId: Id<'organization'> = operator.id;
  return { kind: 'staff', userId: '', staffId, name, organizationId, organizationKind: 'operator', permissions: new Set(ROLES[role].permissions) };
}
