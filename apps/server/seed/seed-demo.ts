import { createHash } from 'node:crypto';
import { businessDayOf, DAY_MS, type Id, toMinor } from '@tessera/kernel';
import { issueCard, issueVirtualCards } from '../src/modules/cards/index.ts';
import { linkMembers } from '../src/modules/guardians/index.ts';
import { hashPassword } from '../src/modules/identity/index.ts';
import { createBatcher } from '../src/modules/ledger/index.ts';
import { addMembers, findMembersByNumber } from '../src/modules/members/index.ts';
import { appointStaff, createMerchant, createOperator, findOperator } from '../src/modules/organizations/index.ts';
import { createCharger, createPayerBook, projectMovements, type TerminalFacts, topUp } from '../src/modules/payments/index.ts';
import { answerNotice, publishNotice, saveNoticeDraft } from '../src/modules/privacy/index.ts';
import { makeAllDays } from '../src/modules/reports/index.ts';
import { createTerminal } from '../src/modules/terminals/index.ts';
import { findWalletsOfMembers, openWallets, setOwnPin } from '../src/modules/wallets/index.ts';
import { type Actor, type Ctx, systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { isKnown, once } from '../src/platform/idempotency.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { idAt } from './id-at.ts';
import { DEMO_NOTICE } from './notice.ts';
import { DEMO_GUARDIANSHIP, DEMO_MEMBERS, DEMO_MERCHANTS, DEMO_OPERATOR, DEMO_PASSWORD, DEMO_PIN, DEMO_STAFF, moreStudents } from './people.ts';
import { seedAnonymousCards } from './seed-anonymous-cards.ts';
import { seedCampaigns } from './seed-campaigns.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { seedDeposit } from './seed-deposit.ts';
import { seedDesk } from './seed-desk.ts';
import { seedEvents } from './seed-events.ts';
import { seedGiftCards } from './seed-gift-cards.ts';
import { seedGiftOffer } from './seed-gift-offer.ts';
import { seedHelp } from './seed-help.ts';
import { seedMeals } from './seed-meals.ts';
import { seedMerchants } from './seed-merchants.ts';
import { seedNewcomers, seedOpenApplications } from './seed-newcomers.ts';
import { seedOldCards } from './seed-old-cards.ts';
import { seedPoints } from './seed-points.ts';
import { seedRedemptions, seedWashTill } from './seed-redemptions.ts';
import { seedReviews } from './seed-reviews.ts';
import { seedSettlement } from './seed-settlement.ts';
import { seedSubsidy } from './seed-subsidy.ts';
import { seedTeams } from './seed-teams.ts';
import { seedTerms } from './seed-terms.ts';
import { seedVenue } from './seed-venue.ts';
import { factsOfTill } from './till-facts.ts';

const STUDENTS = 240;
const HISTORY_DAYS = 7;
const CHARGES_PER_DAY = 60;
const MEAL_PRICE_MINOR = 1_800;
const MEAL_EATER = 'T1001';
const SEEDER: Actor = systemActor('demo');

export type SeedParts = {
  database: Database;
  secrets: SecretBox;
  timeZone: string;
  clock: () => Date;
  /** Told of what could not be added to a campus that was there before. */
  onSkipped: (key: string, error: unknown) => void;
};

type Till = { terminalId: Id<'terminal'>; merchantId: Id<'organization'>; prices: readonly number[] };

/**
 * A demo campus with a week behind it, made by calling use cases. Every step is done once, so a start that was interrupted goes on
 * where it stopped. Leaves a database alone that has an operator of its own. Answers the ids of the demo's tills, the car wash's last.
 */
export async function seedDemo(parts: SeedParts): Promise<Id<'terminal'>[]> {
  if (await hasOtherOperator(parts)) return [];
  const addTo = (await isDone(parts, 'campus')) ? attempt : step;
  const { tills, seededAtMs } = await step(parts, 'campus', seedCampus);
  await step(parts, 'members', seedMembers);
  await step(parts, 'teams', (ctx) => seedTeams(ctx, parts.secrets));
  await step(parts, 'notice', seedNotice);
  await step(parts, 'guardians', seedGuardianship);
  await step(parts, 'top-ups', (ctx) => seedTopUps(ctx, parts, seededAtMs));
  await addTo(parts, 'gift-offer', (ctx) => seedGiftOffer(ctx, parts.timeZone));
  await addTo(parts, 'subsidy', (ctx) => seedSubsidy(ctx, parts.timeZone));
  await addTo(parts, 'points', seedPoints);
  await seedHistory(parts, { tills, seededAtMs });
  await addTo(parts, 'meals', seedMeals);
  await seedMeal(parts, { tills, seededAtMs });
  await addTo(parts, 'desk', seedDesk);
  await addTo(parts, 'gift-cards', seedGiftCards);
  await addTo(parts, 'reviews', seedReviews);
  await addTo(parts, 'help', seedHelp);
  await addTo(parts, 'newcomers', seedNewcomers);
  await addTo(parts, 'open-applications', seedOpenApplications);
  await addTo(parts, 'merchants', (ctx) => seedMerchants(ctx, parts));
  await addTo(parts, 'catalogue', seedCatalogue);
  await addTo(parts, 'deposit', (ctx) => seedDeposit(ctx, parts));
  await addTo(parts, 'settlement', (ctx) => seedSettlement(ctx, parts));
  await addTo(parts, 'old-cards', (ctx) => seedOldCards(ctx, parts));
  await addTo(parts, 'anonymous-cards', seedAnonymousCards);
  await addTo(parts, 'campaigns', seedCampaigns);
  await addTo(parts, 'terms', (ctx) => seedTerms(ctx, parts.timeZone));
  await addTo(parts, 'venue', seedVenue);
  await addTo(parts, 'events', seedEvents);
  const washTill = await addTo(parts, 'wash-till', (ctx) => seedWashTill(ctx, parts));
  if (washTill) await addTo(parts, 'redemptions', () => seedRedemptions(parts, washTill));
  await parts.database.transaction(SEEDER, {}, makeAllDays);
  return [...tills, ...(washTill ? [washTill] : [])].map((till) => till.terminalId);
}

async function hasOtherOperator(parts: SeedParts): Promise<boolean> {
  return parts.database.transaction(SEEDER, { readOnly: true }, async (ctx) => {
    const operator = await findOperator(ctx);
    return operator !== undefined && operator.name !== DEMO_OPERATOR;
  });
}

/** Runs a step in one transaction, once for ever; later the stored result is the answer. */
async function step<Result>(parts: SeedParts, key: string, seed: (ctx: Ctx, parts: SeedParts) => Promise<Result>): Promise<Result> {
  return parts.database.transaction(SEEDER, { requestId: `seed-${key}` }, async (ctx) => {
    const done = await once(ctx, { scope: 'seed', key, fingerprint: key }, () => seed(ctx, parts));
    return done.response;
  });
}

/**
 * A step of a campus that was made before: people have worked with it since, and an older version made it, so what a newer demo adds may not
 * fit. Then it does without, and tries again at the next start; nothing of it is left behind.
 */
async function attempt<Result>(parts: SeedParts, key: string, seed: (ctx: Ctx, parts: SeedParts) => Promise<Result>): Promise<Result | undefined> {
  return step(parts, key, seed).catch((error: unknown) => {
    parts.onSkipped(key, error);
    return undefined;
  });
}

async function isDone(parts: SeedParts, key: string): Promise<boolean> {
  return parts.database.transaction(SEEDER, { readOnly: true }, (ctx) => isKnown(ctx, { scope: 'seed', key }));
}

/** The instant is kept, because everything after hangs on it, whenever it is done. */
async function seedCampus(ctx: Ctx, parts: SeedParts): Promise<{ tills: Till[]; seededAtMs: number }> {
  const operator = await createOperator(ctx, { name: DEMO_OPERATOR });
  const tills: Till[] = [];
  const merchants = new Map<string, Id<'organization'>>();
  for (const { name, category, terminals, prices } of DEMO_MERCHANTS) {
    const merchant = await createMerchant(ctx, { name, category });
    merchants.set(name, merchant.id);
    for (const terminal of terminals) {
      const created = await createTerminal(ctx, { name: terminal, kind: 'till', organizationId: merchant.id }, parts.secrets);
      tills.push({ terminalId: created.terminal.id, merchantId: merchant.id, prices });
    }
  }
  for (const staff of DEMO_STAFF) {
    if ('later' in staff) continue;
    const organizationId = 'merchant' in staff ? merchants.get(staff.merchant) : operator.id;
    if (!organizationId) throw new Error(`the demo has no merchant for ${staff.userName}`);
    await appointStaff(ctx, { name: staff.name, userName: staff.userName, role: staff.role, organizationId, password: DEMO_PASSWORD });
  }
  return { tills, seededAtMs: ctx.now.getTime() };
}

async function seedMembers(ctx: Ctx, { secrets, timeZone }: SeedParts): Promise<Record<string, never>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const named = DEMO_MEMBERS.map(({ uid: _, topUpMinor: __, ...member }) => ({ ...member, passwordHash }));
  const students = moreStudents(STUDENTS).map(({ topUpMinor: _, ...student }) => student);
  const added = await addMembers(ctx, [...named, ...students], secrets);
  const memberIds = added.map((member) => member.id);
  await openWallets(ctx, { memberIds });
  const wallets = [...(await findWalletsOfMembers(ctx, memberIds)).values()];
  const opened = { walletIds: wallets.map((wallet) => wallet.walletId), memberIds: wallets.map((wallet) => wallet.memberId) };
  await issueVirtualCards(ctx, opened, secrets);
  const byNumber = new Map(added.map((member) => [member.memberNumber, member.id]));
  for (const { memberNumber, uid } of DEMO_MEMBERS) {
    const memberId = byNumber.get(memberNumber);
    if (!memberId) continue;
    await issueCard(ctx, { memberId, uid }, secrets);
    const self: Ctx = { ...ctx, actor: { kind: 'member', userId: '', memberId, permissions: new Set() } };
    await setOwnPin(self, { pin: DEMO_PIN, proof: { shown: false } }, { secrets, timeZone });
  }
  return {};
}

