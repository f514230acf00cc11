import { Money, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { PageHeader } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { Row } from '../../shared/rows.tsx';
import { useNow } from '../../shared/use-now.ts';
import styles from './disputes.module.css';
import { useDisputeTexts } from './texts.ts';
import { useOwnDisputes } from './use-disputes.ts';

/** One's own cases, newest first. */
export function DisputesPage() {
  const t = useDisputeTexts();
  const navigate = useNavigate();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const list = useOwnDisputes();
  return (
    <main data-testid="disputes-page">
      <PageHeader title={t('case.title')} onBack={() => navigate('/me')} />
      <div className={styles.stack}>
        <PagedRows
          list={list}
          none={{ title: t('case.none'), text: t('case.noneWhy'), testId: 'no-disputes' }}
          row={(one) => (
            <Row
              key={one.id}
              wrap
              title={t(`disputeKind.${one.kind}`)}
              note={[one.caseNumber, one.merchantName, shortTime(one.openedAt, locale, now)].filter(Boolean).join(' · ')}
              aside={
                <>
                  {t(`disputeState.${one.state}`)} {one.paidMinor === null ? null : <Money minor={one.paidMinor} />}
                </>
              }
              to={`/disputes/${one.id}`}
              testId="dispute-row"
            />
          )}
        />
        <Button look="quiet" wide onClick={() => navigate('/help')} data-testid="help-first">
          {t('case.help')}
        </Button>
        <Button look="secondary" wide onClick={() => navigate('/disputes/new')} data-testid="new-dispute">
          {t('case.new')}
        </Button>
      </div>
    </main>
  );
}
