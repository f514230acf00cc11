import { useNamed } from '@tessera/ui';
import { Row, RowGroup } from '../../shared/rows.tsx';
import styles from './points.module.css';
import { PointsTexts, usePointsTexts } from './texts.ts';
import { pointsText, useOwnPoints } from './use-points.ts';

/** On the first screen: the points that there are. Nothing at all where there are none. */
export function OwnPointsCard() {
  return (
    <PointsTexts>
      <Card />
    </PointsTexts>
  );
}

function Card() {
  const t = usePointsTexts();
  const named = useNamed();
  const held = (useOwnPoints().data ?? []).filter(({ balance, pending }) => balance + pending > 0);
  if (held.length === 0) return null;
  return (
    <section aria-labelledby="points-title" data-testid="home-points">
      <h2 id="points-title" className={styles.title}>
        {t('points.title')}
      </h2>
      <RowGroup>
        {held.map((one) => (
          <Row
            key={one.programmeId}
            to="/points"
            wrap
            title={named(one.programmeName)}
            note={one.issuerName}
            aside={<b className={styles.balance}>{pointsText(one.balance)}</b>}
            testId="home-points-programme"
          />
        ))}
      </RowGroup>
    </section>
  );
}