/** The notice in force; the people of the demo have read it and allow messages. */
async function seedNotice(ctx: Ctx): Promise<Record<string, never>> {
  const { version } = await saveNoticeDraft(ctx, DEMO_NOTICE);
  await publishNotice(ctx, { version });
  const numbers = DEMO_MEMBERS.map(({ memberNumber }) => memberNumber);
  for (const { id: memberId } of (await findMembersByNumber(ctx, numbers)).values()) {
    const self: Ctx = { ...ctx, actor: { kind: 'member', userId: '', memberId, permissions: new Set() } };
    await answerNotice(self, { version, purposes: ['messages'] });
  }
  return {};
}

/** Somebody of the demo looks after somebody else, so that the app shows a second purse. */
async function seedGuardianship(ctx: Ctx, { timeZone, secrets }: SeedParts): Promise<Record<string, never>> {
  const { child, guardian, ageYears } = DEMO_GUARDIANSHIP;
  const members = await findMembersByNumber(ctx, [child, guardian]);
  const [childId, guardianId] = [members.get(child.toLowerCase())?.id, members.get(guardian.toLowerCase())?.id];
  const bornOn = businessDayOf(new Date(ctx.now.getTime() - ageYears * 365 * DAY_MS), timeZone);
  const asked = childId &&
    guardianId && { childId, guardianId, bornOn, relation: 'father' as const, origin: 'counter' as const, consent: 'paper' as const };
  if (asked) await linkMembers(ctx, asked, secrets);
  return {};
}

