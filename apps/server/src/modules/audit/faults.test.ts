import { ProblemError } from '@tessera/contract/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAs } from '../../../test/isolation/tables.ts';
import { codeOf, createWorld, type Person, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { createFaultBook, FAULTS_PER_MINUTE, forgetFaults } from './note-fault.ts';

let world: World;
let auditor: Person;

beforeAll(async () => {
  world = await createWorld();
  auditor = await world.staff('auditor');
});
afterAll(() => world.close());

/** A table is out of place while the auditor looks into it. */
async function failedRequest(): Promise<string> {
  const owner = await connectAs(world.database.ownerUrl);
  await owner.query('alter table audit.word rename to word_elsewhere');
  try {
    const error = await auditor.client.audit.listWords({ kind: 'actor' }).catch((thrown: unknown) => thrown);
    if (!(error instanceof ProblemError) || error.requestId === undefined) throw new Error('the request did not fail with a number');
    expect(error.code).toBe('request.failed');
    return error.requestId;
  } finally {
    await owner.query('alter table audit.word_elsewhere rename to word');
    await owner.close();
  }
}

test('a request that failed through us is found by its number, with where, what and who, and without a word of the error', async () => {
  const requestId = await failedRequest();
  const { items } = await auditor.client.audit.listFaults({ q: requestId.slice(-12).toUpperCase() });
  expect(items).toMatchObject([
    { requestId, route: 'GET /api/audit/words', actorKind: 'staff', actorName: 'auditor', errorCode: '42P01', errorName: 'error' },
  ]);
  expect(items[0]?.place).toMatch(/^modules\/audit\/[\w-]+\.ts:\d+$/);
  expect(JSON.stringify(items)).not.toContain('does not exist');
});

test('a refused request is no fault, and whoever may not read the audit sees none', async () => {
  const before = (await auditor.client.audit.listFaults({})).items.length;
  expect(await codeOf(auditor.client.audit.listRecords({ limit: 5_000 }))).toBe('request.invalid');
  const cashier = await world.staff('cashier');
  expect(await codeOf(cashier.client.audit.listFaults({}))).toBe('request.forbidden');
  expect((await auditor.client.audit.listFaults({})).items).toHaveLength(before);
});

test('of a fault that everybody meets only the first of a minute are written down, and all are forgotten after a month', async () => {
  const note = createFaultBook({ ...world, onFault: (error) => expect.unreachable(String(error)) });
  const fault = { requestId: 'flood-0001', route: 'GET /api/flood', actor: systemActor('test'), error: new Error('the PIN was 123456') };
  for (let count = 0; count < FAULTS_PER_MINUTE + 5; count += 1) await note(fault);
  const found = async () => (await auditor.client.audit.listFaults({ q: 'flood', limit: 200 })).items;
  expect(await found()).toHaveLength(FAULTS_PER_MINUTE);
  const after = (days: number) =>
    world.database.transaction(systemActor('test'), {}, (ctx) => forgetFaults({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) }));
  await after(29);
  expect(await found()).toHaveLength(FAULTS_PER_MINUTE);
  await after(31);
  expect(await found()).toHaveLength(0);
});
