import type { Difference } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useAsk, useDecide, usePark, usePropose } from './use-reconciliation.ts';

const COLORS = { suspense: 'gold', open: 'error', proposed: 'processing', parked: 'default', adjusted: 'success', explained: 'success' } as const;

/** What does not agree, in plain words, with what can be done about it. */
export function DifferenceCard(props: { difference: Difference }) {
  const t = useTexts();
  const { difference } = props;
  return (
    <article className="recon-card" data-testid={`difference-${difference.kind}`}>
      <header>
        <Tag color={COLORS[difference.state]}>{t(`recon.difference.${difference.state}`)}</Tag>
        {difference.kind !== 'books' && <Time at={difference.at} />}
      </header>
      <p className="recon-words">{wordsOf(t, difference)}</p>
      {difference.kind !== 'books' && <p className="quiet number">{t('recon.number', { number: difference.number })}</p>}
      {difference.reason && <p>{t('recon.reasonOf', { name: difference.changedBy ?? '', reason: difference.reason })}</p>}
      <Acts difference={difference} />
    </article>
  );
}

function wordsOf(t: Texts, { kind, entryKind, channel, channelMinor, ourMinor, number }: Difference): string {
  const amounts = { channel: channelName(t, channel), theirs: formatMoney(toMinor(channelMinor ?? 0)), ours: formatMoney(toMinor(ourMinor ?? 0)) };
  if (kind === 'books') {
    const check = (['bill', 'ledger', 'charges', 'refunds', 'balance'] as const).find((name) => name === number) ?? 'balance';
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
            <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate(difference)} data-testid="ask">
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
      {ask.isSuccess && isOpen && <p role="status">{t('recon.askedInVain')}</p>}
      <ErrorNotice error={ask.error ?? decide.error} />
      {dialog && <ResolveDialog kind={dialog} difference={difference} acts={{ park, propose }} onClose={() => setDialog(null)} />}
    </>
  );
}
