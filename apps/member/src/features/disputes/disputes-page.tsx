import { errorKey, Money, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
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
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <main data-testid="disputes-page">
      <PageHeader title={t('case.title')} onBack={() => navigate('/me')} />
      <div className={styles.stack}>
        {list.isPending ? <Skeleton height="12rem" /> : null}
        {list.isError && items.length === 0 ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
            <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : null}
        {list.isSuccess && items.length === 0 ? <Blank icon="records" title={t('case.none')} text={t('case.noneWhy')} testId="no-disputes" /> : null}
        {items.length > 0 ? (
          <RowGroup>
            {items.map((one) => (
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
            ))}
          </RowGroup>
        ) : null}
        {list.hasNextPage ? (
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('case.more')}
          </Button>
        ) : null}
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
