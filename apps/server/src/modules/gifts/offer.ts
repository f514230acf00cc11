import { AppError, type ContentOf, type gifts, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { GiftTerms } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { lockOffer, type OfferRow } from './queries.ts';

export type OfferView = OutputOf<typeof gifts.getGiftOffer>;
export type OfferInput = ContentOf<typeof gifts.createGiftOffer>;

export function termsOf(row: Pick<OfferRow, 'kind' | 'min_minor' | 'gift_minor' | 'rate_bps' | 'cap_minor'>): GiftTerms {
  const { min_minor: minMinor, gift_minor: giftMinor } = row;
  if (giftMinor !== null) return { kind: 'fixed', minMinor, giftMinor };
  return { kind: 'share', minMinor, rateBps: row.rate_bps ?? 0, capMinor: row.cap_minor };
}

export function offerView({ actor }: Pick<Ctx, 'actor'>, row: OfferRow): OfferView {
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    terms: termsOf(row),
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    memberKinds: row.member_kinds,
    frequency: row.frequency,
    budgetMinor: row.budget_minor,
    state: row.state,
    revision: row.revision,
    writtenByName: row.written_by_name,
    isOwn: actor.kind === 'staff' && actor.staffId === row.written_by,
    startedByName: row.started_by_name,
    givenCount: Number(row.given_count),
    givenMinor: row.given_minor,
    returnedMinor: row.returned_minor,
    createdAt: row.created_at,
  };
}

/** @throws AppError `gifts.ends_before_it_begins` */
export function columnsOf({ name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor }: OfferInput) {
  if (endsOn < beginsOn) throw new AppError('gifts.ends_before_it_begins');
  return {
    name_zh: name.zh,
    name_en: name.en,
    kind: terms.kind,
    min_minor: terms.minMinor,
    gift_minor: terms.kind === 'fixed' ? terms.giftMinor : null,
    rate_bps: terms.kind === 'share' ? terms.rateBps : null,
    cap_minor: terms.kind === 'share' ? terms.capMinor : null,
    begins_on: beginsOn,
    ends_on: endsOn,
    member_kinds: memberKinds,
    frequency,
    budget_minor: budgetMinor,
  };
}

/** @throws AppError `gifts.offer_unknown` */
export async function lockedOffer(ctx: Ctx, giftOfferId: Id<'giftOffer'>): Promise<OfferRow> {
  const row = await lockOffer(ctx, giftOfferId);
  if (!row) throw new AppError('gifts.offer_unknown', { giftOfferId });
  return row;
}

/** What the audit log keeps of one. */
export function auditedOffer(row: OfferRow) {
  return {
    nameZh: row.name_zh,
    nameEn: row.name_en,
    terms: JSON.stringify(termsOf(row)),
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    memberKinds: row.member_kinds.join(' '),
    frequency: row.frequency,
    budgetMinor: row.budget_minor,
    state: row.state,
    writtenBy: row.written_by_name,
  };
}
