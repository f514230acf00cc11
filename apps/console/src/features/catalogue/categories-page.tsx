import type { ItemCategory } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Count } from '../../shared/count.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CategoryForm, changeOf } from './category-form.tsx';
import { inTreeOrder, moved, siblingsOf } from './category-order.ts';
import { useCategories, useUpdateCategories } from './use-categories.ts';
import './items.css';

/** What items are sorted under, in the order in which members see it. */
export function CategoriesPage() {
  const t = useTexts();
  const can = useCan();
  const found = useCategories();
  const [editing, setEditing] = useState<ItemCategory | 'new' | null>(null);
  const all = found.data?.items ?? [];
  const create = can('catalogue.approve') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')} data-testid="create-category">
      {t('categories.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('categories.title')} note={t('categories.note')} back={{ to: '/items', label: t('nav.items') }} actions={create} />
      <Panel flush>
        <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
        {found.isPending && <Skeleton className="padded" active title={false} paragraph={{ rows: 8 }} />}
        {found.isSuccess && all.length === 0 && <EmptyState title={t('categories.empty')} hint={t('categories.emptyHint')} action={create} />}
        {all.length > 0 && <CategoryTable all={all} onEdit={setEditing} />}
      </Panel>
      {editing && <CategoryForm all={all} {...(editing !== 'new' && { category: editing })} onClose={() => setEditing(null)} />}
    </>
  );
}

function CategoryTable({ all, onEdit }: { all: readonly ItemCategory[]; onEdit: (category: ItemCategory) => void }) {
  const t = useTexts();
  const mayWrite = useCan()('catalogue.approve');
  const update = useUpdateCategories();
  const move = (one: ItemCategory, by: -1 | 1) => update.mutate(moved(all, one, by).map(changeOf));
  return (
    <>
      <ErrorNotice error={update.error} />
      <ScrollFrame className="plain-table-frame">
        <table className="plain-table" data-testid="categories-table">
          <thead>
            <tr>
              <th scope="col">{t('items.category')}</th>
              <th scope="col" className="words">
                {t('categories.code')}
              </th>
              <th scope="col">{t('categories.items')}</th>
              <th scope="col" className="words">
                {t('field.status')}
              </th>
              {mayWrite && (
                <th scope="col">
                  <span className="hidden-word">{t('field.acts')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {inTreeOrder(all).map((one) => (
              <tr key={one.id} data-testid="category-row">
                <CategoryCells category={one} />
                {mayWrite && (
                  <td>
                    <span className="row-acts">
                      <MoveButtons all={all} category={one} isBusy={update.isPending} onMove={(by) => move(one, by)} />
                      <Turn category={one} />
                      <Button size="small" onClick={() => onEdit(one)} data-testid="edit-category">
                        {t('action.edit')}
                      </Button>
                    </span>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </>
  );
}

function CategoryCells({ category }: { category: ItemCategory }) {
  const t = useTexts();
  const { zh, en } = category.name;
  const named = useNamed();
  const shown = named(category.name);
  return (
    <>
      <th scope="row" className={category.parentId ? 'category-below' : ''}>
        <span className="two-lines">
          <span className="cell-name">{shown}</span>
          <small lang={shown === zh ? 'en' : 'zh-CN'}>{shown === zh ? en : zh}</small>
        </span>
      </th>
      <td className="words mono">{category.code}</td>
      <td>{category.items > 0 ? <Link to={`/items?category=${category.id}`}>{<Count of={category.items} />}</Link> : <Count of={0} />}</td>
      <td className="words">
        <Status tone={category.state === 'on' ? 'good' : 'quiet'}>{t(`categoryState.${category.state}`)}</Status>
      </td>
    </>
  );
}

type MoveProps = { all: readonly ItemCategory[]; category: ItemCategory; isBusy: boolean; onMove: (by: -1 | 1) => void };

function MoveButtons({ all, category, isBusy, onMove }: MoveProps) {
  const t = useTexts();
  const name = useNamed()(category.name);
  const row = siblingsOf(all, category.parentId);
  const at = row.findIndex(({ id }) => id === category.id);
  return (
    <>
      <Button
        size="small"
        icon={<Icon name="up" size={14} />}
        aria-label={t('categories.up', { name })}
        disabled={isBusy || at === 0}
        onClick={() => onMove(-1)}
        data-testid="category-up"
      />
      <Button
        size="small"
        icon={<Icon name="down" size={14} />}
        aria-label={t('categories.down', { name })}
        disabled={isBusy || at === row.length - 1}
        onClick={() => onMove(1)}
      />
    </>
  );
}

/** A category that is off keeps what stands in it, and offers nothing. */
function Turn({ category }: { category: ItemCategory }) {
  const t = useTexts();
  const name = useNamed()(category.name);
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateCategories();
  const act = category.state === 'on' ? 'off' : 'on';
  const ask = () =>
    confirm({
      title: t(`categories.${act}Title`, { name }),
      changes: [t(`categories.${act}Change`, { count: category.items })],
      ok: t(`categories.${act}`),
      danger: act === 'off',
      run: async () => {
        await update.mutateAsync([{ ...changeOf(category), state: act }]);
        message.success(t('saved'));
      },
    });
  return (
    <Button size="small" onClick={ask} aria-label={`${t(`categories.${act}`)} ${name}`} data-testid="turn-category">
      {t(`categories.${act}`)}
    </Button>
  );
}
