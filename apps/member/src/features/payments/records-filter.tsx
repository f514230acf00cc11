import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Segmented } from '../../shared/controls.tsx';
import { addDays, dayOf } from '../../shared/days.ts';
import { Icon } from '../../shared/icon.tsx';
import type { PaymentFilter } from '../../shared/merge-arrivals.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './records-page.module.css';

const KINDS = ['all', 'charge', 'refund', 'top_up'] as const;
type Props = { filter: PaymentFilter; onChange: (filter: PaymentFilter) => void };

/** Which kind, and which days. */
export function RecordsFilter(props: Props) {
  const t = useTexts();
  const [picking, setPicking] = useState(false);
  const { filter } = props;
  const dated = filter.from || filter.to;
  return (
    <div className={styles.filter}>
      <Segmented
        label={t('records.kind')}
        value={filter.kind ?? 'all'}
        choices={KINDS.map((kind) => ({ value: kind, label: t(kind === 'all' ? 'records.all' : `payment.${kind}`) }))}
        onChange={(kind) => props.onChange({ ...filter, kind: kind === 'all' ? undefined : kind })}
      />
      <button type="button" className={dated ? styles.dated : styles.dates} onClick={() => setPicking(true)} data-testid="records-dates">
        <Icon name="calendar" size="1.125rem" />
        {dated ? t('records.range', { from: filter.from ?? '', to: filter.to ?? '' }) : t('records.anyDay')}
      </button>
      {dated ? (
        <button
          type="button"
          className={styles.clear}
          onClick={() => props.onChange({ kind: filter.kind })}
          aria-label={t('records.clearDates')}
          data-testid="records-clear-dates"
        >
          <Icon name="close" size="1.125rem" />
        </button>
      ) : null}
      {picking ? <DatesSheet {...props} onClose={() => setPicking(false)} /> : null}
    </div>
  );
}

function DatesSheet(props: Props & { onClose: () => void }) {
  const t = useTexts();
  const today = dayOf(Date.now());
  const [from, setFrom] = useState(props.filter.from ?? '');
  const [to, setTo] = useState(props.filter.to ?? '');
  const backwards = from !== '' && to !== '' && from > to;
  const apply = (range: { from?: string | undefined; to?: string | undefined }) => {
    props.onChange({ kind: props.filter.kind, from: range.from || undefined, to: range.to || undefined });
    props.onClose();
  };
  const ranges = [
    { label: t('records.today'), from: today, to: today },
    { label: t('records.week'), from: addDays(today, -6), to: today },
    { label: t('records.month'), from: `${today.slice(0, 7)}-01`, to: today },
  ];
  return (
    <Sheet title={t('records.dates')} onClose={props.onClose} testId="dates-sheet">
      <div className={styles.ranges}>
        {ranges.map((range) => (
          <Button key={range.label} look="secondary" onClick={() => apply(range)}>
            {range.label}
          </Button>
        ))}
      </div>
      <div className={styles.days}>
        <label>
          {t('records.from')}
          <input type="date" value={from} max={today} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {t('records.to')}
          <input type="date" value={to} max={today} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
      <p className={styles.problem} role="alert">
        {backwards ? t('records.backwards') : ''}
      </p>
      <Button wide disabled={backwards} onClick={() => apply({ from, to })} data-testid="dates-apply">
        {t('records.apply')}
      </Button>
    </Sheet>
  );
}
