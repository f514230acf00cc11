import { Money, useNamed } from '@tessera/ui';
import { Skeleton } from 'antd';
import { Count } from '../../shared/count.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useBreakage } from './use-margin.ts';

const AGES = ['margin.age0', 'margin.age1', 'margin.age2', 'margin.age3'] as const;

/** Points that nobody used, and those that members may still use. */
export function BreakagePanel({ filters }: { filters: Filters }) {
  const t = useTexts();
  const named = useNamed();
  const breakage = useBreakage(filters);
  const rows = breakage.data?.rows ?? [];
  const headings = [t('margin.expired'), t('margin.expiredWorth'), ...AGES.map((age) => t(age)), t('margin.heldWorth')];
  return (
    <Panel flush title={t('margin.breakage')} testId="breakage">
      <p className="form-note padded">{t('margin.breakageNote')}</p>
      <ErrorNotice error={breakage.error} onRetry={() => breakage.refetch()} />
      {breakage.isLoading && <Skeleton className="padded" active title={false} paragraph={{ rows: 3, width: '100%' }} />}
      {breakage.data && rows.length === 0 && <EmptyState compact title={t('margin.noBreakage')} />}
      {rows.length > 0 && (
        <ScrollFrame className="plain-table-frame">
          <table className="plain-table">
            <thead>
              <tr>
                {[t('margin.programme'), ...headings].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.programmeId}>
                  <th scope="row">
                    <span className="two-lines">
                      {named(row.programmeName)}
                      <small>{row.issuerName}</small>
                    </span>
                  </th>
                  <td>
                    <Count of={row.expiredPoints} />
                  </td>
                  <td>
                    <Money minor={row.expiredMinor} />
                  </td>
                  {row.heldPoints.map((points, age) => (
                    <td key={AGES[age]}>
                      <Count of={points} />
                    </td>
                  ))}
                  <td>
                    <Money minor={row.heldMinor} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </Panel>
  );
}
