import { businessDayOf, DAY_MS, newId, toMinor } from '@tessera/kernel';
import { approveOpenings, createOldCardsImport, listMigrationBatches, submitOpenings } from '../src/modules/migration/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { asColleague } from './as-colleague.ts';
import { moreStudents } from './people.ts';

const VALID_DAYS = 90;
const CARDS = 6;
/** The first file was checked and taken over; the second waits for its checker. */
const FILES = [
  { source: '南区旧一卡通', from: 20, uids: 0x0b_10_00_00, balanceMinor: 1_850 },
  { source: '北区旧一卡通', from: 40, uids: 0x0b_20_00_00, balanceMinor: 2_400 },
] as const;

/** Two batches of the system before ours: one that two people took over, and one that waits for the second of them. */
export async function seedOldCards(ctx: Ctx, { secrets, timeZone }: { secrets: SecretBox; timeZone: string }): Promise<Record<string, never>> {
  const [{ actor: makerActor }, { actor: checkerActor }] = [await asColleague(ctx, 'finance'), await asColleague(ctx, 'admin')];
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
