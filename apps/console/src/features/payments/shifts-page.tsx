import type { Shift } from '@tessera/contract';
import { SHIFT_DIFFERENCES, SHIFT_STATES } from '@tessera/contract/sale-kinds';
import { add, subtract, ZERO } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { client } from '../../shared/api.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters, useOverlay } from '../../shared/use-filters.ts';
import { PlaceFilters } from './payment-filters.tsx';
import { DrawerDifference, ShiftDrawer } from './shift-drawer.tsx';
import { readShiftQuery, SHIFT_FILTERS, useShifts } from './use-sales.ts';

/** How tills were opened, counted and closed. */
export function ShiftsPage() {
  const t = useTexts();
  const overlay = useOverlay('shift');
  const filters = useFilters(SHIFT_FILTERS);
  const query = readShiftQuery(filters);
  const list = useShifts(query);
  return (
    <>
      <PageHeader
        title={t('nav.shifts')}
        note={t('shifts.note')}
        actions={<ExportList fileName={t('nav.shifts')} fetch={(language) => client.sales.exportShifts({ ...query, language })} />}
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('shifts.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('shifts.state')}
            choices={SHIFT_STATES.map((state) => ({ value: state, label: t(`shifts.${state}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="difference"
            placeholder={t('shifts.difference')}
            choices={SHIFT_DIFFERENCES.map((difference) => ({ value: difference, label: t(`shifts.${difference}`) }))}
          />
          <DayRange filters={filters} />
          <PlaceFilters filters={filters} />
        </FilterBar>
        <KeysetTable<Shift>
          list={list}
          columns={columns(t)}
          rowKey={(shift) => shift.id}
          label={t('nav.shifts')}
          onOpen={(shift) => overlay.open(shift.id)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('shifts.empty')} hint={t('shifts.emptyHint')} />
            )
          }
          testId="shifts-table"
        />
      </Panel>
      {overlay.value && <ShiftDrawer shiftId={overlay.value} onClose={overlay.close} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Shift>['columns']> {
  return [
    { title: t('sales.day'), dataIndex: 'businessOn', key: 'day', className: 'number' },
    {
      title: t('shifts.place'),
      key: 'merchant',
      render: (_, shift) => (
        <span className="two-lines">
          <span>{shift.merchantName || t('shifts.desk')}</span>
          <small>
            {shift.terminalName || shift.openedBy} · {t('shift.name', { no: shift.shiftNo })}
          </small>
        </span>
      ),
    },
    {
      title: t('shift.openedBy'),
      key: 'opened',
      render: (_, shift) => (
        <span className="two-lines">
          <span>{shift.openedBy}</span>
          <small>
            <Time at={shift.openedAt} />
          </small>
        </span>
      ),
    },
    {
      title: t('shift.closedBy'),
      key: 'closed',
      render: (_, shift) =>
        shift.closedAt === null ? (
          <Status tone="warn">{t('shifts.open')}</Status>
        ) : (
          <span className="two-lines">
            <span>{shift.closedBy}</span>
            <small>
              <Time at={shift.closedAt} />
            </small>
          </span>
        ),
    },
    { title: t('shift.net'), key: 'net', align: 'right', render: (_, shift) => <Money minor={netOf(shift)} /> },
    { title: t('shift.expected'), key: 'expected', align: 'right', render: (_, shift) => <Money minor={shift.expectedMinor} /> },
    {
      title: t('shift.difference'),
      key: 'difference',
      align: 'right',
      render: (_, shift) => <DrawerDifference shift={shift} />,
    },
  ];
}

function netOf(shift: Shift) {
  const sales = add(ZERO, ...shift.totals.map((total) => total.saleMinor));
  return subtract(sales, add(ZERO, ...shift.totals.map((total) => total.refundMinor)));
}