async function seedTopUps(ctx: Ctx, parts: SeedParts, seededAtMs: number): Promise<Record<string, never>> {
  const people = [...DEMO_MEMBERS, ...moreStudents(STUDENTS)];
  const members = await findMembersByNumber(
    ctx,
    people.map((person) => person.memberNumber),
  );
  const past = { ...ctx, now: new Date(seededAtMs - HISTORY_DAYS * DAY_MS) };
  for (const { memberNumber, topUpMinor } of people) {
    const memberId = members.get(memberNumber.toLowerCase())?.id;
    if (!memberId) continue;
    const key = idAt<never>(past.now.getTime(), `top-up ${memberNumber}`);
    await topUp(past, { key, memberId, amountMinor: toMinor(topUpMinor) }, businessDayOf(past.now, parts.timeZone));
  }
  return {};
}

/** A week of meals and purchases through the real charge path, with a clock that walks through the week. */
async function seedHistory(parts: SeedParts, campus: { tills: readonly Till[]; seededAtMs: number }): Promise<void> {
  const { tills, seededAtMs } = campus;
  if (await isDone(parts, 'history')) return;
  let atMs = seededAtMs;
  const clock = () => new Date(atMs);
  const businessDay = (at: Date) => businessDayOf(at, parts.timeZone);
  const batcher = createBatcher({ connection: { connectionString: parts.database.appUrl }, lanes: 1, clock, businessDay });
  const charge = createCharger({ ...parts, batcher, payers: createPayerBook(parts), clock });
  const terminals = await parts.database.transaction(SEEDER, {}, async (ctx) => {
    const facts: { facts: TerminalFacts; prices: readonly number[] }[] = [];
    for (const till of tills) facts.push({ facts: await factsOfTill(ctx, till), prices: till.prices });
    return facts;
  });
  const people = [...DEMO_MEMBERS, ...moreStudents(STUDENTS)];
  try {
    for (let day = HISTORY_DAYS - 1; day >= 0; day -= 1) {
      for (let number = 0; number < CHARGES_PER_DAY; number += 1) {
        const draw = createHash('sha256').update(`${day} ${number}`).digest();
        const terminal = terminals[draw.readUInt16BE(0) % terminals.length];
        const person = number % 3 === 0 ? people[draw.readUInt16BE(2) % DEMO_MEMBERS.length] : people[draw.readUInt16BE(2) % people.length];
        const price = terminal?.prices[draw.readUInt16BE(4) % terminal.prices.length];
        if (!terminal || !person || !price) continue;
        atMs = seededAtMs - day * DAY_MS - Math.round(((CHARGES_PER_DAY - number) / CHARGES_PER_DAY) * (DAY_MS / 3));
        const key = idAt<never>(atMs, `charge ${day} ${number}`);
        await charge(terminal.facts, { key, amountMinor: toMinor(price), credential: { kind: 'member', memberNumber: person.memberNumber } });
      }
    }
  } finally {
    await batcher.close();
  }
  while ((await parts.database.transaction(SEEDER, {}, projectMovements)) > 0);
  await step(parts, 'history', async () => ({}));
}

/** One meal of today, so that lists and sums of meals have something to show. */
async function seedMeal(parts: SeedParts, campus: { tills: readonly Till[]; seededAtMs: number }): Promise<void> {
  const [till] = campus.tills;
  if (!till || (await isDone(parts, 'meal'))) return;
  const businessDay = (at: Date) => businessDayOf(at, parts.timeZone);
  const batcher = createBatcher({ connection: { connectionString: parts.database.appUrl }, lanes: 1, clock: parts.clock, businessDay });
  const charge = createCharger({ ...parts, batcher, payers: createPayerBook(parts) });
  try {
    const facts = await parts.database.transaction(SEEDER, {}, (ctx) => factsOfTill(ctx, till));
    const key = idAt<never>(campus.seededAtMs, 'meal');
    await charge(facts, { key, amountMinor: toMinor(MEAL_PRICE_MINOR), credential: { kind: 'member', memberNumber: MEAL_EATER } });
  } finally {
    await batcher.close();
  }
  while ((await parts.database.transaction(SEEDER, {}, projectMovements)) > 0);
  await step(parts, 'meal', async () => ({}));
}
