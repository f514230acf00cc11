import type { DisputeEntry, OwnDispute, WholeOwnDispute } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, exactTime, isUnanswered, Money, useSettings } from '@tessera/ui';
import { linesOf } from '@tessera/ui/photos/index.ts';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { shortTime } from '../../shared/days.ts';
import { readId } from '../../shared/ids.ts';
import inputs from '../../shared/input.module.css';
import { Part } from '../../shared/part.tsx';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import { VerdictAsk } from '../../shared/verdict-ask.tsx';
import { DisputeActs, Withdraw } from './dispute-acts.tsx';
import styles from './disputes.module.css';
import { AddPhotos, EntryPhoto } from './photos.tsx';
import { useDisputeTexts } from './texts.ts';
import { useOwnDispute, useWrite } from './use-disputes.ts';

const WORDS_MAX = 1_000;
const ENDED: readonly OwnDispute['state'][] = ['closed', 'withdrawn'];

/** One case: how far it is, what was decided, what was said. It looks again by itself when something happens. */
export function DisputePage() {
  const t = useDisputeTexts();
  const navigate = useNavigate();
  const disputeId = readId<'dispute'>(useParams().disputeId);
  const found = useOwnDispute(disputeId);
  return (
    <main data-testid="dispute-page">
      <PageHeader
        title={found.data ? t(`disputeKind.${found.data.dispute.kind}`) : t('case.title')}
        onBack={() => navigate('/disputes', { replace: true })}
      />
      {disputeId ? null : <Blank icon="records" title={t('case.unknown')} text={t('case.unknownWhy')} testId="dispute-unknown" />}
      {found.isLoading ? <Skeleton height="20rem" /> : null}
      {found.isError && !found.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(found.error))}>
          <Button onClick={() => found.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {found.data ? <Whole whole={found.data} /> : null}
    </main>
  );
}

function Whole(props: { whole: WholeOwnDispute }) {
  const { dispute, entries } = props.whole;
  return (
    <div className={styles.stack}>
      <Progress dispute={dispute} />
      <DisputeActs key={dispute.state} dispute={dispute} />
      {dispute.state === 'closed' ? <VerdictAsk served={{ disputeId: dispute.id }} /> : null}
      <CaseFacts dispute={dispute} />
      <Entries entries={entries} />
      {ENDED.includes(dispute.state) ? null : (
        <>
          <AddPhotos dispute={dispute} entries={entries} />
          <Write dispute={dispute} />
        </>
      )}
      <Withdraw key={`${dispute.state}-withdraw`} dispute={dispute} />
    </div>
  );
}

const STEPS = ['sent', 'review', 'decided', 'closed'] as const;
const REACHED: Record<OwnDispute['state'], number> = { open: 1, asked: 2, review: 2, consent: 2, approval: 2, decided: 3, closed: 4, withdrawn: 1 };

function Progress(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const now = useNow(60_000);
  const { state, dueAt } = props.dispute;
  const isActive = state !== 'decided' && !ENDED.includes(state);
  return (
    <Part aria-label={t('case.steps')}>
      <strong role="status" data-testid="dispute-state">
        {t(`disputeState.${state}`)}
      </strong>
      {state === 'withdrawn' ? null : (
        <ol className={styles.steps}>
          {STEPS.map((step, index) => (
            <li key={step} className={cx(styles.step, index < REACHED[state] && styles.reached)}>
              {t(`case.step.${step}`)}
            </li>
          ))}
        </ol>
      )}
      {isActive ? (
        <p className={styles.quiet}>{new Date(dueAt).getTime() < now ? t('case.overdue') : t('case.due', { day: exactTime(dueAt).slice(0, 10) })}</p>
      ) : null}
    </Part>
  );
}

function CaseFacts(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const { dispute } = props;
  const { claimMinor, kind } = dispute;
  const claimKind = kind === 'wrong_amount' || kind === 'top_up_missing' ? kind : null;
  return (
    <Part>
      <dl className={styles.facts}>
        <Fact name={t('case.number', { number: '' })}>{dispute.caseNumber}</Fact>
        {dispute.paidMinor === null ? null : (
          <Fact name={dispute.merchantName ?? t('case.paid')}>
            <Money minor={dispute.paidMinor} />
          </Fact>
        )}
        {claimMinor === null || !claimKind ? null : (
          <Fact name={t(`case.claimed.${claimKind}`)}>
            <Money minor={claimMinor} />
          </Fact>
        )}
      </dl>
    </Part>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Entries(props: { entries: readonly DisputeEntry[] }) {
  const t = useDisputeTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  return (
    <Part>
      <ol className={styles.entries} data-testid="dispute-entries">
        {linesOf(props.entries).map(({ entry, photos }) => (
          <li key={entry.id} className={cx(entry.author === 'member' && styles.own)}>
            <div className={styles.entryHead}>
              <span>
                {entry.author === 'member' ? t('case.you') : t(`disputeAuthor.${entry.author}`)} · {t(`disputeEntry.${entry.kind}`)}
                {entry.amountMinor === null ? null : ` ${formatMoney(toMinor(entry.amountMinor))}`}
              </span>
              <time dateTime={entry.at}>{shortTime(entry.at, locale, now)}</time>
            </div>
            {entry.text ? <p className={styles.said}>{entry.text}</p> : null}
            {photos.length > 0 ? (
              <div className={styles.photos}>
                {photos.map((photo) => (
                  <EntryPhoto key={photo.id} entry={photo} />
                ))}
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Write(props: { dispute: OwnDispute }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const write = useWrite();
  const [text, setText] = useState('');
  const send = async () => {
    await write.mutateAsync({ disputeId: props.dispute.id, text });
    setText('');
    toast(t('case.written'));
  };
  return (
    <Part>
      <label className={styles.label} htmlFor="dispute-more">
        {t('case.write')}
      </label>
      <textarea
        id="dispute-more"
        className={inputs.area}
        maxLength={WORDS_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="dispute-more"
      />
      <p className={styles.problem} role="alert">
        {write.isError ? t(isUnanswered(write.error) ? 'case.unsure' : errorKey(write.error)) : null}
      </p>
      <Button
        look="secondary"
        disabled={text.trim() === ''}
        busy={write.isPending}
        onClick={() => void send().catch(() => undefined)}
        data-testid="dispute-more-send"
      >
        {t('case.writeSend')}
      </Button>
    </Part>
  );
}
