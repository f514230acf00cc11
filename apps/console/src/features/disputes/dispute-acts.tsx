import type { WholeDispute } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { useAnswer, useApprove, useAsk, useDecide, useReject, useWithdraw } from './use-disputes.ts';
import { type Words, WordsDialog } from './words-dialog.tsx';

type Open = 'ask' | 'answer' | 'decide' | 'reject' | 'withdraw';
const UNDECIDED: readonly string[] = ['open', 'asked', 'review'];

/** What comes next, and what this person can do about it. */
export function DisputeActs(props: { whole: WholeDispute }) {
  const t = useTexts();
  const can = useCan();
  const [opened, setOpened] = useState<Open | null>(null);
  const { dispute } = props.whole;
  const isUndecided = UNDECIDED.includes(dispute.state);
  const isAsking = can('disputes.write') && dispute.merchantId !== null && (dispute.state === 'open' || dispute.state === 'review');
  return (
    <Panel title={t('disputes.next')}>
      <p className="dispute-next" role="status">
        {t(`disputes.next.${dispute.state}`, {
          time: dispute.merchantDueAt ? exactTime(dispute.merchantDueAt) : '',
          amount: formatMoney(toMinor(dispute.amountMinor ?? 0)),
        })}
      </p>
      <div className="dispute-acts">
        {isUndecided && can('disputes.decide') && (
          <Button type="primary" onClick={() => setOpened('decide')} data-testid="decide">
            {t('disputes.decide')}
          </Button>
        )}
        {isUndecided && can('disputes.answer') && (
          <Button type="primary" onClick={() => setOpened('answer')} data-testid="answer">
            {t('disputes.answer')}
          </Button>
        )}
        {isAsking && (
          <Button onClick={() => setOpened('ask')} data-testid="ask-merchant">
            {t('disputes.ask')}
          </Button>
        )}
        {dispute.state === 'approval' && can('disputes.approve') && <Approval whole={props.whole} onReject={() => setOpened('reject')} />}
        {(isUndecided || dispute.state === 'consent') && can('disputes.write') && (
          <Button type="text" onClick={() => setOpened('withdraw')} data-testid="withdraw">
            {t('disputes.withdraw')}
          </Button>
        )}
      </div>
      <Dialogs whole={props.whole} opened={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

function Approval(props: { whole: WholeDispute; onReject: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const approve = useApprove();
  const { dispute } = props.whole;
  const amount = formatMoney(toMinor(dispute.amountMinor ?? 0));
  const barred = dispute.decidedByMe ? t('disputes.ownProposal') : dispute.openedByMe ? t('disputes.openedByMe') : null;
  const ask = () =>
    confirm({
      title: t('disputes.approveTitle', { amount }),
      changes: [t('disputes.approveNote', { name: dispute.decidedBy ?? '' })],
      ok: t('disputes.approve'),
      run: async () => {
        await approve.mutateAsync({ disputeId: dispute.id });
        message.success(t('disputes.approved'));
      },
    });
  return (
    <>
      <Button type="primary" disabled={barred !== null} title={barred ?? ''} onClick={ask} data-testid="approve-goodwill">
        {t('disputes.approve')}
      </Button>
      <Button onClick={props.onReject} data-testid="reject-goodwill">
        {t('disputes.reject')}
      </Button>
      {barred && <p className="quiet">{barred}</p>}
    </>
  );
}

type DialogProps = { whole: WholeDispute; opened: Open | null; onClose: () => void };

function Dialogs(props: DialogProps) {
  const decide = useDecide();
  if (props.opened === 'decide') return <DecideDialog whole={props.whole} decide={decide} onClose={props.onClose} />;
  return <WordsDialogs {...props} />;
}

/** Those that ask for a few words. The mutations live here, where they stay when a dialog closes. */
function WordsDialogs(props: DialogProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const [ask, answer, reject, withdraw] = [useAsk(), useAnswer(), useReject(), useWithdraw()];
  const { opened, onClose } = props;
  const { id: disputeId, caseNumber: number, merchantName } = props.whole.dispute;
  const done = async (sent: Promise<unknown>, words: string) => {
    await sent;
    message.success(words);
  };
  const asking = {
    title: t('disputes.askTitle', { merchant: merchantName ?? '' }),
    note: t('disputes.askNote'),
    label: t('disputes.question'),
    initial: t('disputes.questionDefault'),
    ok: t('disputes.ask'),
    state: ask,
    onSend: ({ text }: Words) => done(ask.mutateAsync({ disputeId, text }), t('disputes.asked')),
  };
  const answering = {
    withStance: true,
    title: t('disputes.answerTitle'),
    note: t('disputes.answerNote'),
    ok: t('disputes.answer'),
    state: answer,
    onSend: ({ text, stance = 'objected' }: Words) => done(answer.mutateAsync({ disputeId, text, stance }), t('disputes.answered')),
  };
  const rejecting = {
    title: t('disputes.rejectTitle'),
    note: t('disputes.next.review'),
    ok: t('disputes.reject'),
    state: reject,
    onSend: ({ text }: Words) => done(reject.mutateAsync({ disputeId, text }), t('disputes.rejected')),
  };
  const withdrawing = {
    danger: true,
    title: t('disputes.withdrawTitle', { number }),
    note: t('disputes.withdrawNote'),
    ok: t('disputes.withdraw'),
    state: withdraw,
    onSend: ({ text }: Words) => done(withdraw.mutateAsync({ disputeId, text }), t('disputes.withdrawn')),
  };
  const dialogs = { ask: asking, answer: answering, reject: rejecting, withdraw: withdrawing };
  if (opened === null || opened === 'decide') return null;
  return <WordsDialog label={t('disputes.explain')} {...dialogs[opened]} onClose={onClose} testId={`${opened}-dialog`} />;
}
