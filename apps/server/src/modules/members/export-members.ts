import { AppError, type InputOf, type Language, type members } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { importTexts, memberTableTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { departmentsOf, withinScope } from '../../platform/department-scope.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { selectExported } from './list-queries.ts';
import { filterOf } from './member-filter.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';

type Input = InputOf<typeof members.exportMembers>;
type Row = Awaited<ReturnType<typeof selectExported>>[number];
type Export = { database: Database; secrets: SecretBox; call: Call; input: Input };

/** Members of one read. So many are all that the server holds at a time, however many there are. */
const READ_AT_ONCE = 1_000;

/**
 * The list as a table under the headings that the import knows, so that it can be corrected and brought back; a masked phone stands under a
 * heading that the import does not know. Read in short transactions of the caller's own. That it was taken is written down before the first line.
 * @throws AppError `request.forbidden` when phones are asked for in the clear by who may not read them
 */
export async function exportMembers({ database, secrets }: Pick<Export, 'database' | 'secrets'>, call: Call, input: Input): Promise<OutgoingFile> {
  const asked: Export = { database, secrets, call, input };
  if (input.phones === 'clear' && !mayReadPhones(call)) throw new AppError('request.forbidden');
  await inTransaction(asked, (ctx) => writeDown(ctx, input));
  const day = call.now.toISOString().slice(0, 10);
  return { name: `${memberTableTexts(input.language).fileName}-${day}.csv`, type: 'text/csv', pieces: linesOf(asked) };
}

function mayReadPhones({ actor }: Call): boolean {
  return actor.kind === 'staff' && actor.permissions.has('members.readSensitive');
}

function inTransaction<Result>({ database, call }: Export, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(call.actor, { requestId: call.requestId, address: call.address }, work);
}

/** Not what was searched for, which may be somebody's name or number. */
function writeDown(ctx: Ctx, { q, kind, status, issuerId, departmentId, phones }: Input): Promise<void> {
  const after = { isSearched: q !== undefined, kind, status, issuerId, departmentId, phones };
  return record(ctx, { action: 'members.exportMembers', targetKind: 'member', targetId: null, outcome: 'read', after });
}

async function* linesOf(asked: Export): AsyncGenerator<string> {
  const { call, input, secrets } = asked;
  yield BYTE_ORDER_MARK + csvLine(headings(input));
  const phoneOf = input.phones === 'clear' ? clearPhones(call, secrets) : (row: Row) => row.phone_masked ?? '';
  let after: { id: Id<'member'> } | undefined;
  for (;;) {
    const { rows, issuers } = await inTransaction(asked, async (ctx) => {
      const filter = await filterOf(ctx, input, secrets);
      const found = await selectExported(ctx, { ...filter, after, limit: READ_AT_ONCE });
      return { rows: found, issuers: await findOrganizations(ctx, new Set(found.flatMap((row) => row.issuer_id ?? []))) };
    });
    yield rows.map((row) => csvLine(cellsOf(row, { language: input.language, phoneOf, issuers }))).join('');
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) return;
    after = { id: last.id };
  }
}

function headings({ language, phones }: Input): string[] {
  const texts = importTexts(language);
  const own = memberTableTexts(language);
  const column = (name: string) => texts.column('members', name);
  const phone = phones === 'clear' ? column('phone') : own.maskedPhone;
  return [column('memberNumber'), column('name'), column('kind'), column('department'), phone, column('issuer'), column('status'), own.createdAt];
}

type Words = { language: Language; phoneOf: (row: Row) => string; issuers: ReadonlyMap<Id<'organization'>, { name: string }> };

function cellsOf(row: Row, { language, phoneOf, issuers }: Words): string[] {
  const words = memberTableTexts(language);
  const issuer = row.issuer_id === null ? '' : (issuers.get(row.issuer_id)?.name ?? '');
  const { member_number, name, kind, department, status, created_at } = row;
  return [member_number, name, words.kind(kind), department ?? '', phoneOf(row), issuer, words.status(status), created_at.toISOString()];
}

/** In the clear for the departments for which the actor may read them, masked for others. */
function clearPhones({ actor }: Call, secrets: SecretBox): (row: Row) => string {
  const bounds = departmentsOf(withinScope(actor, { permission: 'members.readSensitive' }));
  return ({ phone_sealed, phone_masked, department_id }) => {
    const isWithin = bounds === undefined || (department_id !== null && bounds.includes(department_id));
    return phone_sealed !== null && isWithin ? secrets.open(PHONE_PURPOSE, phone_sealed) : (phone_masked ?? '');
  };
}
