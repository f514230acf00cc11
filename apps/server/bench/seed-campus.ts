import { type Id, newId, toMinor } from '@tessera/kernel';
import type pg from 'pg';
import { insertCards } from '../src/modules/cards/queries.ts';
import { UID_PURPOSE } from '../src/modules/cards/virtual-credential.ts';
import { hashPassword } from '../src/modules/identity/index.ts';
import { post, TRANSFER_CODES } from '../src/modules/ledger/index.ts';
import { addMembers } from '../src/modules/members/index.ts';
import { createMerchant } from '../src/modules/organizations/index.ts';
import { channelAccountOf } from '../src/modules/payments/merchant-account.ts';
import { createTerminal } from '../src/modules/terminals/create-terminal.ts';
import { enrolTerminal } from '../src/modules/terminals/enrol-terminal.ts';
import { findWalletsOfMembers, openWallets } from '../src/modules/wallets/index.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';

/** What the load generator shows to the server: device tokens and card UIDs. */
export type Campus = {
  readonly uids: readonly string[];
  /** Two tills for each of a hundred merchants. */
  readonly spreadTokens: readonly string[];
  /** As many tills, all of one merchant. */
  readonly hotTokens: readonly string[];
};

/** The member of the first card, who can sign in as well. */
export const READER = { userName: 'b000000', password: 'correct horse battery' } as const;

export const TILLS = 200;
const MERCHANTS = 100;
const MEMBERS = 10_000;
const MEMBERS_PER_STEP = 500;
/** Enough for every charge of a run, as is the day's limit; both are checked with each. */
const BALANCE_MINOR = toMinor(100_000_000);
const DAY_LIMIT_MINOR = 100_000_000;
const SEEDER = systemActor('bench');

export type CampusParts = { readonly database: Database; readonly owner: pg.Pool; readonly secrets: SecretBox };

/** Ten thousand members with a wallet, money and a card each, and the tills of a large campus, made by the use cases that make them in life. */
export async function seedCampus(parts: CampusParts): Promise<Campus> {
  const inTransaction = <Result>(work: (ctx: Ctx) => Promise<Result>) => parts.database.transaction(SEEDER, {}, work);
  const uids: string[] = [];
  for (let from = 0; from < MEMBERS; from += MEMBERS_PER_STEP) uids.push(...(await inTransaction((ctx) => seedMembers(ctx, parts.secrets, from))));
  await parts.owner.query('update ledger.account set day_limit = $1 where day_limit is not null', [DAY_LIMIT_MINOR]);
  // Each new member also asks for jobs, such as a virtual card. Nobody pays with it here, and its making would be measured with the worker.
  await parts.owner.query('delete from graphile_worker._private_jobs');
  const spreadTokens = await inTransaction((ctx) => seedTills(ctx, parts.secrets, MERCHANTS));
  const hotTokens = await inTransaction((ctx) => seedTills(ctx, parts.secrets, 1));
  await parts.owner.query('vacuum analyze');
  return { uids, spreadTokens, hotTokens };
}

async function seedMembers(ctx: Ctx, secrets: SecretBox, from: number): Promise<string[]> {
  const numbers = Array.from({ length: MEMBERS_PER_STEP }, (_, index) => from + index);
  const passwordHash = await hashPassword(READER.password);
  const members = numbers.map((number) => ({
    memberNumber: `B${String(number).padStart(6, '0')}`,
    ...(number === 0 && { passwordHash }),
    name: `王小明${number}`,
    kind: 'student' as const,
  }));
  const memberIds = (await addMembers(ctx, members, secrets)).map((member) => member.id);
  await openWallets(ctx, { memberIds });
  const wallets = [...(await findWalletsOfMembers(ctx, memberIds)).values()];
  const cash = await channelAccountOf(ctx, 'cash');
  const topUps = wallets.map(({ accountId }) => ({
    id: newId(),
    debit: cash,
    credit: accountId,
    amountMinor: BALANCE_MINOR,
    code: TRANSFER_CODES.topUp,
  }));
  await post(ctx, { businessOn: ctx.now.toISOString().slice(0, 10), transfers: topUps });
  const cards = wallets.map((wallet, index) => ({ wallet, uid: (0x04_000_000 + from + index).toString(16).toUpperCase().padStart(8, '0') }));
  await insertCards(
    ctx,
    cards.map(({ wallet, uid }) => ({
      id: newId<'card'>(),
      wallet_id: wallet.walletId,
      member_id: wallet.memberId,
      kind: 'physical',
      status: 'active',
      tail: uid.slice(-4),
      uid_hash: secrets.keyedHash(UID_PURPOSE, uid),
      uid_sealed: secrets.seal(UID_PURPOSE, uid),
      issued_at: ctx.now,
    })),
  );
  return cards.map(({ uid }) => uid);
}

/** Tills shared out among new merchants. Answers their device tokens. */
async function seedTills(ctx: Ctx, secrets: SecretBox, merchants: number): Promise<string[]> {
  const merchantIds: Id<'organization'>[] = [];
  for (let number = 1; number <= merchants; number++)
    merchantIds.push((await createMerchant(ctx, { name: `食堂 ${merchants}/${number}`, category: 'canteen' })).id);
  const tokens: string[] = [];
  for (let number = 0; number < TILLS; number++) {
    const organizationId = merchantIds[number % merchants];
    if (!organizationId) throw new Error('a till without a merchant');
    const { enrolmentCode } = await createTerminal(ctx, { name: `窗口 ${number}`, kind: 'till', organizationId }, secrets);
    tokens.push((await enrolTerminal(ctx, { enrolmentCode }, secrets)).token);
  }
  return tokens;
}
