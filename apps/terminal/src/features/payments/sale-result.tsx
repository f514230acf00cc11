import { formatMoney } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { ResultScreen } from '../../parts/result-screen.tsx';
import { textKeyOf, useTexts } from '../../texts.ts';
import type { ChargeState } from './charge-flow.ts';
import { useLegFacts } from './leg-facts.tsx';
import type { TillControls } from './use-till.ts';

const APPROVED_FOR_MS = 3_000;
const DECLINED_FOR_MS = 8_000;

export function ApprovedResult(props: { state: Extract<ChargeState, { step: 'approved' }>; controls: TillControls }) {
  const t = useTexts();
  const { answer, restored } = props.state;
  const { nextSale } = props.controls;
  const legFacts = useLegFacts();
  return (
    <ResultScreen
      look="approved"
      title={t(restored ? 'result.lastApproved' : 'result.approved')}
      amount={<Money minor={answer.amountMinor} />}
      facts={[
        { label: t('result.holder'), value: `${answer.holder.nameMasked} ${answer.holder.memberNumberMasked}` },
        ...legFacts(answer.legs),
        { label: t('result.balance'), value: <Money minor={answer.balanceAfterMinor} /> },
        { label: t('result.time'), value: <span className="money">{exactTime(answer.at).slice(11)}</span> },
      ]}
      acts={[{ label: t('result.next'), onPress: nextSale, main: true, testId: 'result-next' }]}
      closesInMs={restored ? undefined : APPROVED_FOR_MS}
      onClose={nextSale}
    />
  );
}

export function DeclinedResult(props: { state: Extract<ChargeState, { step: 'declined' }>; controls: TillControls }) {
  const t = useTexts();
  const { amountMinor, because, restored } = props.state;
  const { nextSale, retry, totalMinor } = props.controls;
  const next = { label: t('result.next'), onPress: nextSale, testId: 'result-next' };
  const again = { label: t('result.tryAgain'), onPress: retry, main: true, testId: 'result-retry' };
  return (
    <ResultScreen
      look="declined"
      title={t(restored ? 'result.lastDeclined' : 'result.declined')}
      amount={formatMoney(amountMinor)}
      text={'reason' in because ? t(`decline.${because.reason}`) : t(textKeyOf(because.code))}
      facts={[{ label: t('result.money'), value: t('result.notCharged') }]}
      acts={totalMinor > 0 ? [next, again] : [{ ...next, main: true }]}
      closesInMs={restored ? undefined : DECLINED_FOR_MS}
      onClose={nextSale}
    />
  );
}
