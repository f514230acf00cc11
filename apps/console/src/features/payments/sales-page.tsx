import type { Sale } from '@tessera/contract';
import { SALE_METHODS, SALE_STATES } from '@tessera/contract/sale-kinds';
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
import { SaleDrawer } from './sale-drawer.tsx';
import { readSaleQuery, SALE_FILTERS, SALE_TONES, useSales } from './use-sales.ts';

/** What tills took past all cards and codes: by WeChat Pay, Alipay, bank card and cash. */
export function SalesPage() {
  const t = useTexts();
  const overlay = useOverlay('sale');
  const filters = useFilters(SALE_FILTERS);
  const query = readSaleQuery(filters);
  const list = useSales(query);
  return (
    <>
      <PageHeader
        title={t('nav.sales')}
        note={t('sales.note')}
        actions={<ExportList fileName={t('nav.sales')} fetch={(language) => client.sales.exportSales({ ...query, language })} />}
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('sales.search')} />
          <FilterSelect
            filters={filters}
            name="method"
            placeholder={t('sales.method')}
            choices={SALE_METHODS.map((method) => ({ value: method, label: t(`method.${method}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('sales.state')}
            choices={SALE_STATES.map((state) => ({ value: state, label: t(`saleState.${state}`) }))}
          />
          <DayRange filters={filters} />
          <PlaceFilters filters={filters} />
        </FilterBar>
        <KeysetTable<Sale>
          list={list}
          columns={columns(t)}
          rowKey={(sale) => sale.id}
          label={t('nav.sales')}
          onOpen={(sale) => overlay.open(sale.id)}
          empty={
            filters.active ? (
              <EmptyState title={t('sales.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('sales.empty')} hint={t('sales.emptyHint')} />
            )
          }
          testId="sales-table"
        />
      </Panel>
      {overlay.value && <SaleDrawer saleId={overlay.value} onClose={overlay.close} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Sale>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, sale) => <Time at={sale.at} /> },
    { title: t('sales.method'), key: 'method', render: (_, sale) => t(`method.${sale.method}`) },
    {
      title: t('field.merchant'),
      key: 'merchant',
      render: (_, sale) => (
        <span className="two-lines">
          <span>{sale.merchantName}</span>
          <small>{sale.terminalName}</small>
        </span>
      ),
    },
    { title: t('sale.reference'), key: 'reference', className: 'number', render: (_, sale) => sale.reference ?? <span className="quiet">—</span> },
    { title: t('sales.state'), key: 'state', render: (_, sale) => <Status tone={SALE_TONES[sale.state]}>{t(`saleState.${sale.state}`)}</Status> },
    {
      title: t('export.amount'),
      key: 'amount',
      align: 'right',
      render: (_, sale) => (
        <span className="two-lines">
          <Money minor={sale.amountMinor} />
          {sale.refundedMinor > 0 && (
            <small>
              {t('sale.refunds')} −<Money minor={sale.refundedMinor} />
            </small>
          )}
        </span>
      ),
    },
  ];
}
