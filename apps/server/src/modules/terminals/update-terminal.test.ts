import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateMerchant } from '../organizations/index.ts';
import { createTerminal } from './create-terminal.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { findTerminalByToken, findTerminals } from './find-terminals.ts';
import { getOwnTerminal } from './get-own-terminal.ts';
import { listTerminals } from './list-terminals.ts';
import { revokeTerminal } from './revoke-terminal.ts';
import { sendTerminalMessage } from './send-terminal-message.ts';
import { anonymous, openWorld, operator, secrets, staffOf, system, type World } from './terminals.world.ts';
import { touchTerminals } from './touch-terminals.ts';
import { updateTerminal } from './update-terminal.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

test('a new policy raises its version, is told to the open till and written down', async () => {
  const merchant = await world.addMerchant();
  const { terminal } = await world.addTerminal(merchant);
  const { heard, stop } = await world.listen('tessera_terminals', 'tessera_cache', 'tessera_live');
  const changed = await world.as(staffOf(merchant), (ctx) =>
    updateTerminal(ctx, { terminalId: terminal.id, maxAmountMinor: toMinor(5_000), refundsAllowed: false }),
  );
  expect(changed).toMatchObject({ name: 'Till', policy: { version: 2, maxAmountMinor: 5_000, refundsAllowed: false } });
  const event = { kind: 'terminals', terminalId: terminal.id };
  await expect
    .poll(() => heard)
    .toEqual([
      ['tessera_cache', { kind: 'terminal', id: terminal.id }],
      ['tessera_terminals', { terminalId: terminal.id, message: { type: 'policy' } }],
      ['tessera_live', { topic: 'operator', event }],
      ['tessera_live', { topic: `merchant:${merchant}`, event }],
    ]);
  await stop();
  const { rows } = await world.as(system, (ctx) =>
    sql`select before, after from audit.record where target_id = ${terminal.id} and action = 'terminals.updateTerminal'`.execute(ctx.tx),
  );
  expect(rows).toEqual([
    {
      before: { name: 'Till', version: 1, maxAmountMinor: 100_000, refundsAllowed: true },
      after: { name: 'Till', version: 2, maxAmountMinor: 5_000, refundsAllowed: false },
    },
  ]);
});

test('a revoked terminal has no token any more, its socket is told, and nothing brings it back', async () => {
  const { terminal, enrolmentCode } = await world.addTerminal(await world.addMerchant());
  const { token } = await world.as(anonymous, (ctx) => enrolTerminal(ctx, { enrolmentCode }, secrets));
  const { heard, stop } = await world.listen('tessera_terminals');
  const revoked = await world.as(operator, (ctx) => revokeTerminal(ctx, { terminalId: terminal.id }));
  expect(revoked.status).toBe('revoked');
  await expect.poll(() => heard).toEqual([['tessera_terminals', { terminalId: terminal.id, message: { type: 'revoked' } }]]);
  await stop();
  expect(await world.as(system, (ctx) => findTerminalByToken(ctx, token))).toBeUndefined();
  expect(await world.as(operator, (ctx) => revokeTerminal(ctx, { terminalId: terminal.id }))).toEqual(revoked);
  await expect(world.as(operator, (ctx) => updateTerminal(ctx, { terminalId: terminal.id, name: 'Till 2' }))).rejects.toThrow('terminals.revoked');
  await expect(world.as(operator, (ctx) => sendTerminalMessage(ctx, { terminalId: terminal.id, text: 'Hello' }))).rejects.toThrow(
    'terminals.revoked',
  );
});

test('a message goes to the till with the instant that it was sent', async () => {
  const { terminal } = await world.addTerminal(await world.addMerchant());
  const { heard, stop } = await world.listen('tessera_terminals');
  const { sentAt } = await world.as(operator, (ctx) => sendTerminalMessage(ctx, { terminalId: terminal.id, text: '今天提前关门' }));
  await expect
    .poll(() => heard)
    .toEqual([['tessera_terminals', { terminalId: terminal.id, message: { type: 'message', text: '今天提前关门', sentAt: sentAt.toISOString() } }]]);
  await stop();
});

