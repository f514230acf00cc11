/**
 * Two of everything that must not see one another, planted through the contract, with marks that stand nowhere else.
 * Side `a` belongs to the callers of the matrix, side `b` to others.
 */
import type { Id } from '@tessera/kernel';
import { makeAllDays } from '../../src/modules/reports/index.ts';
import { sumMargins } from '../../src/modules/settlement/index.ts';
import { systemActor } from '../../src/platform/ctx.ts';
import type { Database } from '../../src/platform/database.ts';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../world.ts';
import { plantHouse, plantIssuer, plantMember, plantShop } from './plant.ts';
import { plantAlert } from './plant-alert.ts';
import { plantAnonymousCard } from './plant-anonymous-card.ts';
import { plantCampaign } from './plant-campaign.ts';
import { plantCatalogue } from './plant-catalogue.ts';
import { plantChat } from './plant-chat.ts';
import { plantClass, plantMoney, plantPrivacyNotice } from './plant-class.ts';
import { plantClosure } from './plant-closure.ts';
import { plantDifference } from './plant-difference.ts';
import { plantDispute } from './plant-dispute.ts';
import { plantGift } from './plant-gift.ts';
import { plantGiftCard } from './plant-gift-card.ts';
import { plantGuardian } from './plant-guardian.ts';
import { plantMeal } from './plant-meal.ts';
import { plantMerchant } from './plant-merchant.ts';
import { plantMigration } from './plant-migration.ts';
import { plantOrder, SILENT_HOOKS } from './plant-order.ts';
import { plantPoints } from './plant-points.ts';
import { plantRedemption } from './plant-redemption.ts';
import { plantReportMail } from './plant-report-mail.ts';
import { plantReview } from './plant-review.ts';
import { plantSale } from './plant-sale.ts';
import { plantSettlement } from './plant-settlement.ts';
import { plantSlip } from './plant-slip.ts';
import { plantSubsidy } from './plant-subsidy.ts';
import { plantTicket } from './plant-ticket.ts';
import { plantVenue } from './plant-venue.ts';
import { connectAs } from './tables.ts';

const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];
/**
 * What hangs together in who may see it. `sign` is what a shop hangs out, its name, and what it offers, which every member may read; `shop` and `till` are its
 * inside; a `sale` is its and the payer's, a `deal` also the issuer's. `brand` is an issuer's name, which its own members may read; `issuer` its inside. An `inbox` is what one
 * person alone sees, be it a member or the manager of the shop. A `class` is a
 * department of the operator with its people. `house` is what only the operator has, and both sides of it alike.
 */
const CIRCLES = ['sign', 'shop', 'till', 'sale', 'deal', 'brand', 'issuer', 'member', 'inbox', 'class', 'house'] as const;
export type Circle = (typeof CIRCLES)[number];
export type Group = `${Circle} ${Side}`;
export const GROUPS: readonly Group[] = CIRCLES.flatMap((circle) => SIDES.map((side): Group => `${circle} ${side}`));

/** A thing of one side, by its id. */
export type Planted = { id: string; group: Group };
/** A text, a number or an id that only this group's records hold. */
export type Mark = { text: string; group: Group };
/** What one step of planting leaves: things by the name that a route gives their id, and marks. */
export type Crop = { nouns: [noun: string, circle: Circle, id: string][]; marks: [circle: Circle, text: string | number][] };

export type PlantedSide = { manager: Person; issuer: Person; clerk: Person; till: TillDevice; member: MemberPerson; guardian: Person };
export type Ground = {
  world: World;
  admin: Person;
  a: PlantedSide;
  b: PlantedSide;
  nouns: Record<string, Planted[]>;
  marks: Mark[];
  close: () => Promise<void>;
};

/** The first thing of that name in a crop. */
const idIn = (crop: Crop, noun: string): string => crop.nouns.find(([name]) => name === noun)?.[2] ?? '';

