import { PAYMENT_KINDS } from '@tessera/contract/payment-kinds';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Segmented } from '../../shared/controls.tsx';
import { dayOf } from '../../shared/days.ts';
import { Icon } from '../../shared/icon.tsx';
import inputs from '../../shared/input.module.css';
import type { PaymentFilter } from '../../shared/merge-arrivals.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PeriodChoices, type Range } from './period-choices.tsx';
import styles from './records-page.module.css';

const WORDS_MAX = 80;
const USUAL = ['all', 'charge', 'refund', 'top_up'] as const;
type Props = { filter: PaymentFilter; onChange: (filter: PaymentFilter) => void };

/** Which words, which kind, and which days. */
export function RecordsFilter(props: Props) {
  const t = useTexts();
  const [picking, setPicking] = useState(false);
  const { filter } = props;
  const dated = filter.from || filter.to;
  const isUnusual = filter.kind !== undefined && !USUAL.some((kind) => kind === filter.kind);
  const chosen = isUnusual && filter.kind ? t(`payment.${filter.kind}`) : null;
  return (
    <div className={styles.filter}>
      <WordSearch key={filter.q} q={filter.q ?? ''} onSearch={(q) => props.onChange({ ...filter, q: q || undefined })} />
      <Segmented
        label={t('records.kind')}
        value={USUAL.find((kind) => kind === filter.kind) ?? 'all'}
        choices={USUAL.map((kind) => ({ value: kind, label: t(kind === 'all' ? 'records.all' : `payment.${kind}`) }))}
        onChange={(kind) => props.onChange({ ...filter, kind: kind === 'all' ? undefined : kind })}
      />
      <button type="button" className={dated || chosen ? styles.dated : styles.dates} onClick={() => setPicking(true)} data-testid="records-dates">
        <Icon name="calendar" size="1.125rem" />
        {[dated ? t('records.range', { from: filter.from ?? '', to: filter.to ?? '' }) : t('records.anyDay'), chosen].filter(Boolean).join(' · ')}
      </button>
      {dated || chosen ? (
        <button
          type="button"
          className={styles.clear}
          onClick={() => props.onChange({ q: filter.q, kind: isUnusual ? undefined : filter.kind })}
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

/** By a shop's name or a word, in view at all times. Emptied, it shows everything again. */
function WordSearch(props: { q: string; onSearch: (q: string) => void }) {
  const t = useTexts();
  const [text, setText] = useState(props.q);
  const search = (typed: string) => {
    if (typed.trim() !== props.q) props.onSearch(typed.trim());
  };
  const type = (typed: string) => {
    setText(typed);
    if (typed === '') search('');
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    search(text);
  };
  return (
    <search className={styles.words}>
      <form className={styles.search} onSubmit={submit}>
        <input
          type="search"
          enterKeyHint="search"
          value={text}
          maxLength={WORDS_MAX}
          placeholder={t('records.searchFor')}
          aria-label={t('records.searchFor')}
          onChange={(event) => type(event.target.value)}
          data-testid="records-words"
        />
        <button type="submit" aria-label={t('records.search')} data-testid="records-search">
          <Icon name="search" size="1.25rem" />
        </button>
      </form>
    </search>
  );
}

function DatesSheet(props: Props & { onClose: () => void }) {
  const t = useTexts();
  const today = dayOf(Date.now());
  const [from, setFrom] = useState(props.filter.from ?? '');
  const [to, setTo] = useState(props.filter.to ?? '');
  const [kind, setKind] = useState(props.filter.kind);
  const backwards = from !== '' && to !== '' && from > to;
  const apply = (range: Range) => {
    props.onChange({ ...props.filter, kind, from: range.from || undefined, to: range.to || undefined });
    props.onClose();
  };
  return (
    <Sheet title={t('records.filter')} onClose={props.onClose} testId="dates-sheet">
      <div className={styles.days}>
        <label>
          {t('records.kind')}
          <select
            className={inputs.input}
            value={kind ?? ''}
            onChange={(event) => setKind(PAYMENT_KINDS.find((one) => one === event.target.value))}
            data-testid="records-kinds"
          >
            <option value="">{t('records.all')}</option>
            {PAYMENT_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`payment.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <h3 className={styles.subhead}>{t('records.dates')}</h3>
      <PeriodChoices onChoose={apply} />
      <div className={styles.days}>
        <label>
          {t('records.from')}
          <input className={inputs.input} type="date" value={from} max={today} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {t('records.to')}
          <input className={inputs.input} type="date" value={to} max={today} onChange={(event) => setTo(event.target.value)} />
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
