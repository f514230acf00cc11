import { formatMoney } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { ResultScreen } from '../../parts/result-screen.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { RESULT_HELD_MS, useShownFor } from '../../parts/use-shown-for.ts';
import { textKeyOf, useTexts } from '../../texts.ts';
import { useLegFacts } from './leg-facts.tsx';
import type { Refunding, RefundState } from './use-refund.ts';

const CLOSES_IN_MS = 5_000;

/** A refund on its way, or what became of it, over whatever page began it. */
export function RefundResult({ refunding }: { refunding: Refunding }) {
  const t = useTexts();
  const { state, close } = refunding;
  const ended = state.step === 'ended';
  const shownForMs = useShownFor(state.step);
  const onEnter = () => {
    if (shownForMs() < RESULT_HELD_MS) return;
    if (ended && state.outcome.kind === 'unclear') refunding.sendAgain();
    else close();
  };
  useKeys({ Enter: onEnter, Escape: close }, ended);
  if (state.step === 'idle') return null;
  if (state.step === 'sending') {
    return (
      <div className="result result-working" role="status" data-testid="refund-sending">
        <div className="result-body">
          <span className="spinner" aria-hidden="true" />
          <h1 className="result-title">{t('refund.sending')}</h1>
          <p className="result-amount money">{formatMoney(state.order.amountMinor)}</p>
        </div>
      </div>
    );
  }
  return <RefundEnded state={state} refunding={refunding} />;
}

function RefundEnded(props: { state: Extract<RefundState, { step: 'ended' }>; refunding: Refunding }) {
  const t = useTexts();
  const legFacts = useLegFacts();
  const { outcome, order, payment } = props.state;
  const { close, sendAgain } = props.refunding;
  const amount = formatMoney(order.amountMinor);
  const done = { label: t('action.close'), onPress: close, main: true, testId: 'refund-close' };
  if (outcome.kind === 'done') {
    const { payment: refund } = outcome.answer;
    const facts = [
      { label: t('result.holder'), value: `${refund.memberName} ${refund.memberNumber}` },
      ...legFacts(refund.legs),
      ...(refund.balanceAfterMinor === null ? [] : [{ label: t('result.balance'), value: <Money minor={refund.balanceAfterMinor} /> }]),
      { label: t('result.time'), value: <span className="money">{exactTime(refund.at).slice(11)}</span> },
    ];
    return (
      <ResultScreen look="approved" title={t('refund.done')} amount={amount} facts={facts} acts={[done]} closesInMs={CLOSES_IN_MS} onClose={close} />
    );
  }
  if (outcome.kind === 'refused') {
    return (
      <ResultScreen look="declined" title={t('refund.refused')} amount={amount} text={t(textKeyOf(outcome.code))} acts={[done]} onClose={close} />
    );
  }
  const again = { label: t('refund.again'), onPress: sendAgain, main: true, testId: 'refund-again' };
  const text = t('refund.unclearText', { holder: payment.memberName });
  return (
    <ResultScreen
      look="attention"
      title={t('refund.unclear')}
      amount={amount}
      text={text}
      acts={[{ ...done, main: false }, again]}
      onClose={() => {}}
    />
  );
}
