import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken, newToken } from './credentials.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { hashCode } from './enrolment.ts';
import { findTerminalByToken } from './find-terminals.ts';
import { renewEnrolmentCode } from './renew-enrolment-code.ts';
import { revokeTerminal } from './revoke-terminal.ts';
import { ENROLMENT_CODE_TTL_SECONDS } from './terminal.ts';
import { anonymous, openWorld, operator, secrets, system, type World } from './terminals.world.ts';

const DEVICES = 20;
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

const enrol = (enrolmentCode: string, afterSeconds = 0) =>
  world.as(anonymous, (ctx) => enrolTerminal({ ...ctx, now: new Date(ctx.now.getTime() + afterSeconds * 1000) }, { enrolmentCode }, secrets));
const byToken = (token: string) => world.as(system, (ctx) => findTerminalByToken(ctx, token));

test('a device that shows the code gets a token, and proves itself by it', async () => {
  const merchant = await world.addMerchant();
  const { enrolmentCode, terminal, expiresAt } = await world.addTerminal(merchant);
  expect(terminal).toMatchObject({ status: 'waiting', policy: { version: 1, maxAmountMinor: 100_000, refundsAllowed: true }, lastSeenAt: null });
  expect(expiresAt.getTime() - terminal.createdAt.getTime()).toBe(ENROLMENT_CODE_TTL_SECONDS * 1000);
  const enrolled = await enrol(enrolmentCode);
  expect(enrolled.terminal).toMatchObject({ id: terminal.id, status: 'active', organizationId: merchant });
  expect(enrolled.terminal.organizationName).toMatch(/^Canteen/);
  expect(await byToken(enrolled.token)).toMatchObject({ id: terminal.id, status: 'active' });
  expect(await byToken(newToken())).toBeUndefined();
  await expect(enrol(enrolmentCode)).rejects.toThrow('terminals.enrolment_code_wrong');
});

test('of twenty devices with one code exactly one is enrolled', async () => {
  const { enrolmentCode } = await world.addTerminal(await world.addMerchant());
  const tries = await Promise.allSettled(Array.from({ length: DEVICES }, () => enrol(enrolmentCode)));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('looking first and spending afterwards would enrol several: the test can tell', async () => {
  const { enrolmentCode } = await world.addTerminal(await world.addMerchant());
  const hash = hashCode(secrets, enrolmentCode);
  const tries = await Promise.all(
    Array.from({ length: DEVICES }, () =>
      world.as(system, async (ctx) => {
        const { rows } = await sql<{ id: string }>`select id from terminals.terminal where enrolment_hash = ${hash}`.execute(ctx.tx);
        if (!rows[0]) return false;
        await sql`select pg_sleep(0.05)`.execute(ctx.tx);
        await sql`update terminals.terminal set status = 'active', token_hash = ${hashToken(newToken())}, enrolment_hash = null,
          enrolment_expires_at = null where id = ${rows[0].id}`.execute(ctx.tx);
        return true;
      }),
    ),
  );
  expect(tries.filter(Boolean).length).toBeGreaterThan(1);
});

test('a code is worth nothing after a day', async () => {
  const { enrolmentCode } = await world.addTerminal(await world.addMerchant());
  await expect(enrol(enrolmentCode, ENROLMENT_CODE_TTL_SECONDS)).rejects.toThrow('terminals.enrolment_code_wrong');
  await expect(enrol(enrolmentCode, ENROLMENT_CODE_TTL_SECONDS - 60)).resolves.toMatchObject({ terminal: { status: 'active' } });
});

test('a renewed code ends the one before; the old device works until the new code is used', async () => {
  const { enrolmentCode, terminal } = await world.addTerminal(await world.addMerchant());
  const first = await enrol(enrolmentCode);
  const renew = () => world.as(operator, (ctx) => renewEnrolmentCode(ctx, { terminalId: terminal.id }, secrets));
  const [second, third] = [await renew(), await renew()];
  await expect(enrol(second.enrolmentCode)).rejects.toThrow('terminals.enrolment_code_wrong');
  expect(await byToken(first.token)).toMatchObject({ id: terminal.id });
  const { heard, stop } = await world.listen('tessera_cache');
  const replaced = await enrol(third.enrolmentCode);
  await expect.poll(() => heard).toEqual([['tessera_cache', { kind: 'terminal', id: terminal.id }]]);
  await stop();
  expect(await byToken(first.token)).toBeUndefined();
  expect(await byToken(replaced.token)).toMatchObject({ id: terminal.id });
});

test('neither code nor token lies in the table as it is', async () => {
  const { enrolmentCode, terminal } = await world.addTerminal(await world.addMerchant());
  const stored = async () => {
    const { rows } = await world.as(system, (ctx) =>
      sql`select to_jsonb(t)::text as text from terminals.terminal t where id = ${terminal.id}`.execute(ctx.tx),
    );
    return JSON.stringify(rows);
  };
  expect(await stored()).not.toContain(enrolmentCode);
  const { token } = await enrol(enrolmentCode);
  expect(await stored()).not.toContain(token);
});

test('a terminal that was revoked while it waited is not enrolled any more', async () => {
  const { enrolmentCode, terminal } = await world.addTerminal(await world.addMerchant());
  await world.as(operator, (ctx) => revokeTerminal(ctx, { terminalId: terminal.id }));
  await expect(enrol(enrolmentCode)).rejects.toThrow('terminals.enrolment_code_wrong');
  await expect(world.as(operator, (ctx) => renewEnrolmentCode(ctx, { terminalId: terminal.id }, secrets))).rejects.toThrow('terminals.revoked');
});
