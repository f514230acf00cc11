import { errorKey, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useNow } from '../../shared/use-now.ts';
import { usePaidWords } from './paid-words.ts';
import styles from './redemptions.module.css';
import { useRedemptionTexts } from './texts.ts';
import { useOwnRedemptions } from './use-redemptions.ts';

/** What one has redeemed, newest first. */
export function RedemptionsPage() {
  const t = useRedemptionTexts();
  const navigate = useNavigate();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const list = useOwnRedemptions();
  const paid = usePaidWords();
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <main data-testid="redemptions-page">
      <PageHeader title={t('redeem.own')} onBack={() => navigate('/services')} />
      <div className={styles.stack}>
        {list.isPending ? <Skeleton height="12rem" /> : null}
        {list.isError && items.length === 0 ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
            <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : null}
        {list.isSuccess && items.length === 0 ? <Blank icon="records" title={t('redeem.ownNone')} text={t('redeem.ownNoneText')} /> : null}
        {items.length > 0 ? (
          <RowGroup>
            {items.map((one) => (
              <Row
                key={one.id}
                wrap
                title={one.quantity > 1 ? `${one.itemName} × ${one.quantity}` : one.itemName}
                note={`${one.merchantName} · ${paid(one)} · ${shortTime(one.at, locale, now)}`}
                aside={t(`redemption.state.${one.state}`)}
                to={`/redemptions/${one.id}`}
                testId="own-redemption"
              />
            ))}
          </RowGroup>
        ) : null}
        {list.hasNextPage ? (
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('redeem.more')}
          </Button>
        ) : null}
      </div>
    </main>
  );
}
