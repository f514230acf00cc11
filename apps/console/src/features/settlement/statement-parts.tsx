import type { BillLine, StatementFormat } from '@tessera/contract';
import { Button } from 'antd';
import { FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { KINDS, usePeriods } from './use-settlement.ts';

/** `exact` on the statement itself, which may be printed. */
export function Issued(props: { at: string | null; exact?: boolean }) {
  const t = useTexts();
  return props.at === null ? <Status tone="warn">{t('settle.notIssued')}</Status> : <Time exact={props.exact ?? false} at={props.at} />;
}

export function KindOf(props: { kind: BillLine['kind'] }) {
  const t = useTexts();
  return <Status tone={props.kind === 'reversal' ? 'warn' : 'quiet'}>{t(`accrualKind.${props.kind}`)}</Status>;
}

/** Of the operator, which sees the months themselves; a party has at most one statement a month. */
export function MonthFilter(props: { filters: Filters }) {
  const t = useTexts();
  const isAllowed = useCan()('settlement.periods');
  const periods = usePeriods(isAllowed);
  if (!isAllowed) return null;
  const months = (periods.data?.items ?? []).filter(({ state }) => state === 'summed' || state === 'closed');
  return (
    <FilterSelect
      filters={props.filters}
      name="month"
      placeholder={t('settle.month')}
      choices={months.map(({ month }) => ({ value: month, label: month }))}
    />
  );
}

/** By kind, and by one of the days that are in the statement. */
export function LineFilters(props: { filters: Filters; days: readonly string[] }) {
  const t = useTexts();
  return (
    <>
      <FilterSelect
        filters={props.filters}
        name="kind"
        placeholder={t('settle.kind')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`accrualKind.${kind}`) }))}
      />
      <FilterSelect
        filters={props.filters}
        name="on"
        placeholder={t('settle.allDays')}
        choices={props.days.map((day) => ({ value: day, label: day }))}
      />
    </>
  );
}

export function StatementActions(props: { onDownload: (format: StatementFormat) => void; downloading: StatementFormat | null }) {
  const t = useTexts();
  return (
    <>
      <Button
        icon={<Icon name="statement" size={16} />}
        loading={props.downloading === 'pdf'}
        onClick={() => props.onDownload('pdf')}
        data-testid="statement-paper"
      >
        {t('settle.pdf')}
      </Button>
      <Button
        icon={<Icon name="download" size={16} />}
        loading={props.downloading === 'xlsx'}
        onClick={() => props.onDownload('xlsx')}
        data-testid="statement-file"
      >
        {t('settle.download')}
      </Button>
    </>
  );
}
