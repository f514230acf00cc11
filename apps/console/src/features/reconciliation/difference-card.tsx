import type { Difference } from '@tessera/contract';
import { LEVEL_CHECKS } from '@tessera/contract/reconciliation-words';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useAsk, useDecide, usePark, usePropose } from './use-reconciliation.ts';

const TONES = { suspense: 'warn', open: 'bad', proposed: 'brand', parked: 'quiet', adjusted: 'good', explained: 'good' } as const satisfies Record<
  string,
  Tone
>;

/** What does not agree, in plain words, with what can be done about it. */
export function DifferenceCard(props: { difference: Difference; showsDay?: boolean }) {
  const t = useTexts();
  const { difference } = props;
  const { kind, state, orderId, number, reason, changedBy, businessOn, adjustment } = difference;
  const next = nextOf(t, difference);
  return (
    <article className="recon-card" data-testid={`difference-${kind}`} data-state={state}>
      <header>
        <Status tone={TONES[state]}>{t(`recon.difference.${state}`)}</Status>
        <span className="quiet">
          {props.showsDay ? <Link to={`/reconciliation/${businessOn}`}>{businessOn}</Link> : kind !== 'books' && <Time at={difference.at} exact />}
        </span>
      </header>
      <p className="recon-words">{wordsOf(t, difference)}</p>
      {next && <p className="quiet">{next}</p>}
      {kind !== 'books' && (
        <p className="fine recon-number">
          {t('recon.number', { number })} <CopyButton text={number} label={t('recon.copyNumber')} />
          {orderId && <Link to={`/channel-orders?order=${orderId}`}>{t('recon.openOrder')}</Link>}
        </p>
      )}
      {reason && <p>{t('recon.reasonOf', { name: adjustment?.makerName ?? changedBy ?? '', reason })}</p>}
      <Acts difference={difference} />
    </article>
  );
}

/** What somebody at a desk does next. */
function nextOf(t: Texts, { kind, entryKind, state }: Difference): string | null {
  if (state === 'suspense' || state === 'parked') return t(`recon.next.${state}`);
  if (state !== 'open') return null;
  if (kind === 'amount' || kind === 'books') return t(`recon.next.${kind}`);
  return t(`recon.next.${kind}.${entryKind === 'refund' ? 'refund' : 'payment'}`);
}

function wordsOf(t: Texts, { kind, entryKind, channel, channelMinor, ourMinor, number }: Difference): string {
  const amounts = { channel: channelName(t, channel), theirs: formatMoney(toMinor(channelMinor ?? 0)), ours: formatMoney(toMinor(ourMinor ?? 0)) };
  if (kind === 'books') {
    const check = LEVEL_CHECKS.find((name) => name === number) ?? 'balance';
    return t('recon.words.books', { ...amounts, check: t(`recon.check.${check}`, amounts) });
  }
  return t(`recon.words.${kind}.${entryKind === 'refund' ? 'refund' : 'payment'}`, amounts);
}

function Acts(props: { difference: Difference }) {
  const t = useTexts();
  const can = useCan();
  const ask = useAsk();
  const decide = useDecide();
  const park = usePark();
  const propose = usePropose();
  const [dialog, setDialog] = useState<'park' | 'adjust' | null>(null);
  const { difference } = props;
  const { state, adjustment, kind } = difference;
  const isOpen = state === 'open' || state === 'suspense' || state === 'parked';
  return (
    <>
      {adjustment && <p>{t('recon.proposal', { name: adjustment.makerName, amount: formatMoney(toMinor(adjustment.amountMinor)) })}</p>}
      {adjustment?.checkerName && <p>{t('recon.checkedBy', { name: adjustment.checkerName })}</p>}
      <div className="recon-acts">
        {isOpen && can('reconciliation.write') && kind !== 'books' && (
          <>
            <Button
              {...(state !== 'parked' && { type: 'primary' as const })}
              loading={ask.isPending}
              onClick={() => ask.mutate(difference)}
              data-testid="ask"
            >
              {t('recon.ask')}
            </Button>
            <Button onClick={() => setDialog('adjust')} data-testid="adjust">
              {t('recon.adjust')}
            </Button>
          </>
        )}
        {isOpen && state !== 'parked' && can('reconciliation.write') && (
          <Button onClick={() => setDialog('park')} data-testid="park">
            {t('recon.park')}
          </Button>
        )}
        {adjustment && state === 'proposed' && can('reconciliation.approve') && !adjustment.isOwn && (
          <>
            <Button
              type="primary"
              loading={decide.isPending}
              onClick={() => decide.mutate({ adjustmentId: adjustment.id, isConfirmed: true })}
              data-testid="confirm-adjustment"
            >
              {t('recon.confirm')}
            </Button>
            <Button disabled={decide.isPending} onClick={() => decide.mutate({ adjustmentId: adjustment.id, isConfirmed: false })}>
              {t('recon.reject')}
            </Button>
          </>
        )}
        {adjustment?.isOwn && state === 'proposed' && <span className="quiet">{t('recon.somebodyElse')}</span>}
      </div>
      {ask.isSuccess && isOpen && state !== 'parked' && <p role="status">{t('recon.askedInVain')}</p>}
      <ErrorNotice error={ask.error ?? decide.error} />
      {dialog && <ResolveDialog kind={dialog} difference={difference} acts={{ park, propose }} onClose={() => setDialog(null)} />}
    </>
  );
}
