import { useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { PageHeader } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { Row } from '../../shared/rows.tsx';
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
  return (
    <main data-testid="redemptions-page">
      <PageHeader title={t('redeem.own')} onBack={() => navigate('/services')} />
      <div className={styles.stack}>
        <PagedRows
          list={list}
          none={{ title: t('redeem.ownNone'), text: t('redeem.ownNoneText') }}
          row={(one) => (
            <Row
              key={one.id}
              wrap
              title={one.quantity > 1 ? `${one.itemName} × ${one.quantity}` : one.itemName}
              note={`${one.merchantName} · ${paid(one)} · ${shortTime(one.at, locale, now)}`}
              aside={t(`redemption.state.${one.state}`)}
              to={`/redemptions/${one.id}`}
              testId="own-redemption"
            />
          )}
        />
      </div>
    </main>
  );
}
