import { inflateRawSync } from 'node:zlib';
import type { SettlementCycle } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { drawUpContract, signContract } from '../merchants/index.ts';
import { createIssuer, createMerchant, createOperator } from '../organizations/index.ts';
import { type Accruing, accrue, approvePeriod, cutPeriod, sumPeriod } from './index.ts';

const SYSTEM = systemActor('test');
const SECRETS = createSecretBox('a secret of the tests, forty characters!');
type OrganizationId = Id<'organization'>;
type Signed = { commissionBps?: number; cycle?: SettlementCycle; minPayoutMinor?: number; payoutAccount?: string; validFrom?: string };

/** The XML of the first `count` sheets: what is packed lies behind the path, and its length twelve bytes before it. */
export function sheetsOf(archive: Buffer, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const at = archive.indexOf(path, archive.indexOf('<styleSheet'));
    const start = at + path.length;
    return inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at - 12))).toString();
  });
}

/** A person of an organization, with every right of settlement that there is. */
export function personFrom(name: string, organizationId: OrganizationId, organizationKind: 'operator' | 'issuer' | 'merchant'): Actor {
  const permissions = new Set([
    'settlement.read',
    'settlement.periods',
    'settlement.close',
    'settlement.approve',
    'settlement.payouts',
    'settlement.payOut',
    'settlement.releasePayOuts',
  ] as const);
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name, organizationId, organizationKind, permissions };
}

/** The first half of closing a month is one's, the second another's. */
function closerOf({ database, as, maker, checker }: Closing) {
  return async (month: string): Promise<void> => {
    await as(maker, (ctx) => cutPeriod(ctx, { month }));
    await sumPeriod(database, `${month}-01`);
    await as(checker, (ctx) => approvePeriod(ctx, { month }));
  };
}
type Closing = {
  database: Awaited<ReturnType<typeof cloneDatabase>>;
  as: <Result>(actor: Actor, fn: (ctx: Ctx) => Promise<Result>) => Promise<Result>;
  maker: Actor;
  checker: Actor;
};

/** A database with two issuers and two merchants, and a clock that tests set. */
export async function settlementWorld(startsAt: string) {
  const time = { now: new Date(startsAt) };
  const database = await cloneDatabase({ clock: () => time.now });
  const as = <Result>(actor: Actor, fn: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, fn);
  const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => as(SYSTEM, fn);
  const operatorId = (await system((ctx) => createOperator(ctx, { name: '测试运营方' }))).id;
  const issuer = async (name: string) => (await system((ctx) => createIssuer(ctx, { name }))).id;
  const merchant = async (name: string) => (await system((ctx) => createMerchant(ctx, { name, category: 'service' }))).id;
  const issuerIds = [await issuer('安泰保险'), await issuer('远航保险')] as const;
  const merchantIds = [await merchant('净驰洗车'), await merchant('星光影城')] as const;
  const programmeIds = [newId<'pointsProgramme'>(), newId<'pointsProgramme'>()] as const;
  const memberId = newId<'member'>();
  const redemption = (change: Partial<Accruing> = {}): Accruing => ({
    id: newId(),
    kind: 'redemption',
    reverses: null,
    occurredAt: time.now,
    businessOn: dayOf(time.now),
    memberId,
    merchantId: merchantIds[0],
    shopId: null,
    itemId: newId(),
    itemName: '标准洗车',
    categoryId: newId(),
    quantity: 1,
    agreedMinor: toMinor(2_200),
    sources: [{ programmeId: programmeIds[0], issuerId: issuerIds[0], points: 30, priceMinor: toMinor(2_850) }],
    cashMinor: toMinor(0),
    ...change,
  });
  const [maker, checker] = [personFrom('甲', operatorId, 'operator'), personFrom('乙', operatorId, 'operator')];
  /** What two people signed today with a merchant. */
  const signFor = async (organizationId: OrganizationId, change: Signed = {}): Promise<void> => {
    const terms = { commissionBps: 300, cycle: 'month' as const, minPayoutMinor: 1, validFrom: dayOf(time.now), ...change };
    const payout = { payoutHolder: '商户户名', payoutBank: '招商银行', payoutAccount: '6225880100009921', ...change };
    const { id: contractId } = await as(maker, (ctx) => drawUpContract(ctx, { organizationId, ...terms, ...payout }, SECRETS));
    await as(checker, (ctx) => signContract(ctx, { contractId }));
  };
  const sign = (organizationId: OrganizationId, { minPayoutMinor = 1, account = '6225880100009921' } = {}) =>
    signFor(organizationId, { minPayoutMinor, payoutAccount: account });
  return {
    database,
    signFor,
    as,
    system,
    issuerIds,
    merchantIds,
    programmeIds,
    redemption,
    maker,
    checker,
    sign,
    closeMonth: closerOf({ database, as, maker, checker }),
    write: (accruing: Accruing) => system((ctx) => accrue(ctx, accruing)),
    setClock: (at: string) => {
      time.now = new Date(at);
    },
    close: () => database.close(),
  };
}
export type SettlementWorld = Awaited<ReturnType<typeof settlementWorld>>;

function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
