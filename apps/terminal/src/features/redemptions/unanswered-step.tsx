import type { Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { QuoteSummary } from './quote-summary.tsx';
import type { TillQuote } from './use-redeem.ts';

type Props = { quote: TillQuote; credential: Shown; busy: boolean; onRepeat: () => void; onLook: () => void };

/** No answer came: nothing can be changed any more, only the same asked again, or looked up in what was redeemed. */
export function UnansweredStep({ quote, credential, busy, onRepeat, onLook }: Props) {
  const t = useTexts();
  return (
    <section className="redeem-confirm" data-testid="redeem-unanswered">
      <QuoteSummary quote={quote} credential={credential} />
      <p role="alert" className="field-wrong">
        {t('redeem.unanswered')}
      </p>
      <button type="button" className="button button-primary" disabled={busy} onClick={onRepeat} data-testid="redeem-repeat">
        {t(busy ? 'state.loading' : 'redeem.confirm')}
      </button>
      <button type="button" className="button" disabled={busy} onClick={onLook} data-testid="redeem-look">
        {t('redeem.look')}
      </button>
    </section>
  );
}
