import type { GiftOffer } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

const TONES = { draft: 'quiet', running: 'good', stopped: 'quiet' } as const satisfies Record<GiftOffer['state'], Tone>;

export function OfferState(props: { state: GiftOffer['state'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.state]}>{t(`giftOfferState.${props.state}`)}</Status>;
}

/** What it gives, in one line. */
export function termsWords(t: Texts, { terms }: Pick<GiftOffer, 'terms'>): string {
  const min = formatMoney(toMinor(terms.minMinor));
  if (terms.kind === 'fixed') return t('gifts.fixedWords', { min, gift: formatMoney(toMinor(terms.giftMinor)) });
  const percent = terms.rateBps / 100;
  return terms.capMinor === null
    ? t('gifts.shareWords', { min, percent })
    : t('gifts.shareCappedWords', { min, percent, cap: formatMoney(toMinor(terms.capMinor)) });
}

export function kindsWords(t: Texts, { memberKinds }: Pick<GiftOffer, 'memberKinds'>): string {
  return memberKinds.length === 0 ? t('gifts.everybody') : memberKinds.map((kind) => t(`memberKind.${kind}`)).join(t('subsidies.and'));
}
