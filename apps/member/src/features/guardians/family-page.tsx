import type { GuardianLimits } from '@tessera/contract';
import { errorKey, Money } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { useOwnChildren } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EndSheet } from './end-sheet.tsx';
import styles from './guardians.module.css';
import { GuardianTexts, useGuardianTexts } from './texts.ts';
import { useOwnGuardians } from './use-guardians.ts';

/** Both sides of a member's guardianships: whom they look after, and who looks after them. */
export function FamilyPage() {
  return (
    <GuardianTexts>
      <Page />
    </GuardianTexts>
  );
}

function Page() {
  const t = useTexts();
  const g = useGuardianTexts();
  const navigate = useNavigate();
  const children = useOwnChildren();
  return (
    <main data-testid="family-page">
      <PageHeader title={t('family.title')} onBack={() => navigate('/me')} />
      <OwnGuardians />
      <h2 className={styles.heading}>{g('guard.childrenTitle')}</h2>
      {children.isPending ? <Skeleton height="4rem" /> : null}
      {children.isError && !children.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(children.error))}>
          <Button onClick={() => children.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {children.data?.length === 0 ? <Blank icon="me" title={g('guard.noChildren')} text={g('guard.noChildrenText')} /> : null}
      {children.data && children.data.length > 0 ? (
        <RowGroup>
          {children.data.map((child) => (
            <Row
              key={child.memberId}
              icon="me"
              title={child.name}
              note={g('guard.since', { relation: g(`guard.relation.${child.relation}`), day: child.endsOn })}
              testId="own-child"
            />
          ))}
        </RowGroup>
      ) : null}
      <RowGroup>
        <Row icon="top_up" title={g('guard.acceptTitle')} to="/family/accept" testId="family-accept" />
      </RowGroup>
    </main>
  );
}

function OwnGuardians() {
  const g = useGuardianTexts();
  const { data } = useOwnGuardians();
  const [ending, setEnding] = useState<string | null>(null);
  if (!data || data.guardians.length === 0) return null;
  const leaving = data.guardians.find(({ guardianshipId }) => guardianshipId === ending);
  return (
    <section aria-labelledby="own-guardians" data-testid="own-guardians">
      <h2 className={styles.heading} id="own-guardians">
        {g('guard.mineTitle')}
      </h2>
      <RowGroup>
        {data.guardians.map((guardian) => (
          <Row
            key={guardian.guardianshipId}
            icon="me"
            title={guardian.name}
            note={g('guard.since', { relation: g(`guard.relation.${guardian.relation}`), day: guardian.endsOn })}
            {...(guardian.mayEnd && { onClick: () => setEnding(guardian.guardianshipId), aside: g('guard.mayEnd') })}
            testId="own-guardian"
          />
        ))}
      </RowGroup>
      <p className={styles.note}>{g('guard.mineNote')}</p>
      <SetLimits limits={data.limits} />
      {leaving ? <EndSheet guardianshipId={leaving.guardianshipId} name={leaving.name} onClose={() => setEnding(null)} /> : null}
    </section>
  );
}

const AMOUNTS = ['transactionLimitMinor', 'dayLimitMinor', 'noPinFloorMinor'] as const;

/** What a guardian has set, for the child: to be read, not to be changed. */
export function SetLimits(props: { limits: GuardianLimits | null }) {
  const g = useGuardianTexts();
  const { limits } = props;
  const set = AMOUNTS.filter((name) => limits !== null && limits[name] !== null);
  const refused = limits?.refusedCategories ?? [];
  return (
    <>
      <h2 className={styles.heading}>{g('guard.setLimits')}</h2>
      <RowGroup>
        {set.length === 0 && refused.length === 0 ? <Row icon="limits" title={g('guard.noLimits')} /> : null}
        {set.map((name) => (
          <Row
            key={name}
            title={g(`guard.${name}`)}
            note={g(`guard.${name}.note`)}
            aside={<Money minor={limits?.[name] ?? 0} />}
            testId={`set-${name}`}
          />
        ))}
        {refused.length > 0 ? (
          <Row title={g('guard.refused', { places: refused.map((category) => g(`guard.category.${category}`)).join(' · ') })} testId="set-places" />
        ) : null}
      </RowGroup>
      <p className={styles.note}>{g('guard.stricter')}</p>
    </>
  );
}
