import { ISSUER_KEY_HEADER } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { drawPoints, returnPoints } from '../../src/modules/loyalty/index.ts';
import { systemActor } from '../../src/platform/ctx.ts';
import type { MemberPerson, Person, World } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const PRICES = { a: 95_371, b: 93_713 };
const TOP_UPS = { a: 1_117, b: 1_171 };
const NEVER_TODAY_OF = 28;

/** What an issuer gave its member out of its deposit, and took back: what is charged later leaves the balances that it always left. */
async function plantTopUp(side: Side, at: { issuer: Person; holder: MemberPerson }): Promise<Crop> {
  const reason = `top-up-${side}-smyrna`;
  const amountMinor = TOP_UPS[side];
  const { issuertopups } = at.issuer.client;
  const given = await issuertopups.giveIssuerTopUp({ memberId: at.holder.memberId, amountMinor, reason });
  await issuertopups.takeBackIssuerTopUp({ issuerTopUpId: given.id, reason: 'given to the wrong one' });
  // Its id is that of the member's own movement; the reason of giving is between the issuer's people.
  return { nouns: [['issuerTopUpId', 'member', given.id]], marks: [['issuer', reason]] };
}

/** What an issuer gave its member: points and money. */
export async function plantPoints(by: { world: World; admin: Person; side: Side }, at: { issuer: Person; holder: MemberPerson }): Promise<Crop> {
  const [points, topUp] = [await plantProgramme(by, at), await plantTopUp(by.side, at)];
  return { nouns: [...points.nouns, ...topUp.nouns], marks: [...points.marks, ...topUp.marks] };
}

/** Points of an issuer's member: given, drawn and partly given back, told by an event; and what the issuer set up for it. */
async function plantProgramme(
  { world, admin, side }: { world: World; admin: Person; side: Side },
  at: { issuer: Person; holder: MemberPerson },
): Promise<Crop> {
  const { loyalty } = at.issuer.client;
  const name = { zh: `points-${side}-merv`, en: `points-${side}-aleppo` };
  const pricePerThousandPoints = PRICES[side];
  const programme = await loyalty.createPointsProgramme({ name, expiry: { kind: 'year', year: 2_099 }, pricePerThousandPoints });
  const pointPriceId = programme.proposal?.id ?? newId<'pointPrice'>();
  await admin.client.loyalty.agreePointPrice({ pointPriceId });
  const pointsProgrammeId = programme.id;
  const memberId = at.holder.memberId;
  const reason = `thanks-${side}-damascus`;
  const round = await loyalty.grantPoints({ pointsProgrammeId, memberId, points: 70, reason });
  const [lot] = (await loyalty.listPointsLots({ pointsRoundId: round.id })).items;
  const dayOfMonth = (world.clock().getUTCDate() % NEVER_TODAY_OF) + 1;
  const rule = await loyalty.createPointsRule({ pointsProgrammeId, audience: {}, points: 3, schedule: 'monthly', dayOfMonth, reason });
  const earning = await loyalty.createEarningRule({ pointsProgrammeId, points: 1, perMinor: 100, audience: {} });
  const kind = await loyalty.createEventKind({ pointsProgrammeId, code: `bought_${side}`, name, points: 9 });
  const key = await loyalty.createIssuerKey({ name: `key-${side}-tarsus` });
  const eventId = `event-${side}-edessa`;
  const told = await fetch(`${world.origin}/api/loyalty/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [ISSUER_KEY_HEADER]: key.token },
    body: JSON.stringify({ eventId, kind: kind.code, memberNumber: at.holder.memberNumber }),
  });
  if (!told.ok) throw new Error(`the event was refused: ${await told.text()}`);
  const [drawId, returnId] = [newId<string>(), newId<string>()];
  const level = { name, threshold: 10, factorPercent: 100 };
  const { levels } = await loyalty.setPointsLevels({ pointsProgrammeId, measure: 'points', periodMonths: 12, graceDays: 0, levels: [level] });
  await loyalty.grantPoints({ pointsProgrammeId, memberId, points: 1, reason });
  await world.database.transaction(systemActor('ground'), {}, async (ctx) => {
    await sql`insert into loyalty.earning (payment_id, programme_id, member_id, rule_id, points, per_minor, factor_percent, net_minor, paid_at)
      values (${newId()}, ${pointsProgrammeId}, ${memberId}, ${earning.id}, 1, 100, 100, 50, ${ctx.now})`.execute(ctx.tx);
    await drawPoints(ctx, { memberId, programmeId: pointsProgrammeId, points: 20, key: drawId });
    await returnPoints(ctx, { drawId, points: 5, key: returnId });
  });
  return {
    nouns: [
      ['pointsProgrammeId', 'brand', pointsProgrammeId],
      ['levelId', 'brand', levels[0]?.id ?? ''],
      ['pointPriceId', 'issuer', pointPriceId],
      ['pointsRoundId', 'issuer', round.id],
      ['pointsRuleId', 'issuer', rule.id],
      ['earningRuleId', 'issuer', earning.id],
      ['eventKindId', 'issuer', kind.id],
      ['issuerKeyId', 'issuer', key.issuerKey.id],
      ['pointsLotId', 'member', lot?.id ?? ''],
      ['drawId', 'member', drawId],
    ],
    marks: [
      ['brand', name.zh],
      ['brand', name.en],
      ['issuer', pricePerThousandPoints],
      ['issuer', reason],
      ['issuer', eventId],
      ['issuer', `key-${side}-tarsus`],
    ],
  };
}
