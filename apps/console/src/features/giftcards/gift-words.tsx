import type { GiftCard, GiftCardKind } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

const TONES = { waiting: 'warn', blocked: 'bad', held: 'good', returned: 'quiet', lapsed: 'quiet' } as const satisfies Record<
  GiftCard['state'],
  Tone
>;

export function CardState(props: { state: GiftCard['state'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.state]}>{t(`giftCardState.${props.state}`)}</Status>;
}

export function KindStatus(props: { status: GiftCardKind['status'] }) {
  const t = useTexts();
  return <Status tone={props.status === 'open' ? 'good' : 'quiet'}>{t(`giftCardKindStatus.${props.status}`)}</Status>;
}

const money = (minor: number) => formatMoney(toMinor(minor));

/** Which amounts are sold, in one line. */
export function amountsWords(t: Texts, { amounts }: Pick<GiftCardKind, 'amounts'>): string {
  if (amounts.kind === 'fixed') return amounts.amountsMinor.map(money).join(t('subsidies.and'));
  return t('giftCards.between', { least: money(amounts.leastMinor), most: money(amounts.mostMinor) });
}

export function validWords(t: Texts, { validDays }: Pick<GiftCardKind, 'validDays'>): string {
  return validDays === null ? t('giftCards.validForever') : t('giftCards.daysLong', { days: validDays });
}

/** What the operator owes on cards of a kind. */
export function outstandingOf({ books }: Pick<GiftCardKind, 'books'>): number {
  return books.waitingMinor + books.heldMinor;
}
