import { Skeleton } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useStatistics } from './use-privacy.ts';

/** How many have answered the version in force, and what they allow. */
export function ConsentPanel() {
  const t = useTexts();
  const statistics = useStatistics();
  const { data } = statistics;
  if (!data) {
    return (
      <Panel title={t('consents.title')}>
        {statistics.error ? <ErrorNotice error={statistics.error} onRetry={() => statistics.refetch()} /> : <Skeleton active />}
      </Panel>
    );
  }
  const { members, answered, version, purposes } = data;
  return (
    <Panel title={t('consents.title')} testId="consents">
      {version === null ? t('consents.none') : t('consents.answered', { answered, members, version })}
      <div className="consent-rows">
        {purposes.map(({ purpose, necessary, given }) => (
          <div key={purpose}>
            <span>
              <span>{t(`purpose.${purpose}`)}</span>
              <span className="number">{necessary ? t('consents.always') : `${given} / ${answered}`}</span>
            </span>
            {!necessary && (
              <div className="consent-bar" aria-hidden="true">
                <i style={{ width: `${answered > 0 ? (given / answered) * 100 : 0}%` }} />
              </div>
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}
