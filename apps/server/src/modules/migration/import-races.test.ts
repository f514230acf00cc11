/** Two files at once: what one of them has brought the other one says by row, and leaves nothing of it behind. */
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type MemberPerson, type Person, type StaffPerson, type World } from '../../../test/world.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { createOldCardsImport } from './import-old-cards.ts';
import { selectOpeningsOf } from './queries.ts';

const SYSTEM = systemActor('test');
let world: World;
let admin: Person;
let maker: StaffPerson;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  maker = await world.staff('finance');
});
afterAll(() => world?.close());

type File = { source: string; member: MemberPerson; uid: string; balance: string };

/** One row of a file of its own; `held` runs before it is committed. */
async function bring({ source, member, uid, balance }: File, held: () => Promise<void> = async () => undefined) {
  const { staffId, organizationId } = maker;
  const actor: Actor = { kind: 'staff', userId: newId(), staffId, name: 'x', organizationId, organizationKind: 'operator', permissions: new Set() };
  const cells = { memberNumber: member.memberNumber, name: '', uid, balance };
  const rows = { importId: newId(), rows: [{ row: 2, cells }], options: { source, validUntil: '2099-12-31' } };
  return world.database.transaction(actor, {}, async (ctx) => {
    const verdicts = await createOldCardsImport(createSecretBox(world.keys)).applyRows(ctx, rows);
    await held();
    return verdicts.map((verdict) =>
      [verdict.outcome, ...('troubles' in verdict ? (verdict.troubles ?? []) : []).map(({ problem }) => problem)].join(' '),
    );
  });
}

const asSystem = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, work);
const openingsOf = ({ memberId }: MemberPerson) =>
  asSystem(
    async (ctx) =>
      (await sql<{ amount_minor: number }>`select amount_minor from migration.opening where member_id = ${memberId}`.execute(ctx.tx)).rows,
  );

test('two files of one system at once bring a member one balance, and the second says so; the control would have seen none', async () => {
  const member = await world.member(admin);
  let later: ReturnType<typeof bring> | undefined;
  const first = await bring({ source: 'one', member, uid: '0B000001', balance: '10' }, async () => {
    expect(await asSystem((ctx) => selectOpeningsOf(ctx, { source: 'one', memberIds: [member.memberId] }))).toEqual([]);
    later = bring({ source: 'one', member, uid: '0B000002', balance: '20' });
  });
  expect([first, await later]).toEqual([['new'], ['wrong balance_otherwise']]);
  expect((await openingsOf(member)).map(({ amount_minor }) => Number(amount_minor))).toEqual([1_000]);
});

test('a card number that another file has just taken makes the row wrong, and its balance is not brought', async () => {
  const [one, other] = [await world.member(admin), await world.member(admin)];
  let later: ReturnType<typeof bring> | undefined;
  const first = await bring({ source: 'two', member: one, uid: '0B000003', balance: '10' }, async () => {
    later = bring({ source: 'three', member: other, uid: '0B000003', balance: '20' });
  });
  expect([first, await later]).toEqual([['new'], ['wrong uid_taken']]);
  expect(await openingsOf(other)).toEqual([]);
});
