import type { Card } from '@tessera/contract';
import { errorKey, exactTime } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { useChildShown } from '../../shared/family.ts';
import { Icon } from '../../shared/icon.tsx';
import { useOwnCards, useOwnMember } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useSheetParam } from '../../shared/use-sheet-param.ts';
import { CardOrdersPart } from './card-orders-part.tsx';
import styles from './cards-page.module.css';
import { EmergencyCodePart } from './emergency-code-part.tsx';
import { ReportLossSheet } from './report-loss-sheet.tsx';
import { useUnfreeze } from './use-cards.ts';

const ORDER = { active: 0, frozen: 0, void: 1 } as const;
const TONES = { active: 'good', frozen: 'bad', void: 'plain' } as const;

/** Every card of the member, with the two acts that it knows. */
export function CardsPage() {
  const t = useTexts();
  const cards = useOwnCards();
  const isOwn = useChildShown() === null;
  const member = useOwnMember();
  const report = useSheetParam('report');
  const items = [...(cards.data?.items ?? [])].sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  return (
    <main data-testid="cards-page">
      <PageHeader title={isOwn ? t('cards.title') : t('family.cards', { name: member.data?.name ?? '' })} />
      <div className={styles.list}>
        {cards.isPending ? <Skeleton height="164px" /> : null}
        {cards.isError && !cards.data ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(cards.error))}>
            <Button onClick={() => cards.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : null}
        {cards.data && items.length === 0 ? <Blank icon="card" title={t('cards.none')} text={t('cards.noneWhy')} testId="cards-empty" /> : null}
        {items.map((card) => (
          <CardTile key={card.id} card={card} onReport={() => report.open(card.id)} />
        ))}
      </div>
      {items.length > 0 ? <p className={styles.note}>{t('cards.note')}</p> : null}
      <CardOrdersPart />
      {isOwn ? <EmergencyCodePart /> : null}
      {report.value !== null ? <ReportLossSheet cardId={report.value} onClose={report.close} /> : null}
    </main>
  );
}

function CardTile(props: { card: Card; onReport: () => void }) {
  const t = useTexts();
  const unfreeze = useUnfreeze();
  const { card } = props;
  return (
    <article
      className={cx(styles.tile, styles[card.kind], card.status !== 'active' && styles.still)}
      data-testid={`card-${card.kind}`}
      data-status={card.status}
    >
      <div className={styles.face}>
        <span className={styles.kind}>
          <Icon name={card.kind === 'virtual' ? 'code' : 'card'} />
          {t(`card.${card.kind}`)}
        </span>
        <Chip tone={TONES[card.status]} icon={card.status === 'frozen' ? 'freeze' : undefined} testId="card-status">
          {t(`cardStatus.${card.status}`)}
        </Chip>
        <span className={styles.tail}>•••• {card.tail}</span>
      </div>
      <div className={styles.foot}>
        <span className={styles.since}>
          {card.frozenAt && card.status === 'frozen'
            ? t('cards.frozenSince', { time: exactTime(card.frozenAt) })
            : t('cards.issued', { day: exactTime(card.issuedAt).slice(0, 10) })}
        </span>
        {card.status === 'active' ? (
          <Button look="secondary" className={styles.act} onClick={props.onReport} data-testid="report-loss">
            <Icon name="freeze" size="1.125rem" />
            {t('cards.report')}
          </Button>
        ) : null}
        {card.status === 'frozen' ? (
          <Button className={styles.act} busy={unfreeze.isPending} onClick={() => unfreeze.mutate(card.id)} data-testid="unfreeze">
            {t('cards.unfreeze')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
