import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { errorKey } from '@tessera/ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Blank, Skeleton } from './controls.tsx';
import styles from './paged-rows.module.css';
import { RowGroup } from './rows.tsx';
import { useTexts } from './texts.ts';

type Paged<Item> = UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>;

/** A list that grows by a page at a time, or why there is nothing in it. */
export function PagedRows<Item>(props: {
  list: Paged<Item>;
  row: (item: Item) => ReactNode;
  none: Pick<ComponentProps<typeof Blank>, 'title' | 'text' | 'testId'> & { icon?: ComponentProps<typeof Blank>['icon'] };
}) {
  const t = useTexts();
  const { list, none } = props;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton height="12rem" />;
  if (list.isError && items.length === 0) {
    return (
      <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
        <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  if (items.length === 0) return <Blank icon="records" {...none} />;
  return (
    <>
      <RowGroup>{items.map(props.row)}</RowGroup>
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('action.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
