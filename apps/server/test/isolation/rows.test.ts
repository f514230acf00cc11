/** Row-level security alone, table by table, with a control that takes it away. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinScope } from '../../src/platform/department-scope.ts';
import { TEST_APP_ROLE } from '../database.ts';
import { type Caller, callersOf } from './callers.ts';
import { type Ground, plantGround } from './ground.ts';
import { type GuardedTable, guardedTables, isForeign, plantedRows, reachedBy } from './rows.ts';
import { connectAs, type Owner, tablesOf, unguard } from './tables.ts';

const ROWS_MS = 60_000;
let ground: Ground;
let owner: Owner;
/** One caller of each kind: those to whom the same is foreign see the same rows. */
let callers: Caller[];
let planted: Map<GuardedTable, string[]>;

beforeAll(async () => {
  ground = await plantGround();
  const everybody = (await callersOf(ground)).filter(({ actor, twin }) => twin || actor.kind === 'anonymous');
  const kindOf = ({ actor, foreign }: Caller) => `${actor.kind} ${[...foreign].join()}`;
  callers = [...new Map(everybody.map((caller) => [kindOf(caller), caller])).values()].map((caller) => ({
    ...caller,
    actor: withinScope(caller.actor, { permission: 'members.read' }),
  }));
  owner = await connectAs(ground.world.database.ownerUrl);
  planted = await plantedRows(owner, await guardedTables(owner, TEST_APP_ROLE));
}, 180_000);
afterAll(async () => {
  await owner?.close();
  await ground?.close();
});

/** Tables without row-level security, and why nobody needs it there. */
const OPEN: Record<string, string> = {
  'identity.*': 'sign-in reads it before anybody is known; no route answers from it but the session’s own',
  'ledger.*': 'accounts mean nothing to a merchant, no route gives them to one, and the charge must not pay for it: decision 0009',
  'platform.*': 'machinery that holds no records of people: keys of idempotency are found by their caller only',
  'payments.merchant_account': 'two numbers of accounts; both parties’ records lie behind policies',
  'payments.channel_account': 'accounts of the operator’s channels, of nobody',
  'sales.count_start': 'one day, the installation’s',
};
/** Guarded tables in which nothing can be foreign, and why. */
const NOTHING_FOREIGN: Record<string, string> = {
  'audit.fault': 'what went wrong in the server; the operator’s',
  'audit.head': 'the chain is one, and the operator’s',
  'audit.seal': 'as above',
  'audit.tombstone': 'as above',
  'audit.word': 'names of acts, of nobody',
  'backup.backup': 'the operator’s',
  'backup.clock': 'the operator’s',
  'cards.operator_account': 'accounts of the operator’s fees, of nobody',
  'deposits.slip': 'between the operator’s people: what one entered and another confirms',
  'disputes.operator_account': 'the account of the operator’s goodwill, of nobody',
  'giftcards.kind': 'the operator’s',
  'giftcards.operator_account': 'accounts of the operator’s gift cards, of nobody',
  'catalogue.category': 'the installation’s, for everybody who offers something',
  'channels.channel': 'the installation’s',
  'identity.challenge': 'lives for the minutes of a sign-in, and is the system’s alone, as `second-factor.test.ts` proves',
  'identity.past_password': 'as above',
  'identity.recovery_code': 'as above',
  'identity.totp': 'as above',
  'inventory.counter': 'is the system’s alone: it knows no person and no price',
  'inventory.hold': 'as above',
  'inventory.seat': 'as above',
  'inventory.session': 'as above',
  'faq.article': 'written for every member',
  'notifications.announcement': 'written for many; told to each in a notice of their own',
  'notifications.incident': 'told to everybody',
  'notifications.incident_update': 'told to everybody',
  'notifications.push_key': 'the installation’s',
  'notifications.template': 'the installation’s',
  'onboarding.handshake': 'lives for the minutes of a sign-in, and is the system’s alone',
  'onboarding.link': 'is the system’s alone; `sign-in-providers.test.ts` signs in by it',
  'onboarding.provider': 'the installation’s',
  'platform.data_key': 'the installation’s',
  'platform.key_origin': 'the installation’s',
  'platform.resealing': 'the installation’s',
  'privacy.notice': 'told to everybody',
  'reconciliation.account': 'the operator’s',
  'reconciliation.adjustment': 'the operator’s, and of nobody bounded to a department',
  'reconciliation.bill': 'the operator’s: what a channel says of the whole house',
  'reconciliation.channel_day': 'the operator’s, as its bill',
  'reconciliation.day': 'the operator’s',
  'reconciliation.day_check': 'the operator’s',
  'reconciliation.difference': 'the operator’s, as its bill',
  'reconciliation.entry': 'the operator’s, as its bill',
  'reconciliation.line': 'the operator’s, as its bill',
  'recommendations.pair': 'counts of five people at least, of nobody; the system’s alone',
  'redemptions.changed_day': 'days of the whole house, without a figure; only the system reads them',
  'reports.made_day': 'days of the whole house, without a figure',
  'sales.changed_day': 'as what redemptions say',
  'settings.setting': 'the installation’s',
  'tickets.organizer': 'secrets under seal, the system’s alone',
  'settlement.margin_waiting': 'keys of what is not summed yet, and nothing else',
  'settlement.payout_batch': 'the operator’s: what goes to the bank',
  'settlement.period': 'the operator’s: months that are closed',
};

test('every table is guarded by row-level security, also against its owner, or has its reason', async () => {
  const tables = await tablesOf(owner);
  const open = tables.filter(({ name, isGuarded, isForced }) => !(isGuarded && isForced) && !(name in OPEN) && !(`${name.split('.')[0]}.*` in OPEN));
  expect(open.map(({ name }) => name)).toEqual([]);
});

test('no caller reaches a foreign row of any table, reading or writing', { timeout: ROWS_MS }, async () => {
  expect(await everythingReached()).toEqual([]);
});

test('each table’s policies are needed: without them something foreign is reached', { timeout: ROWS_MS }, async () => {
  const silent: string[] = [];
  for (const [table, rows] of planted) {
    if (table.name in NOTHING_FOREIGN) continue;
    const concerned = callers.filter((caller) => concerns(caller, table.name) && rows.some((row) => isForeign(ground, caller, row)));
    const guard = await unguard(owner, table.name);
    const faults = await everythingReached(new Map([[table, rows]])).finally(guard);
    if (concerned.length === 0) silent.push(`nothing foreign is planted in ${table.name}: add it in apps/server/test/isolation/ground.ts`);
    else if (faults.length === 0) silent.push(`${table.name} without row-level security was not noticed`);
  }
  expect(silent).toEqual([]);
});

/** Departments bound what is held of members; of all else, the clerk's rights say what there is to ask for. */
const BOUND_BY_DEPARTMENT: ReadonlySet<string> = new Set([
  ...['members.member', 'members.private_field', 'cards.card', 'wallets.wallet', 'payments.payment'],
  ...['privacy.consent', 'privacy.erasure', 'notifications.delivery'],
  ...['cards.card_order', 'cards.identity_check', 'cards.emergency_code'],
]);

function concerns({ actor }: Caller, table: string): boolean {
  return actor.kind !== 'staff' || (actor.departments ?? []).length === 0 || BOUND_BY_DEPARTMENT.has(table);
}

async function everythingReached(tables: ReadonlyMap<GuardedTable, readonly string[]> = planted): Promise<string[]> {
  const faults: string[] = [];
  for (const caller of callers)
    faults.push(...(await reachedBy(ground, caller, new Map([...tables].filter(([{ name }]) => concerns(caller, name))))));
  return faults;
}
