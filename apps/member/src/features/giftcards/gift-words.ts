import type { HeldGiftCard } from '@tessera/contract';
import { readGiftCode } from '@tessera/rules';
import { formatDay } from '../../shared/days.ts';
import type { useTexts } from '../../shared/texts.ts';
import type { GiftWords } from './texts.ts';

type Placed = Pick<HeldGiftCard, 'scope' | 'merchantNames'>;

export function placeWords(words: GiftWords, t: ReturnType<typeof useTexts>, { scope, merchantNames }: Placed): string {
  if (scope.everywhere) return words('giftCards.everywhere');
  const places = [...scope.categories.map((category) => t(`purses.category.${category}`)), ...merchantNames.map(({ name }) => name)];
  return words('giftCards.where', { places: places.join(words('giftCards.and')) });
}

export function untilWords(words: GiftWords, expiresOn: string | null, of: { locale: Parameters<typeof formatDay>[1]; today: string }): string {
  return expiresOn === null ? words('giftCards.forever') : words('giftCards.until', { day: formatDay(expiresOn, of.locale, of.today) });
}

/** What brings somebody to a card: the code stands behind the `#`, which browsers keep to themselves. */
export function linkOf(code: string): string {
  return `${location.origin}${import.meta.env.BASE_URL}gift-card#${code}`;
}

/** A code that was typed or scanned, or a whole link with one. */
export function codeIn(text: string): string | undefined {
  return readGiftCode(text.slice(text.lastIndexOf('#') + 1));
}
