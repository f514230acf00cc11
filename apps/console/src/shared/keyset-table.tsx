import { Button, Select, Skeleton, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import { ErrorNotice } from './notices.tsx';
import { ScrollFrame } from './scroll-frame.tsx';
import { SeenOnly } from './seen-only.tsx';
import { useTexts } from './texts.ts';
import { type Keyset, PAGE_SIZES, USUAL_PAGE_SIZE } from './use-keyset.ts';

type KeysetTableProps<Item> = {
  list: Keyset<Item>;
  columns: NonNullable<TableProps<Item>['columns']>;
  rowKey: (item: Item) => string;
  label: string;
  empty: ReactNode;
  onOpen?: (item: Item) => void;
  rowClass?: (item: Item) => string;
  /** Rows are chosen with a box before each; what was chosen on other pages stays chosen. */
  selection?: NonNullable<TableProps<Item>['rowSelection']> | undefined;
  testId?: string;
};

/** A dense table over one page of a keyset list. A row opens its record; the first cell holds a real link for the keyboard. */
export function KeysetTable<Item extends object>(props: KeysetTableProps<Item>) {
  const { list, onOpen } = props;
  if (list.error && list.items.length === 0) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (list.isLoading) return <Skeleton className="padded" active title={false} paragraph={{ rows: 10, width: '100%' }} />;
  if (list.items.length === 0 && list.pageNumber === 1) return props.empty;
  return (
    <ScrollFrame className={list.isPlaceholderData ? 'keyset keyset-stale' : 'keyset'} target=".ant-table-content" testId={props.testId}>
      <Table<Item>
        aria-label={props.label}
        size="small"
        columns={props.columns}
        dataSource={list.items}
        rowKey={props.rowKey}
        pagination={false}
        {...(props.selection && {
          rowSelection: { preserveSelectedRowKeys: true, columnWidth: 44, columnTitle: (box) => <SeenOnly>{box}</SeenOnly>, ...props.selection },
        })}
        scroll={{ x: 'max-content' }}
        rowClassName={(item) => `${onOpen ? 'row-opens' : ''} ${props.rowClass?.(item) ?? ''}`}
        onRow={(item) => ({
          onClick: (event) => {
            if (
              onOpen &&
              event.target instanceof Element &&
              !event.target.closest('a,button,input,.ant-table-selection-column,[role="menu"],[role="menuitem"]')
            )
              onOpen(item);
          },
        })}
      />
      {(list.pageNumber > 1 || list.hasNext || list.pageSize !== USUAL_PAGE_SIZE) && <Pager list={list} />}
    </ScrollFrame>
  );
}

export function Pager<Item>(props: { list: Keyset<Item> }) {
  const t = useTexts();
  const { list } = props;
  const from = (list.pageNumber - 1) * list.pageSize;
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      <span>{t('pager.range', { from: from + 1, to: from + list.items.length })}</span>
      <Select
        size="small"
        aria-label={t('pager.size')}
        value={list.pageSize}
        options={PAGE_SIZES.map((size) => ({ value: size, label: t('pager.perPage', { count: size }) }))}
        popupMatchSelectWidth={false}
        onChange={list.setPageSize}
        data-testid="pager-size"
      />
      <Button
        size="small"
        icon={<Icon name="left" size={14} />}
        disabled={list.pageNumber === 1}
        onClick={list.previous}
        data-testid="pager-previous"
      >
        {t('pager.previous')}
      </Button>
      <Button
        size="small"
        icon={<Icon name="right" size={14} />}
        iconPlacement="end"
        disabled={!list.hasNext}
        onClick={list.next}
        data-testid="pager-next"
      >
        {t('pager.next')}
      </Button>
    </nav>
  );
}
