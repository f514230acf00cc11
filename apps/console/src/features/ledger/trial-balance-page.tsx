import { add, toMinor } from '@tessera/kernel';
import { exactTime, Money, TIME_ZONE } from '@tessera/ui';
import { Button, DatePicker, Skeleton } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useTrialBalance } from './use-ledger.ts';
import './ledger.css';

type Unit = NonNullable<ReturnType<typeof useTrialBalance>['data']>['units'][number];
const FILTERS = ['at'] as const;
const WALL = 'YYYY-MM-DDTHH:mm:ss';
/** The operator's zone has no summer time, so its offset is a constant. */
const ZONE_OFFSET = '+08:00';

export function TrialBalancePage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const wanted = filters.get('at');
  const at = wanted && !Number.isNaN(Date.parse(wanted)) ? new Date(wanted).toISOString() : undefined;
  const balance = useTrialBalance(at);
  return (
    <>
      <PageHeader
        title={t('nav.trialBalance')}
        note={balance.data ? t('trial.asOf', { at: exactTime(balance.data.at), zone: TIME_ZONE }) : t('trial.note')}
        actions={
          <>
            <DatePicker
              showTime
              aria-label={t('trial.at')}
              placeholder={t('trial.now')}
              value={at ? dayjs(exactTime(at).replace(' ', 'T')) : null}
              disabledDate={(day) => day.isAfter(dayjs(), 'day')}
              onChange={(moment) => filters.set({ at: moment ? new Date(`${moment.format(WALL)}${ZONE_OFFSET}`).toISOString() : undefined })}
              data-testid="trial-at"
            />
            <Button disabled={!at && balance.isFetching} onClick={() => (at ? filters.clear() : balance.refetch())} data-testid="trial-now">
              {at ? t('trial.toNow') : t('action.refresh')}
            </Button>
            <Button icon={<Icon name="print" size={16} />} onClick={() => print()}>
              {t('action.print')}
            </Button>
          </>
        }
      />
      <ErrorNotice error={balance.error} onRetry={() => balance.refetch()} />
      {balance.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {balance.data?.units.length === 0 && <EmptyState title={t('trial.empty')} hint={t('journal.emptyHint')} />}
      <div className="stack">
        {balance.data?.units.map((unit) => (
          <UnitBalance key={unit.unit} unit={unit} />
        ))}
      </div>
    </>
  );
}

function sumOf(unit: Unit, column: 'debitMinor' | 'creditMinor'): number {
  return add(...unit.rows.map((row) => toMinor(row[column])));
}

function UnitBalance(props: { unit: Unit }) {
  const t = useTexts();
  const { unit } = props;
  return (
    <Panel flush title={t('trial.unit', { unit: unit.unit })} testId={`trial-${unit.unit}`}>
      <ScrollFrame className="plain-table-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('trial.kind')}</th>
              <th scope="col">{t('trial.accounts')}</th>
              <th scope="col">{t('trial.debit')}</th>
              <th scope="col">{t('trial.credit')}</th>
              <th scope="col">{t('trial.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {unit.rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">
                  <span className="two-lines">
                    <span>{t(`account.${row.kind}`)}</span>
                    <small>{t(`accountNote.${row.kind}`)}</small>
                  </span>
                </th>
                <td className="number">{row.accounts}</td>
                <td>
                  <Money minor={row.debitMinor} />
                </td>
                <td>
                  <Money minor={row.creditMinor} />
                </td>
                <td>
                  <Money minor={row.balanceMinor} />
                </td>
              </tr>
            ))}
          </tbody>
          <UnitSums unit={unit} />
        </table>
      </ScrollFrame>
    </Panel>
  );
}

/** Both sides come to one sum, and the net to zero. */
function UnitSums({ unit }: { unit: Unit }) {
  const t = useTexts();
  const sound = unit.sumMinor === 0;
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          <span className={sound ? 'sum sum-sound' : 'sum sum-broken'}>
            <Icon name={sound ? 'check' : 'warning'} size={16} />
            {t(sound ? 'trial.sumsToZero' : 'trial.doesNotSum')}
          </span>
        </th>
        <td data-testid="trial-debit-sum">
          <Money minor={sumOf(unit, 'debitMinor')} />
        </td>
        <td data-testid="trial-credit-sum">
          <Money minor={sumOf(unit, 'creditMinor')} />
        </td>
        <td data-testid="trial-sum">
          <Money minor={unit.sumMinor} />
        </td>
      </tr>
    </tfoot>
  );
}
