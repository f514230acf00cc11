import type { Wallet } from '@tessera/contract';
import { errorKey, Money } from '@tessera/ui';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { useOwnWallet } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EditLimitSheet } from './edit-limit-sheet.tsx';
import styles from './limits-page.module.css';
import { SetPinSheet } from './set-pin-sheet.tsx';
import type { LimitName } from './use-wallet.ts';

const LIMIT_NAMES: readonly LimitName[] = ['transactionLimitMinor', 'dayLimitMinor', 'noPinFloorMinor'];
const PIN_TONES = { set: 'good', unset: 'warn', locked: 'bad' } as const;

/** What the member allows the wallet to pay, and the PIN; `guardian` is what a guardian allows. */
export function LimitsPage(props: { guardian: ReactNode }) {
  const t = useTexts();
  const navigate = useNavigate();
  const wallet = useOwnWallet();
  return (
    <main data-testid="limits-page">
      <PageHeader title={t('limits.title')} onBack={() => navigate('/me')} />
      {wallet.data ? <Limits wallet={wallet.data} guardian={props.guardian} /> : null}
      {wallet.isPending ? <Skeleton height="16rem" /> : null}
      {wallet.isError && !wallet.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(wallet.error))}>
          <Button onClick={() => wallet.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
    </main>
  );
}

function Limits(props: { wallet: Wallet; guardian: ReactNode }) {
  const t = useTexts();
  const [editing, setEditing] = useState<LimitName | null>(null);
  const [settingPin, setSettingPin] = useState(false);
  const { wallet } = props;
  const setPin = () => {
    setEditing(null);
    setSettingPin(true);
  };
  return (
    <>
      <DaySpent wallet={wallet} />
      <h2 className={styles.heading}>{t('limits.heading')}</h2>
      <RowGroup>
        {LIMIT_NAMES.map((name) => (
          <Row
            key={name}
            title={t(`limits.${name}`)}
            note={t(`limits.${name}.note`)}
            aside={<Money minor={wallet.limits[name]} className={styles.value} />}
            onClick={() => setEditing(name)}
            testId={`limit-${name}`}
          />
        ))}
      </RowGroup>
      <p className={styles.rule}>{t('limits.rule')}</p>
      <h2 className={styles.heading}>{t('pin.heading')}</h2>
      <RowGroup>
        <Row
          icon="lock"
          title={t('pin.title')}
          note={t(`pin.${wallet.pin}.note`)}
          aside={<Chip tone={PIN_TONES[wallet.pin]}>{t(`pin.${wallet.pin}`)}</Chip>}
          {...(wallet.pin === 'locked' ? {} : { onClick: setPin })}
          testId="set-pin"
        />
      </RowGroup>
      {props.guardian}
      {editing ? <EditLimitSheet wallet={wallet} name={editing} onClose={() => setEditing(null)} onSetPin={setPin} /> : null}
      {settingPin ? <SetPinSheet change={wallet.pin === 'set'} onClose={() => setSettingPin(false)} /> : null}
    </>
  );
}

/** How much of the day is used up, in words and as a bar. */
function DaySpent(props: { wallet: Wallet }) {
  const t = useTexts();
  const { daySpentMinor, limits } = props.wallet;
  const part = limits.dayLimitMinor > 0 ? Math.min(1, daySpentMinor / limits.dayLimitMinor) : 1;
  return (
    <section className={styles.spent} data-testid="day-spent">
      <div className={styles.spentLine}>
        <span>{t('limits.spentToday')}</span>
        <span>
          <Money minor={daySpentMinor} className={styles.spentAmount} /> / <Money minor={limits.dayLimitMinor} />
        </span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={t('limits.spentToday')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
      >
        <div className={part >= 0.9 ? styles.nearly : styles.used} style={{ width: `${part * 100}%` }} />
      </div>
      <span className={styles.spentNote}>{t('limits.left', { amount: Math.max(0, limits.dayLimitMinor - daySpentMinor) / 100 })}</span>
    </section>
  );
}
