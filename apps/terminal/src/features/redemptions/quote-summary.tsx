import { formatMoney, toMinor } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { useTone } from '../../device/use-tone.ts';
import type { Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { QuoteOffers } from './quote-offers.tsx';
import { type TillQuote, usePaidWords, useQuoting, useRefusal } from './use-redeem.ts';

type Choosing = { quote: TillQuote; credential: Shown; onQuote: (quote: TillQuote) => void };
type Props = Omit<Choosing, 'onQuote'> & Partial<Pick<Choosing, 'onQuote'>>;

/** Who pays, with what, and what is left to choose, unless it was sent: points as far as they go, or money only. */
export function QuoteSummary({ quote, credential, onQuote }: Props) {
  const t = useTexts();
  const named = useNamed();
  const paid = usePaidWords();
  const points = pointsOf(quote);
  const isLess = quote.offers !== null && quote.offers.discountMinor > 0;
  const moneyMinor = quote.offers?.grossMinor ?? quote.cashMinor;
  const given = quote.holdings.filter((held) => quote.parts.some(({ programmeId }) => programmeId === held.programmeId));
  const rows: [string, string][] = [
    [t('redeem.member'), `${quote.memberName} · ${quote.memberNumber}`],
    ...given.map((held): [string, string] => [
      named(held.programmeName),
      t('redeem.pointsOf', { points: quote.parts.find(({ programmeId }) => programmeId === held.programmeId)?.points ?? 0, balance: held.balance }),
    ]),
    ...(moneyMinor > 0 ? [[t(isLess ? 'redeem.gross' : 'redeem.cash'), formatMoney(toMinor(moneyMinor))] satisfies [string, string]] : []),
  ];
  return (
    <section className="redeem-card">
      <p className="redeem-what">
        {quote.itemName} × {quote.quantity}
      </p>
      {onQuote && <Choice quote={quote} credential={credential} onQuote={onQuote} />}
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {quote.normalPoints !== null && quote.pointsPrice !== null && (
        <p className="redeem-stock" data-testid="redeem-level-price">
          {t('redeem.levelPrice', { points: quote.pointsPrice, normal: quote.normalPoints })}
        </p>
      )}
      <QuoteOffers quote={quote} credential={credential} {...(onQuote && { onQuote })} />
      <p className="redeem-total" data-testid="redeem-total">
        <span>{t('redeem.total')}</span>
        <strong>{paid({ points, cashMinor: quote.cashMinor })}</strong>
      </p>
    </section>
  );
}

function pointsOf(quote: TillQuote): number {
  return quote.parts.reduce((sum, part) => sum + part.points, 0);
}

/** Where an item has both prices and the member has points, the member says which. */
function Choice({ quote, credential, onQuote }: Choosing) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const quoting = useQuoting();
  if (quote.pointsPrice === null || quote.moneyPriceMinor === null || quote.holdings.length === 0) return null;
  const { itemId, quantity } = quote;
  const isMoney = pointsOf(quote) === 0;
  const choose = (money: boolean) => {
    if (money === isMoney || quoting.isPending) return;
    quoting.mutate({ itemId, quantity, credential, ...(money && { parts: [] }) }, { onSuccess: onQuote, onError: () => tone('attention') });
  };
  const choices = [
    ['points', false],
    ['money', true],
  ] as const;
  return (
    <>
      <div className="redeem-tabs">
        {choices.map(([name, money]) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={money === isMoney}
            disabled={quoting.isPending}
            onClick={() => choose(money)}
            data-testid={`redeem-with-${name}`}
          >
            {t(`redeem.with.${name}`)}
          </button>
        ))}
      </div>
      {quoting.isError && (
        <p role="alert" className="field-wrong">
          {refusal(quoting.error)}
        </p>
      )}
    </>
  );
}
