import { useQuery } from '@tanstack/react-query';
import { dayAfter } from '@tessera/kernel';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { dayOf, mondayOf } from '../../shared/days.ts';
import { useTexts } from '../../shared/texts.ts';
import styles from './records-page.module.css';

export type Range = { from?: string | undefined; to?: string | undefined };
/** Terms that are offered; older days are entered. */
const TERMS_SHOWN = 6;

/** Today, this week, the last seven days, a month, the month before, and the terms of the year. */
export function PeriodChoices(props: { onChoose: (range: { from: string; to: string }) => void }) {
  const t = useTexts();
  const today = dayOf(Date.now());
  const terms = useQuery({ queryKey: ['statements', 'terms'], queryFn: () => client.payments.listTerms() });
  const monthFrom = `${today.slice(0, 7)}-01`;
  const lastOfBefore = dayAfter(monthFrom, -1);
  const ranges = [
    { label: t('records.today'), from: today, to: today },
    { label: t('records.thisWeek'), from: mondayOf(today), to: today },
    { label: t('records.week'), from: dayAfter(today, -6), to: today },
    { label: t('records.month'), from: monthFrom, to: today },
    { label: t('records.lastMonth'), from: `${lastOfBefore.slice(0, 7)}-01`, to: lastOfBefore },
    ...(terms.data?.items ?? []).slice(0, TERMS_SHOWN).map(({ name, from, to }) => ({
      label: from <= today && today <= to ? t('records.thisTerm', { name }) : name,
      from,
      to,
    })),
  ];
  return (
    <div className={styles.ranges}>
      {ranges.map(({ label, from, to }) => (
        <Button key={label} look="secondary" onClick={() => props.onChoose({ from, to })}>
          {label}
        </Button>
      ))}
    </div>
  );
}
