import { businessDayOf, type Minor, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counts, fileOf, reach } from '../../../test/import.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { readDay } from '../imports/index.ts';
import { readAmount } from './import-slips.ts';
import { insertSlips } from './queries.ts';

let world: World;
let maker: StaffPerson;
let checker: StaffPerson;
let member: MemberPerson;
let merchant_id: Awaited<ReturnType<World['merchant']>>;

beforeAll(async () => {
  world = await createWorld({ withWorker: true });
  const admin = await world.staff('administrator');
  [maker, checker] = [await world.staff('finance'), await world.staff('finance')];
  merchant_id = await world.merchant('一食堂');
  member = await world.member(admin, { balanceMinor: 5_000, name: '李小雨' });
});
afterAll(() => world.close());

const today = () => businessDayOf(world.clock(), 'Asia/Shanghai');
const table = (...lines: string[]) => fileOf(`商户,单号,会员编号,姓名,金额,日期\n${lines.join('\n')}\n`, '手工单.csv');

async function check(file: File) {
  const { id: importId } = await maker.client.imports.uploadImport({ kind: 'slips', file });
  const view = await reach(maker, importId, 'mapping');
  await maker.client.imports.checkImport({ importId, mapping: view.mapping ?? {} });
  return reach(maker, importId, 'checked');
}

async function apply(file: File) {
  const { id: importId } = await check(file);
  await maker.client.imports.confirmImport({ importId });
  return reach(maker, importId, 'done');
}

const problemsOf = async (importId: Awaited<ReturnType<typeof check>>['id']) =>
  (await maker.client.imports.listImportRows({ importId })).items.map(({ problems }) =>
    problems.map(({ column, problem }) => `${column} ${problem}`),
  );

test('a file of slips is looked at, entered once, confirmed by another, and taken back as far as nothing was charged', async () => {
  const { memberNumber } = member;
  const file = () => table(`一食堂,T-1,${memberNumber},李小雨,12.50,${today()}`, `一食堂,T-2,${memberNumber},,¥8.00,${today().replaceAll('-', '/')}`);
  const entered = await apply(file());
  expect(counts(entered)).toEqual([2, 0, 0, 0]);
  expect(counts(await apply(file()))).toEqual([0, 0, 2, 0]);
  const { items } = await checker.client.slips.listSlips({ importId: entered.id });
  expect(items.map(({ slipNumber, amountMinor, state, importId }) => [slipNumber, amountMinor, state, importId]).sort()).toEqual([
    ['T-1', 1_250, 'waiting', entered.id],
    ['T-2', 800, 'waiting', entered.id],
  ]);
  const first = items.find(({ slipNumber }) => slipNumber === 'T-1');
  if (!first) throw new Error('the slip was not entered');
  expect(await codeOf(maker.client.slips.confirmSlip({ slipId: first.id }))).toBe('slips.needs_another_person');
  expect((await checker.client.slips.confirmSlips({ slipIds: [first.id] })).lines).toEqual([{ slipId: first.id, problem: null }]);
  await maker.client.imports.undoImport({ importId: entered.id });
  expect((await reach(maker, entered.id, 'undone')).undoneCount).toBe(1);
  const after = (await checker.client.slips.listSlips({ importId: entered.id })).items;
  expect(after.map(({ slipNumber, state }) => [slipNumber, state]).sort()).toEqual([
    ['T-1', 'posted'],
    ['T-2', 'refused'],
  ]);
  expect((await member.client.wallets.getOwnWallet()).balanceMinor).toBe(5_000 - 1_250);
});

test('each wrong row says why and stays out', async () => {
  const { memberNumber } = member;
  await apply(table(`一食堂,W-0,${memberNumber},,1.00,${today()}`));
  const view = await check(
    table(
      `没有的店,W-1,${memberNumber},,1.00,${today()}`,
      `一食堂,W 2,${memberNumber},,1.00,${today()}`,
      `一食堂,W-3,NOBODY,,1.00,${today()}`,
      `一食堂,W-4,${memberNumber},别人,1.00,${today()}`,
      `一食堂,W-5,${memberNumber},,1.005,${today()}`,
      `一食堂,W-6,${memberNumber},,1.00,2999-01-01`,
      `一食堂,W-7,${memberNumber},,1.00,2026-02-30`,
      `一食堂,w-0,${memberNumber},,2.00,${today()}`,
    ),
  );
  expect(counts(view)).toEqual([0, 0, 0, 8]);
  expect(await problemsOf(view.id)).toEqual([
    ['merchant merchant_unknown'],
    ['slipNumber malformed'],
    ['memberNumber member_unknown'],
    ['name name_differs'],
    ['amount malformed'],
    ['paidOn day_ahead'],
    ['paidOn malformed'],
    ['slipNumber slip_differs'],
  ]);
});

test('a number that somebody took with another amount while the file was entered is wrong, not unchanged', async () => {
  const { id: importId } = await check(
    table(`一食堂,R-1,${member.memberNumber},,9.00,${today()}`, `一食堂,R-2,${member.memberNumber},,1.00,${today()}`),
  );
  const decided = { import_id: null, state: 'waiting', decided_by: null, decided_by_name: null, decided_at: null, reason: null } as const;
  const keyed = { keyed_by: maker.staffId, keyed_by_name: 'x', keyed_at: world.clock(), paid_on: today(), member_id: member.memberId };
  const rival = (slip_number: string, amount_minor: Minor) => ({ ...decided, ...keyed, id: newId<'slip'>(), merchant_id, slip_number, amount_minor });
  await world.database.transaction(systemActor('test'), {}, async (ctx) => {
    await insertSlips(ctx, [rival('R-1', toMinor(800)), rival('R-2', toMinor(100))]);
    await maker.client.imports.confirmImport({ importId });
    await eventually(() => world.database.transaction(systemActor('test'), {}, seeWaiting));
  });
  expect(counts(await reach(maker, importId, 'done'))).toEqual([0, 0, 1, 1]);
});

/** The file is being entered and waits for the rival, who is not done yet. */
async function seeWaiting(ctx: Ctx): Promise<void> {
  const { rows } = await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.tx);
  if (rows.length === 0) throw new Error('nobody waits yet');
}

test('whoever may not key slips imports none', async () => {
  const cashier = await world.staff('cashier');
  expect(await codeOf(cashier.client.imports.uploadImport({ kind: 'slips', file: table('一食堂,X-1,1,,1.00,2026-01-01') }))).toBe(
    'request.forbidden',
  );
});

test('amounts and days are read as people write them, and nothing is guessed', () => {
  expect(['12.5', '¥ 1,234.00', '8元', '-1', '0', '1.005', '一'].map(readAmount)).toEqual([
    1_250,
    123_400,
    800,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['2026-9-1', '2026/09/01', '2026.9.30', '2026-02-30', '1/9/2026', ''].map(readDay)).toEqual([
    '2026-09-01',
    '2026-09-01',
    '2026-09-30',
    undefined,
    undefined,
    undefined,
  ]);
});
