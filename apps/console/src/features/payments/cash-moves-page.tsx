import type { CashMove } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { DatePicker, type TableProps } from 'antd';
import dayjs from 'dayjs';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CASH_MOVE_FILTERS, readCashMoveQuery, useCashMoves } from './use-desk.ts';

/** Each movement of cash: the first level of its reconciliation. */
export function CashMovesPage() {
  const t = useTexts();
  const filters = useFilters(CASH_MOVE_FILTERS);
  const list = useCashMoves(readCashMoveQuery(filters));
  const day = filters.get('day');
  return (
    <>
      <PageHeader title={t('nav.cashMoves')} note={t('cashMoves.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <DatePicker
            aria-label={t('sales.day')}
            placeholder={t('sales.day')}
            value={day ? dayjs(day) : null}
            onChange={(value) => filters.set({ day: value ? value.format('YYYY-MM-DD') : undefined })}
          />
          <FilterSelect
            filters={filters}
            name="only"
            placeholder={t('cashMoves.only')}
            choices={[{ value: 'uncounted', label: t('cashMoves.isUncounted') }]}
          />
        </FilterBar>
        <KeysetTable<CashMove>
          list={list}
          columns={cashColumns(t)}
          rowKey={(move) => move.id}
          label={t('nav.cashMoves')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('cashMoves.empty')} hint={t('cashMoves.emptyHint')} />
            )
          }
          testId="cash-moves"
        />
      </Panel>
    </>
  );
}

function cashColumns(t: Texts): NonNullable<TableProps<CashMove>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, move) => <Time at={move.at} /> },
    { title: t('cashMoves.what'), key: 'kind', render: (_, move) => t(`cashMove.${move.kind}`) },
    { title: t('cashMoves.where'), key: 'place', render: (_, move) => move.place || <span className="quiet">{t('cashMoves.unknownPlace')}</span> },
    { title: t('cashMoves.counted'), key: 'counted', render: (_, move) => <Counted move={move} /> },
    { title: t('export.amount'), key: 'amount', align: 'right', fixed: 'right', render: (_, move) => <Money minor={move.amountMinor} /> },
  ];
}

function Counted({ move }: { move: CashMove }) {
  const t = useTexts();
  if (!move.isDesk) return <span className="quiet">{move.place ? t('cashMoves.ofTill') : '—'}</span>;
  return <Status tone={move.shiftId ? 'good' : 'warn'}>{t(move.shiftId ? 'cashMoves.isCounted' : 'cashMoves.isUncounted')}</Status>;
}
