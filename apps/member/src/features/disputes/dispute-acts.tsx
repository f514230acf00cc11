import type { OwnDispute } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import inputs from '../../shared/input.module.css';
import { Part } from '../../shared/part.tsx';
import { useToast } from '../../shared/toast.tsx';
import styles from './disputes.module.css';
import { useDisputeTexts } from './texts.ts';
import { useAccept, useAnswerCorrection, useReopen, useWithdraw } from './use-disputes.ts';

const WORDS_MAX = 1_000;
const WITHDRAWABLE: readonly OwnDispute['state'][] = ['open', 'asked', 'review', 'consent'];

/** What waits for the member: a word on a charge, or on the decision. */
export function DisputeActs(props: { dispute: OwnDispute }) {
  const { state } = props.dispute;
  if (state === 'consent') return <Consent dispute={props.dispute} />;
  return state === 'decided' || state === 'closed' ? <Result dispute={props.dispute} /> : null;
}

function useProblem() {
  const t = useDisputeTexts();
  return (act: { isError: boolean; error: unknown }) =>
    act.isError ? (
      <p className={styles.problem} role="alert">
        {t(isUnanswered(act.error) ? 'case.unsure' : errorKey(act.error))}
      </p>
    ) : null;
}

function Consent(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const problem = useProblem();
  const answer = useAnswerCorrection();
  const { dispute } = props;
  const amountMinor = toMinor(dispute.amountMinor ?? 0);
  const amount = formatMoney(amountMinor);
  const send = async (isAgreed: boolean) => {
    await answer.mutateAsync({ disputeId: dispute.id, isAgreed, amountMinor });
    toast(t(isAgreed ? 'case.agreed' : 'case.disagreed'));
  };
  return (
    <Part className={styles.result} data-testid="dispute-consent">
      <strong>{t('case.consent', { amount })}</strong>
      {dispute.reason ? <p className={styles.said}>{dispute.reason}</p> : null}
      <p className={styles.quiet}>{t('case.consentWhy', { merchant: dispute.merchantName ?? '' })}</p>
      {problem(answer)}
      <div className={styles.buttons}>
        <Button wide busy={answer.isPending} onClick={() => void send(true).catch(() => undefined)} data-testid="consent-agree">
          {t('case.agree', { amount })}
        </Button>
        <Button look="quiet" wide disabled={answer.isPending} onClick={() => void send(false).catch(() => undefined)} data-testid="consent-disagree">
          {t('case.disagree')}
        </Button>
      </div>
    </Part>
  );
}

function Result(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const problem = useProblem();
  const accept = useAccept();
  const { dispute } = props;
  const { outcome, moneyId } = dispute;
  const send = async () => {
    await accept.mutateAsync({ disputeId: dispute.id });
    toast(t('case.accepted'));
  };
  if (!outcome) return null;
  return (
    <Part className={styles.result}>
      <strong data-testid="dispute-result">
        {t(`disputeOutcome.${outcome}`)} {dispute.amountMinor === null ? null : formatMoney(toMinor(dispute.amountMinor))}
      </strong>
      {dispute.reason ? <p className={styles.said}>{dispute.reason}</p> : null}
      {moneyId ? (
        <Button look="secondary" wide onClick={() => navigate(`/records?payment=${moneyId}`)} data-testid="dispute-money">
          {t(outcome === 'correction' ? 'case.moneyOut' : 'case.money')}
        </Button>
      ) : null}
      {dispute.state === 'decided' ? (
        <>
          {problem(accept)}
          <Button wide busy={accept.isPending} onClick={() => void send().catch(() => undefined)} data-testid="dispute-accept">
            {t('case.accept')}
          </Button>
          <p className={styles.quiet}>{t('case.acceptWhy')}</p>
          {dispute.mayReopen ? <Reopen dispute={dispute} /> : null}
        </>
      ) : null}
    </Part>
  );
}

/** Says what is still wrong, once. */
function Reopen(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const problem = useProblem();
  const reopen = useReopen();
  const [text, setText] = useState<string | null>(null);
  const send = async () => {
    await reopen.mutateAsync({ disputeId: props.dispute.id, text: text ?? '' });
    toast(t('case.reopened'));
  };
  if (text === null) {
    return (
      <Button look="quiet" wide onClick={() => setText('')} data-testid="dispute-reopen">
        {t('case.reopen')}
      </Button>
    );
  }
  return (
    <>
      <label className={styles.label} htmlFor="reopen-text">
        {t('case.reopenWhy')}
      </label>
      <textarea
        id="reopen-text"
        className={inputs.area}
        maxLength={WORDS_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="reopen-text"
      />
      {problem(reopen)}
      <Button
        look="secondary"
        wide
        disabled={text.trim() === ''}
        busy={reopen.isPending}
        onClick={() => void send().catch(() => undefined)}
        data-testid="reopen-send"
      >
        {t('case.reopenSend')}
      </Button>
    </>
  );
}

/** Takes the case back, asked twice. */
export function Withdraw(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const problem = useProblem();
  const withdraw = useWithdraw();
  const [asking, setAsking] = useState(false);
  const send = async () => {
    await withdraw.mutateAsync({ disputeId: props.dispute.id });
    toast(t('case.withdrawn'));
  };
  if (!WITHDRAWABLE.includes(props.dispute.state)) return null;
  if (!asking) {
    return (
      <Button look="quiet" onClick={() => setAsking(true)} data-testid="dispute-withdraw">
        {t('case.withdraw')}
      </Button>
    );
  }
  return (
    <Part>
      <strong>{t('case.withdrawSure')}</strong>
      {problem(withdraw)}
      <div className={styles.buttons}>
        <Button look="danger" wide busy={withdraw.isPending} onClick={() => void send().catch(() => undefined)} data-testid="withdraw-yes">
          {t('case.withdrawYes')}
        </Button>
        <Button look="quiet" wide onClick={() => setAsking(false)}>
          {t('case.withdrawNo')}
        </Button>
      </div>
    </Part>
  );
}
