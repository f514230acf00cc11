import type { Sale } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { useEffect, useState } from 'react';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { usePrint } from '../../parts/print-strip.tsx';
import { ResultScreen } from '../../parts/result-screen.tsx';
import { textKeyOf, useTexts } from '../../texts.ts';
import { useDirect } from './direct-context.tsx';
import { type DirectState, type PendingDirect, secondsOpen } from './direct-flow.ts';
import { DueSide } from './due-side.tsx';
import { Receipt } from './receipt.tsx';

const PAID_FOR_MS = 3_000;
const REFUSED_FOR_MS = 8_000;
/** How long an answer may take before the cashier is offered something to do. */
const PATIENCE_SECONDS = 8;

/** A sale by WeChat Pay, Alipay, slip or cash, from the request to its result. */
export function DirectStep({ onLeave }: { onLeave: () => void }) {
  const { state } = useDirect();
  switch (state.step) {
    case 'idle':
      return null;
    case 'sending':
      return <DirectWaiting order={state.order} progress={state.isLost ? 'unknown' : 'sent'} />;
    case 'waiting':
      return <DirectWaiting order={state.order} progress={state.sale.progress ?? 'sent'} isKnown />;
    case 'ended':
      return state.sale.state === 'paid' ? <Paid sale={state.sale} onNext={onLeave} /> : <NotPaid state={state} onRetry={onLeave} />;
    case 'refused':
      return <NotPaid state={state} onRetry={onLeave} />;
  }
}

type WaitingProps = { order: PendingDirect; progress: NonNullable<Sale['progress']>; isKnown?: true };

/** What is under way, since when, and what the cashier may do: ask, take it back, or go on. Nothing is assumed. */
function DirectWaiting({ order, progress, isKnown }: WaitingProps) {
  const t = useTexts();
  const direct = useDirect();
  const [asking, setAsking] = useState(false);
  const seconds = useSecondsOpen(order.at);
  const name = t(`method.${order.method}`);
  const mayGiveUp = isKnown && progress !== 'reversing';
  const mayLeave = progress === 'reversing' || (progress === 'unknown' && seconds >= PATIENCE_SECONDS);
  return (
    <div className="present-step" data-testid="direct-waiting" data-progress={progress}>
      <DueSide minor={order.amountMinor} />
      <section className="present-side">
        <div className="waiting">
          <span className="spinner" aria-hidden="true" />
          <div role="status">
            <h1>{t(`direct.${progress}`, { method: name })}</h1>
            <p>{progress === 'sent' ? t('waiting.sendingText') : t(`direct.${progress}Text`)}</p>
          </div>
          <p className="direct-elapsed money">{t('direct.elapsed', { seconds })}</p>
        </div>
        <div className="direct-acts">
          {isKnown && (
            <button type="button" className="button" onClick={direct.check} data-testid="direct-check">
              {t('direct.check')}
            </button>
          )}
          {mayGiveUp && (
            <button type="button" className="button" onClick={() => setAsking(true)} data-testid="direct-give-up">
              {t('direct.giveUp')}
            </button>
          )}
          {mayLeave && (
            <button type="button" className="button button-primary" onClick={() => direct.dispatch({ type: 'setAside' })} data-testid="direct-aside">
              {t('direct.setAside')}
            </button>
          )}
        </div>
      </section>
      {asking && mayGiveUp && (
        <ConfirmDialog
          title={t('direct.giveUpTitle')}
          confirm={t('direct.giveUp')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            direct.giveUp();
          }}
        >
          <p>{t('direct.giveUpText')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function Paid({ sale, onNext }: { sale: Sale; onNext: () => void }) {
  const t = useTexts();
  const { print, printing } = usePrint();
  const hasChange = (sale.changeMinor ?? 0) > 0;
  return (
    <>
      <ResultScreen
        look="approved"
        title={t('result.approved')}
        amount={<Money minor={sale.amountMinor} />}
        {...(hasChange && { text: t('cash.change', { amount: formatMoney(sale.changeMinor ?? sale.amountMinor) }) })}
        facts={[
          { label: t('direct.methodFact'), value: t(`method.${sale.method}`) },
          ...(sale.tenderedMinor === null ? [] : [{ label: t('sale.tendered'), value: <Money minor={sale.tenderedMinor} /> }]),
          { label: t('result.time'), value: <span className="money">{exactTime(sale.paidAt ?? sale.at).slice(11)}</span> },
        ]}
        acts={[
          { label: t('receipt.print'), onPress: () => print(<Receipt sale={sale} />), testId: 'receipt-print' },
          { label: t('result.next'), onPress: onNext, main: true, testId: 'result-next' },
        ]}
        // Change is counted out first.
        {...(!hasChange && { closesInMs: PAID_FOR_MS })}
        onClose={onNext}
      />
      {printing}
    </>
  );
}

function NotPaid({ state, onRetry }: { state: Extract<DirectState, { step: 'ended' | 'refused' }>; onRetry: () => void }) {
  const t = useTexts();
  const { amountMinor, method } = state.step === 'ended' ? state.sale : state.order;
  return (
    <ResultScreen
      look="declined"
      title={t('result.declined')}
      amount={<Money minor={amountMinor} />}
      text={useReason(state)}
      facts={[
        { label: t('direct.methodFact'), value: t(`method.${method}`) },
        { label: t('result.money'), value: t('result.notCharged') },
      ]}
      acts={[{ label: t('result.tryAgain'), onPress: onRetry, main: true, testId: 'result-retry' }]}
      closesInMs={REFUSED_FOR_MS}
      onClose={onRetry}
    />
  );
}

function useReason(state: Extract<DirectState, { step: 'ended' | 'refused' }>): string {
  const t = useTexts();
  if (state.step === 'refused') return t(textKeyOf(state.code));
  if (state.sale.reason) return t(`saleReason.${state.sale.reason}`);
  return t(state.sale.state === 'closed' ? 'direct.closed' : 'direct.reversed');
}

/** Since when the sale is open, whatever page it was opened on: a reload does not begin anew. */
function useSecondsOpen(at: string): number {
  const { nowMs } = useTerminalSession();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), 1_000);
    return () => clearInterval(timer);
  }, [nowMs]);
  return secondsOpen(at, now);
}
