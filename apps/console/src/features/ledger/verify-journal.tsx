import { Alert, Button, Progress } from 'antd';
import { Link } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useVerification } from './use-ledger.ts';
import './ledger.css';

const FAULTS_SHOWN = 20;

/** Recomputes the chain and the balances, and says plainly whether the books are sound. */
export function VerifyJournal() {
  const t = useTexts();
  const check = useVerification();
  const result = check.data;
  return (
    <Panel className="verify" testId="verify">
      <div className="verify-row">
        <span className={`verify-mark ${result ? (result.sound ? 'verify-sound' : 'verify-broken') : ''}`}>
          <Icon name={result && !result.sound ? 'warning' : 'audit'} size={22} />
        </span>
        <div className="grow" role="status" aria-live="polite" data-testid="verify-result">
          {check.isFetching ? (
            <>
              <strong>{t('verify.running')}</strong>
              <p className="quiet">{t('verify.runningHint')}</p>
              <Progress percent={100} status="active" showInfo={false} size="small" aria-label={t('verify.running')} />
            </>
          ) : result ? (
            <>
              <strong>{t(result.sound ? 'verify.sound' : 'verify.broken')}</strong>
              <p className="quiet">
                {t('verify.counts', { pages: result.pages })} · <Time at={result.at} />
              </p>
            </>
          ) : (
            <>
              <strong>{t('verify.title')}</strong>
              <p className="quiet">{t('verify.hint')}</p>
            </>
          )}
        </div>
        <Button type={result ? 'default' : 'primary'} loading={check.isFetching} onClick={() => check.refetch()} data-testid="verify-start">
          {t(result ? 'verify.again' : 'verify.start')}
        </Button>
      </div>
      {!check.isFetching && <ErrorNotice error={check.error} />}
      {result && !result.sound && !check.isFetching && (
        <Alert
          type="error"
          title={t('verify.faults', { count: result.faults.length })}
          description={
            <ul className="changes">
              {result.faults.slice(0, FAULTS_SHOWN).map((fault) => (
                <li key={`${fault.lane}/${fault.page}/${fault.fault}`}>
                  {fault.lane !== null && fault.page !== null && (
                    <Link to={`/journal/${fault.lane}/${fault.page}`}>{t('journal.pageName', { lane: fault.lane, page: fault.page })}</Link>
                  )}{' '}
                  <span className="mono">{fault.fault}</span>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Panel>
  );
}