export async function plantGround(over?: (database: Database) => Database): Promise<Ground> {
  const world = await createWorld({ channelHooks: SILENT_HOOKS, ...(over && { over }) });
  const owner = await connectAs(world.database.ownerUrl);
  const admin = await world.staff('administrator');
  const nouns: Record<string, Planted[]> = {};
  const marks: Mark[] = [];
  const gather = (side: Side, crop: Crop): void => {
    for (const [noun, circle, id] of crop.nouns) nouns[noun] = [...(nouns[noun] ?? []), { id, group: `${circle} ${side}` }];
    for (const [circle, text] of [...crop.marks, ...crop.nouns.map(([, circle, id]): [Circle, string] => [circle, id])]) {
      marks.push({ text: String(text), group: `${circle} ${side}` });
    }
  };
  const version = await plantPrivacyNotice(admin);
  // Before there are exports and imports, which keep the worker busy for a while.
  const plantClassOf = (side: Side) => plantClass({ world, admin, owner, side, version });
  const classes = { a: await plantClassOf('a'), b: await plantClassOf('b') };
  const plantSide = async (side: Side): Promise<PlantedSide> => {
    const issuer = await plantIssuer({ world, admin, side });
    const member = await plantMember({ world, admin, side }, issuer.issuerId);
    const shop = await plantShop({ world, admin, side }, member.person);
    const order = await plantOrder({ world, admin, side }, member.person.memberId);
    const alert = await plantAlert(owner, member.person.memberId);
    const subsidy = await plantSubsidy({ admin, side }, { holder: member.person, till: shop.till });
    const points = await plantPoints({ world, admin, side }, { issuer: issuer.manager, holder: member.person });
    const gift = await plantGift({ admin, side }, member.person);
    const campaign = await plantCampaign({ world, admin, side }, { holder: member.person, till: shop.till });
    const sale = await plantSale({ world, side }, shop.till);
    const meal = await plantMeal({ admin, side }, { holder: member.person, till: shop.till });
    const about = { memberId: member.person.memberId, merchantId: shop.till.merchantId, paymentId: idIn(subsidy, 'paymentId'), side };
    const [closure, slip] = [await plantClosure(owner, about), await plantSlip(owner, about)];
    const dispute = await plantDispute({ owner, admin }, about);
    const [review, chat] = [await plantReview({ owner, admin }, { ...about, holder: member.person }), await plantChat(owner, about)];
    const [letters, difference] = [await plantReportMail(owner, shop.manager.staffId, side), await plantDifference(owner, side)];
    const { guardian, crop: ward } = await plantGuardian({ world, admin, side }, member.person);
    const migration = await plantMigration(owner, { memberId: member.person.memberId, side });
    const merchant = await plantMerchant({ world, owner, admin, side }, shop.till);
    const programmeId = idIn(points, 'pointsProgrammeId');
    const parties = { issuerId: issuer.issuerId, programmeId, memberId: member.person.memberId, merchantId: shop.till.merchantId };
    const catalogue = await plantCatalogue({ admin, manager: shop.manager, side }, shop.till);
    const settlement = await plantSettlement({ world, owner, side }, parties);
    const itemId = idIn(catalogue, 'itemId');
    const deal = { holder: member.person, till: shop.till, itemId: itemId as Id<'item'>, programmeId: programmeId as Id<'pointsProgramme'> }; // The ground keeps plain ids.
    const redemption = await plantRedemption({ admin, side }, deal);
    const group = classes[side];
    const ofMember = [member.crop, order, subsidy, points, meal, alert, gift, campaign, sale, closure, slip, dispute, review, chat, ward, migration];
    const giftCard = await plantGiftCard({ admin, side }, { holder: member.person, till: shop.till });
    const venue = await plantVenue({ manager: shop.manager, side }, shop.till);
    const ticket = await plantTicket({ world, manager: shop.manager, side }, { holder: member.person, till: shop.till });
    const house = [await plantHouse({ world, admin, side }), await plantAnonymousCard({ admin, side }), giftCard, venue, ticket];
    const crops = [shop.crop, letters, merchant, catalogue, settlement, redemption, issuer.crop, ...ofMember, difference, group.crop, ...house];
    for (const crop of crops) gather(side, crop);
    return { manager: shop.manager, till: shop.till, issuer: issuer.manager, clerk: group.clerk, member: member.person, guardian };
  };
  const [a, b] = [await plantSide('a'), await plantSide('b')];
  // Where side `a` has no till, so that what a clerk sees of a sale is nobody else's of side `a`.
  for (const side of SIDES) gather(side, await plantMoney({ world, admin, side }, classes[side].pupil, b.till));
  await sumAll(world);
  await owner.close();
  return { world, admin, a, b, nouns, marks, close: () => world.close() };
}

/** What jobs would sum while somebody walks about is summed before. */
async function sumAll(world: World): Promise<void> {
  await world.settle();
  await world.database.transaction(systemActor('ground'), {}, makeAllDays);
  await sumMargins(world.database);
}
