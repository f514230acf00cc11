import { businessDayOf } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { DatePicker, Tag } from 'antd';
import dayjs from 'dayjs';
import { nodesOf, useDepartments } from '../../shared/department-select.tsx';
import { FilterBar, FilterTree } from '../../shared/filter-bar.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { type ReportQuery, useReportTerms } from './use-reports.ts';

const DAY = 'YYYY-MM-DD';

export function ReportFilters({ filters, query, names }: { filters: Filters; query: ReportQuery; names: Readonly<Record<string, string>> }) {
  const t = useTexts();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const mayTree = useCan()('departments.read') && !isMerchant;
  const tree = useDepartments(undefined, mayTree);
  return (
    <FilterBar filters={filters}>
      <ReportDays filters={filters} query={query} />
      {isOperator && <MerchantFilter filters={filters} />}
      {mayTree && <FilterTree filters={filters} name="department" placeholder={t('report.by.department')} nodes={nodesOf(tree.data?.items ?? [])} />}
      {(['shop', 'region', 'memberKind'] as const).map((name) => {
        const value = filters.get(name);
        return (
          value && (
            <Tag key={name} closable onClose={() => filters.set({ [name]: undefined })} data-testid={`narrowed-${name}`}>
              {t(`report.by.${name}`)} · {names[value] ?? value}
            </Tag>
          )
        );
      })}
    </FilterBar>
  );
}

function ReportDays({ filters, query }: { filters: Filters; query: ReportQuery }) {
  const t = useTexts();
  const today = dayjs(businessDayOf(new Date(), TIME_ZONE), DAY);
  const monday = today.subtract((today.day() + 6) % 7, 'day');
  const terms = useReportTerms().data?.items ?? [];
  return (
    <DatePicker.RangePicker
      className="report-days"
      aria-label={t('report.filterDays')}
      value={[dayjs(query.from, DAY), dayjs(query.to, DAY)]}
      presets={[
        { label: t('filter.today'), value: [today, today] },
        { label: t('report.thisWeek'), value: [monday, today] },
        { label: t('report.thisMonth'), value: [today.startOf('month'), today] },
        { label: t('report.last30'), value: [today.subtract(29, 'day'), today] },
        ...terms.slice(0, 3).map(({ name, from, to }) => ({
          label: t('report.presetTerm', { name }),
          value: [dayjs(from, DAY), dayjs(to, DAY)] as [dayjs.Dayjs, dayjs.Dayjs], // The picker wants a pair.
        })),
      ]}
      onChange={(days) => filters.set({ from: days?.[0]?.format(DAY), to: days?.[1]?.format(DAY) })}
      data-testid="report-days"
    />
  );
}
