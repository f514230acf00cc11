import { AppError } from '@tessera/contract';
import { businessDayOf, DAY_MS, type Id, toMinor } from '@tessera/kernel';
import { resolveOrder } from '../src/modules/channels/index.ts';
import { createBatcher } from '../src/modules/ledger/index.ts';
import { type Charger, createCharger, createPayerBook, projectMovements, type TerminalFacts } from '../src/modules/payments/index.ts';
import { closeShift, moveDrawerCash, openShift, takeCashSale, takeCodeSale, takeSlipSale } from '../src/modules/sales/index.ts';
import { findTerminals } from '../src/modules/terminals/index.ts';
import type { Call } from '../src/platform/bind.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { isKnown, once } from '../src/platform/idempotency.ts';
import { idAt } from './id-at.ts';
import { moreStudents } from './people.ts';
import type { PastChannels } from './seed-channel-day.ts';
import { factsOfTill } from './till-facts.ts';

const SEEDER = systemActor('demo');
const MINUTE_MS = 60_000;
/** In the middle of a day in China, whatever the hour is now. */
const NOON = 'T12:00:00+08:00';
const OPEN_FOR_MINUTES = 40;
/** Of the demo's tills, in the order in which they were made: the shop's, the noodle bar and the canteen's second window. */
const [SHOP, NOODLES, CANTEEN] = [3, 2, 1];

type DeskSale =
  | readonly ['cash', amountMinor: number, tenderedMinor: number]
  | readonly ['bankCard', amountMinor: number, reference: string, cardLastFour: string];
type CodeSale = readonly ['wechat' | 'alipay', amountMinor: number];
type Sale = DeskSale | CodeSale | readonly ['card', amountMinor: number];
type Drawer = { readonly kind: 'out' | 'in'; readonly amountMinor: number; readonly reason: string; readonly witness: string };
type Shift = {
  readonly name: string;
  readonly till: number;
  readonly cashier: string;
  readonly floatMinor: number;
  readonly sales: readonly Sale[];
  readonly drawer?: Drawer;
  /** How the drawer is counted at the end; a shift without goes on. */
  readonly count?: { readonly counted: readonly { faceMinor: 10_000 | 1_000 | 500 | 100 | 50 | 10; pieces: number }[]; readonly reason?: string };
};

/** A drawer that lacks ten yuan, for somebody of finance to settle; one that agrees; and one that is open now. */
const SHIFTS: readonly Shift[] = [
  {
    name: 'shop',
    till: SHOP,
    cashier: '钱丽',
    floatMinor: 30_000,
    sales: [
      ['cash', 1_850, 2_000],
      ['wechat', 2_680],
      ['card', 1_990],
      ['alipay', 3_500],
      ['bankCard', 12_800, 'POS-20260417', '8821'],
      ['cash', 3_650, 10_000],
    ],
    drawer: { kind: 'out', amountMinor: 20_000, reason: '送入保险柜', witness: '孙教授' },
    count: {
      counted: [
        { faceMinor: 10_000, pieces: 1 },
        { faceMinor: 1_000, pieces: 4 },
        { faceMinor: 500, pieces: 1 },
      ],
      reason: '找零时多给了一张十元，未能追回',
    },
  },
  {
    name: 'noodles',
    till: NOODLES,
    cashier: '赵姐',
    floatMinor: 10_000,
    sales: [
      ['cash', 1_100, 2_000],
      ['wechat', 1_300],
      ['card', 900],
    ],
    count: {
      counted: [
        { faceMinor: 10_000, pieces: 1 },
        { faceMinor: 1_000, pieces: 1 },
        { faceMinor: 100, pieces: 1 },
      ],
    },
  },
  {
    name: 'canteen',
    till: CANTEEN,
    cashier: '李师傅',
    floatMinor: 20_000,
    sales: [
      ['cash', 1_250, 2_000],
      ['card', 1_500],
      ['bankCard', 1_800, 'POS-20260533', '3307'],
    ],
    drawer: { kind: 'in', amountMinor: 5_000, reason: '换来零钱', witness: '陈师傅' },
  },
];

type Setting = PastChannels & { database: Database; timeZone: string; tills: readonly Id<'terminal'>[] };
/** One shift as it is played; kept with its first step, so that what is played again has the same ids. */
type Opened = { readonly shiftId: Id<'shift'>; readonly startMs: number };
type Play = { readonly setting: Setting; readonly shift: Shift; readonly facts: TerminalFacts; readonly opened: Opened };

/** Shifts of yesterday and of now, once, with all that tills take. Done again after an interruption, it goes on where it stopped. */
export async function seedTillDay(setting: Setting, now: Date): Promise<void> {
  if (await isDone(setting, 'till-day')) return;
  const yesterday = businessDayOf(new Date(now.getTime() - DAY_MS), 'Asia/Shanghai');
  const charger = openCharger(setting);
  try {
    for (const shift of SHIFTS) {
      const startMs = shift.count ? Date.parse(`${yesterday}${NOON}`) : now.getTime() - OPEN_FOR_MINUTES * MINUTE_MS;
      await playShift({ setting, charge: charger.charge }, shift, startMs);
    }
  } finally {
    await charger.close();
  }
  while ((await setting.database.transaction(SEEDER, {}, projectMovements)) > 0);
  await step(setting, 'till-day', async () => ({}));
}

