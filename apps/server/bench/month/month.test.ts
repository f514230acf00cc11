import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecretBox } from '../../src/platform/secret-box.ts';
import { cloneDatabase } from '../../test/database.ts';
import { figuresOf, wrongOf } from './figures.ts';
import { faultsOf, type Lived, liveMonth } from './live.ts';
import type { Ground } from './parties.ts';

const LIVING_MS = 180_000;
let ground: Ground & { close: () => Promise<void> };
let lived: Lived;
beforeAll(async () => {
  const database = await cloneDatabase({ clock: () => new Date('2026-03-02T03:00:00Z') });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2, options: '-c app.actor_kind=system' });
  // Closing drops the database under whoever is still ending.
  owner.on('error', () => undefined);
  const secrets = createSecretBox('a secret of the tests, forty characters!');
  ground = { database, owner, secrets, close: () => owner.end().then(() => database.close()) };
  lived = await liveMonth(ground, { members: 15, perDay: 2 });
}, LIVING_MS);
afterAll(() => ground?.close());

test('a month that was lived comes to the same by the ledger’s entries alone, to the fen and to the point', async () => {
  const figures = await figuresOf(ground.owner);
  expect(lived.redemptions).toBeGreaterThan(30);
  expect(wrongOf(figures)).toEqual([]);
  expect(await faultsOf(ground)).toEqual([]);
  const sum = (kind: string) => figures.filter((figure) => figure.kind === kind).reduce((total, { entries }) => total + Number(entries), 0);
  expect(sum('bill') - sum('payable')).toBe(sum('margin'));
  expect(sum('points issued')).toBe(sum('points redeemed') + sum('points expired') + sum('points outstanding'));
  for (const kind of ['bill', 'payable', 'takings', 'commission', 'paid out', 'points expired', 'points redeemed'])
    expect(sum(kind)).toBeGreaterThan(0);
});

test('one fen or one point too many in an entry is found: the control', async () => {
  const found = async (code: number) => {
    const one = `(bucket, id) = (select bucket, id from ledger.transfer where code = ${code} order by id limit 1)`;
    await ground.owner.query(`update ledger.transfer set amount = amount + 1 where ${one}`);
    const wrong = wrongOf(await figuresOf(ground.owner)).map(({ kind }) => kind);
    await ground.owner.query(`update ledger.transfer set amount = amount - 1 where ${one}`);
    return [...new Set(wrong)];
  };
  expect(await found(160)).toEqual(['bill', 'margin']);
  expect(await found(161)).toEqual(['payable', 'margin']);
  expect(await found(141)).toEqual(['points outstanding', 'points redeemed']);
  expect(await found(164)).toEqual(['paid out']);
});
