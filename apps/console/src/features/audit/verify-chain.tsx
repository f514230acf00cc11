import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AuditVerification } from '@tessera/contract';
import { Alert, Button, Input, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useLatestVerification } from './use-audit.ts';

const ANCHOR = /^(\d{1,15}):([0-9a-f]{64})$/;

/** Starts a walk over the whole chain, shows how far it is, and says plainly what it found. */
export function VerifyChain() {
  const t = useTexts();
  const queries = useQueryClient();
  const latest = useLatestVerification();
  const [text, setText] = useState('');
  const typed = text.trim().toLowerCase();
  const [, seq, hash] = ANCHOR.exec(typed) ?? [];
  const isUnreadable = typed !== '' && hash === undefined;
  const start = useMutation({
    mutationFn: () => client.audit.startVerification(hash === undefined ? {} : { anchor: { seq: Number(seq), hash } }),
    onSuccess: (walk) => queries.setQueryData(['audit', 'verification', 'latest'], walk),
  });
  const walk = latest.data ?? undefined;
  const running = walk?.state === 'running';
  useEffect(() => {
    // The list below shows the end of a walk as soon as it is known here.
    if (walk && !running) void queries.invalidateQueries({ queryKey: ['audit', 'verifications'] });
  }, [walk, running, queries]);
  return (
    <Panel className="verify" testId="chain-verify">
      <div className="verify-row">
        <span className={`verify-mark ${walk && !running ? (walk.state === 'sound' ? 'verify-sound' : 'verify-broken') : ''}`}>
          <Icon name={walk?.state === 'broken' ? 'warning' : 'audit'} size={22} />
        </span>
        <div className="grow" role="status" aria-live="polite" data-testid="chain-result">
          <Result walk={walk} />
        </div>
        <Button
          type={walk ? 'default' : 'primary'}
          loading={running || start.isPending}
          disabled={isUnreadable}
          onClick={() => start.mutate()}
          data-testid="chain-start"
        >
          {t(walk ? 'verify.again' : 'verify.start')}
        </Button>
      </div>
      {running && walk && <Progress percent={percentOf(walk)} status="active" aria-label={t('chain.running')} />}
      <AnchorField text={text} isUnreadable={isUnreadable} onChange={setText} />
      <ErrorNotice error={start.error ?? latest.error} onRetry={() => latest.refetch()} />
      {walk?.fault && <Fault walk={walk} />}
    </Panel>
  );
}

/** A head that was written down outside, to be compared with the chain. */
function AnchorField(props: { text: string; isUnreadable: boolean; onChange: (text: string) => void }) {
  const t = useTexts();
  const { isUnreadable } = props;
  return (
    <label className="chain-anchor" htmlFor="chain-anchor">
      <span>{t('chain.anchor')}</span>
      <Input
        id="chain-anchor"
        className="mono"
        value={props.text}
        allowClear
        maxLength={90}
        placeholder={t('chain.anchorHint')}
        status={isUnreadable ? 'error' : ''}
        aria-invalid={isUnreadable}
        aria-describedby={isUnreadable ? 'chain-anchor-fault' : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {isUnreadable && (
        <small id="chain-anchor-fault" className="chain-anchor-fault">
          {t('chain.anchorUnreadable')}
        </small>
      )}
    </label>
  );
}

function percentOf({ checked, expected }: AuditVerification): number {
  return expected === 0 ? 0 : Math.min(99, Math.floor((checked / expected) * 100));
}

function Result(props: { walk: AuditVerification | undefined }) {
  const t = useTexts();
  const { walk } = props;
  if (!walk)
    return (
      <>
        <strong>{t('chain.title')}</strong>
        <p className="quiet">{t('chain.hint')}</p>
      </>
    );
  const running = walk.state === 'running';
  return (
    <>
      <strong>{t(running ? 'chain.running' : walk.state === 'sound' ? 'chain.sound' : 'chain.broken')}</strong>
      <p className="quiet">
        {running
          ? t('chain.progress', { checked: walk.checked, expected: walk.expected })
          : t(walk.anchorSeq === null ? 'chain.counts' : 'chain.countsAnchor', { checked: walk.checked, seq: walk.anchorSeq ?? 0 })}
        {walk.finishedAt && (
          <>
            {' · '}
            <Time at={walk.finishedAt} />
          </>
        )}
      </p>
    </>
  );
}

/** What is wrong and where, what it means, and the record itself where there still is one. */
function Fault(props: { walk: AuditVerification }) {
  const t = useTexts();
  const { fault, faultSeq, faultRecordId } = props.walk;
  if (!fault) return null;
  return (
    <Alert
      type="error"
      title={t(`chain.fault.${fault}`)}
      description={
        <div className="chain-fault">
          {faultSeq !== null && <p>{t('chain.faultAt', { seq: faultSeq })}</p>}
          {faultRecordId && (
            <p>
              {t('audit.record')}{' '}
              {fault === 'record_removed' ? (
                <span className="mono">{faultRecordId}</span>
              ) : (
                <Link className="mono" to={`/audit?record=${faultRecordId}`}>
                  {faultRecordId}
                </Link>
              )}
            </p>
          )}
          <p>{t('chain.faultHint')}</p>
        </div>
      }
    />
  );
}