/** Charges at the instant that the setting's clock shows. */
function openCharger({ database, channels, timeZone }: Setting) {
  const businessDay = (at: Date) => businessDayOf(at, timeZone);
  const { clock, secrets } = channels;
  const batcher = createBatcher({ connection: { connectionString: database.appUrl }, lanes: 1, clock, businessDay });
  return {
    charge: createCharger({ database, secrets, timeZone, batcher, payers: createPayerBook({ database, secrets }), clock }),
    close: () => batcher.close(),
  };
}

async function playShift(at: { setting: Setting; charge: Charger }, shift: Shift, startMs: number): Promise<void> {
  const { setting, charge } = at;
  const facts = await setting.database.transaction(SEEDER, {}, (ctx) => factsOf(ctx, setting.tills[shift.till]));
  const { cashier, floatMinor, name } = shift;
  setting.goTo(startMs);
  const opened = await step(setting, `${name}-open`, async (ctx) => {
    const { id } = await openShift({ ...ctx, actor: facts.actor }, { cashier, floatMinor, key: idAt<never>(startMs, name) });
    return { shiftId: id, startMs };
  });
  const play: Play = { setting, shift, facts, opened };
  for (const [place, sale] of shift.sales.entries()) {
    setting.goTo(opened.startMs + (place + 1) * MINUTE_MS);
    if (sale[0] === 'card') await charge(facts, cardCharge(play, place, sale[1]));
    else if (sale[0] === 'cash' || sale[0] === 'bankCard') await takeAtDesk(play, place, sale);
    else await takeCode(play, place, sale);
  }
  setting.goTo(opened.startMs + (shift.sales.length + 1) * MINUTE_MS);
  const { drawer, count } = shift;
  if (drawer) await step(setting, `${name}-drawer`, (ctx) => moveIn(ctx, play, drawer));
  setting.goTo(opened.startMs + (shift.sales.length + 2) * MINUTE_MS);
  if (!count) return;
  const closing = { shiftId: opened.shiftId, cashier, counted: [...count.counted], ...(count.reason && { reason: count.reason }) };
  await closeShift(setting.database, callOf(play), { ...closing, key: idAt<never>(opened.startMs, `${name} close`) });
}

async function factsOf(ctx: Ctx, terminalId: Id<'terminal'> | undefined): Promise<TerminalFacts> {
  const till = terminalId && (await findTerminals(ctx, [terminalId])).get(terminalId);
  if (!till) throw new Error('the demo has its tills by now');
  return factsOfTill(ctx, { terminalId: till.id, merchantId: till.organizationId });
}

function cardCharge({ opened, shift }: Play, place: number, amountMinor: number) {
  const [student] = moreStudents(1);
  if (!student) throw new Error('the demo has students');
  const key = idAt<never>(opened.startMs + place, `${shift.name} card ${place}`);
  return { key, amountMinor: toMinor(amountMinor), credential: { kind: 'member' as const, memberNumber: student.memberNumber } };
}

async function takeAtDesk({ setting, shift, facts, opened }: Play, place: number, sale: DeskSale): Promise<void> {
  const key = idAt<never>(opened.startMs + place, `${shift.name} ${place}`);
  await step(setting, `${shift.name}-${place}`, async (ctx) => {
    const till = { ...ctx, actor: facts.actor };
    const amountMinor = toMinor(sale[1]);
    if (sale[0] === 'cash') await takeCashSale(till, { key, amountMinor, tenderedMinor: toMinor(sale[2]) }, setting.channels);
    else await takeSlipSale(till, { key, amountMinor, reference: sale[2], cardLastFour: sale[3] }, setting.channels);
    return {};
  });
}

/** A customer's code is another one each time; where the sale was written down before an interruption, the channel is asked instead. */
async function takeCode(play: Play, place: number, [channel, amountMinor]: CodeSale): Promise<void> {
  const { setting, shift, opened } = play;
  const name = `${shift.name}-${place}`;
  if (await isDone(setting, name)) return;
  const key = idAt<never>(opened.startMs + place, `${shift.name} ${place}`);
  const { code } = setting.peer.book.newCode(channel, 'instant');
  await takeCodeSale(setting.channels, callOf(play), { code, amountMinor: toMinor(amountMinor), key }).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'request.key_reused')) throw error;
  });
  await resolveOrder(setting.channels, key);
  await step(setting, name, async () => ({}));
}

async function moveIn(ctx: Ctx, { facts, opened, shift }: Play, drawer: Drawer): Promise<Record<string, never>> {
  const move = { ...drawer, amountMinor: toMinor(drawer.amountMinor), cashier: shift.cashier, shiftId: opened.shiftId };
  await moveDrawerCash({ ...ctx, actor: facts.actor }, { ...move, key: idAt<never>(opened.startMs, `${shift.name} drawer`) });
  return {};
}

function callOf({ setting, facts, shift }: Play): Call {
  const now = setting.channels.clock();
  return { actor: facts.actor, now, requestId: `seed-${shift.name}`, address: '', headers: new Headers(), setCookies: () => {} };
}

/** Runs a step in one transaction, once for ever; later the stored result is the answer. */
async function step<Result>({ database }: Setting, name: string, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const key = `till-day-${name}`;
  return database.transaction(SEEDER, { requestId: `seed-${name}` }, async (ctx) => {
    return (await once(ctx, { scope: 'seed', key, fingerprint: key }, () => work(ctx))).response;
  });
}

function isDone({ database }: Setting, name: string): Promise<boolean> {
  return database.transaction(SEEDER, { readOnly: true }, (ctx) => isKnown(ctx, { scope: 'seed', key: `till-day-${name}` }));
}
