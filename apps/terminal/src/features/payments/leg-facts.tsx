import type { PaymentLeg } from '@tessera/contract';
import { Money, mealWords, useNamed } from '@tessera/ui';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts.ts';

/** What each purse bore, one line each; nothing where cash bore it all. */
export function useLegFacts(): (legs: readonly PaymentLeg[]) => { label: string; value: ReactNode }[] {
  const t = useTexts();
  const named = useNamed();
  return (legs) =>
    legs.every(({ purse }) => purse === 'cash')
      ? []
      : legs.map((leg) => ({
          label: leg.name ? named(leg.name) : t('purse.cash'),
          value: (
            <>
              <Money minor={leg.amountMinor} />
              {leg.meal && <small className="leg-meal">{mealWords(t, leg)}</small>}
            </>
          ),
        }));
}