test('a merchant’s staff sees and changes its own terminals only', async () => {
  const [mine, other] = [await world.addMerchant(), await world.addMerchant()];
  const own = (await world.addTerminal(mine)).terminal;
  const foreign = (await world.addTerminal(other)).terminal;
  const staff = staffOf(mine);
  const list = (organizationId?: typeof mine) => world.as(staff, (ctx) => listTerminals(ctx, { limit: 50, organizationId }));
  expect((await list()).items.map((one) => one.id)).toEqual([own.id]);
  expect((await list(other)).items).toEqual([]);
  const terminalId = foreign.id;
  await expect(world.as(staff, (ctx) => updateTerminal(ctx, { terminalId, name: 'Mine' }))).rejects.toThrow('terminals.unknown');
  await expect(world.as(staff, (ctx) => revokeTerminal(ctx, { terminalId }))).rejects.toThrow('terminals.unknown');
  await expect(world.as(staff, (ctx) => sendTerminalMessage(ctx, { terminalId, text: 'Hello' }))).rejects.toThrow('terminals.unknown');
  const create = world.as(staff, (ctx) => createTerminal(ctx, { organizationId: other, name: 'Till', kind: 'till' }, secrets));
  await expect(create).rejects.toThrow('organizations.unknown');
  const { terminal } = await world.as(staff, (ctx) => createTerminal(ctx, { organizationId: mine, name: 'Till 2', kind: 'gate' }, secrets));
  expect((await list()).items.map((one) => one.id)).toEqual([terminal.id, own.id]);
});

test('the database itself hides foreign terminals: from a merchant, another terminal, a member and a stranger', async () => {
  const [mine, other] = [await world.addMerchant(), await world.addMerchant()];
  const own = (await world.addTerminal(mine)).terminal.id;
  const foreign = (await world.addTerminal(other)).terminal.id;
  const seen = async (actor: Parameters<World['as']>[0]) => [...(await world.as(actor, (ctx) => findTerminals(ctx, [own, foreign]))).keys()].sort();
  expect(await seen(staffOf(mine))).toEqual([own]);
  expect(await seen({ kind: 'terminal', terminalId: own, merchantId: mine, permissions: new Set() })).toEqual([own]);
  expect(await seen({ kind: 'member', userId: newId(), memberId: newId(), permissions: new Set() })).toEqual([]);
  expect(await seen(anonymous)).toEqual([]);
  expect(await seen(operator)).toEqual([own, foreign].sort());
});

test('a terminal asks for itself', async () => {
  const merchant = await world.addMerchant();
  const { terminal, enrolmentCode } = await world.addTerminal(merchant);
  const device = { kind: 'terminal' as const, terminalId: terminal.id, merchantId: merchant, permissions: new Set<never>() };
  await expect(world.as(device, (ctx) => getOwnTerminal(ctx))).rejects.toThrow('request.unauthenticated');
  const enrolled = await world.as(anonymous, (ctx) => enrolTerminal(ctx, { enrolmentCode }, secrets));
  expect(await world.as(device, (ctx) => getOwnTerminal(ctx))).toEqual(enrolled.terminal);
  await expect(world.as(operator, (ctx) => getOwnTerminal(ctx))).rejects.toThrow('request.forbidden');
});

test('a suspended merchant gets no new terminal', async () => {
  const organizationId = await world.addMerchant();
  await world.as(operator, (ctx) => updateMerchant(ctx, { organizationId, status: 'suspended' }));
  const create = (id: typeof organizationId) =>
    world.as(operator, (ctx) => createTerminal(ctx, { organizationId: id, name: 'Till', kind: 'till' }, secrets));
  await expect(create(organizationId)).rejects.toThrow('organizations.suspended');
  await expect(create(newId())).rejects.toThrow('organizations.unknown');
});

test('the list shows the newest first, page by page, and finds a part of a name', async () => {
  const organizationId = await world.addMerchant();
  for (const name of ['North till', 'South till', 'South gate']) await world.addTerminal(organizationId, name);
  const list = (input: Partial<Parameters<typeof listTerminals>[1]>) =>
    world.as(operator, (ctx) => listTerminals(ctx, { organizationId, limit: 50, ...input }));
  const first = await list({ limit: 2 });
  expect(first.items.map((one) => one.name)).toEqual(['South gate', 'South till']);
  const second = await list({ limit: 2, cursor: first.nextCursor ?? undefined });
  expect(second).toMatchObject({ items: [{ name: 'North till' }], nextCursor: null });
  expect((await list({ q: 'sOUTH' })).items).toHaveLength(2);
  expect((await list({ q: '%' })).items).toEqual([]);
  expect((await list({ status: 'active' })).items).toEqual([]);
});

test('being seen is written for all terminals at once, and a locked one waits for the next time', async () => {
  const merchant = await world.addMerchant();
  const ids = [(await world.addTerminal(merchant)).terminal.id, (await world.addTerminal(merchant)).terminal.id];
  const seenAt = async () => {
    const found = await world.as(system, (ctx) => findTerminals(ctx, ids));
    return ids.map((id) => found.get(id)?.lastSeenAt ?? null);
  };
  const touch = () => world.as(system, (ctx) => touchTerminals(ctx, { terminalIds: ids }));
  await world.as(operator, async (ctx) => {
    await updateTerminal(ctx, { terminalId: ids[0] ?? newId(), name: 'Being changed' });
    await touch();
  });
  expect(await seenAt()).toEqual([null, expect.any(Date)]);
  await touch();
  expect(await seenAt()).toEqual([expect.any(Date), expect.any(Date)]);
});
