import type { GiftCardKind } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { App, Button, Space, type TableProps } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { GiftCardTabs } from './gift-card-tabs.tsx';
import { amountsWords, KindStatus, outstandingOf, validWords } from './gift-words.tsx';
import { KindForm } from './kind-form.tsx';
import { KIND_STATUSES, useKinds, useUpdateKind } from './use-gift-cards.ts';
import './gift-cards.css';

const FILTERS = ['q', 'status'] as const;

/** What is sold, and where the money of each kind is. */
export function GiftCardKindsPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const filters = useFilters(FILTERS);
  const list = useKinds({ q: filters.get('q'), status: filters.pick('status', KIND_STATUSES) });
  const [editing, setEditing] = useState<GiftCardKind | 'new' | null>(null);
  const create = can('giftcards.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')} data-testid="create-gift-kind">
      {t('giftCards.createKind')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.giftCards')} note={t('giftCards.kindsNote')} actions={create} />
      <GiftCardTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('giftCards.searchKinds')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={KIND_STATUSES.map((status) => ({ value: status, label: t(`giftCardKindStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<GiftCardKind>
          list={list}
          columns={columns(t, { named, onEdit: can('giftcards.write') ? setEditing : undefined })}
          rowKey={(kind) => kind.id}
          label={t('giftCards.kinds')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('giftCards.noKinds')} hint={t('giftCards.noKindsHint')} action={create} />
            )
          }
          testId="gift-kinds-table"
        />
      </Panel>
      {editing && <KindForm {...(editing !== 'new' && { kind: editing })} onClose={() => setEditing(null)} />}
    </>
  );
}

type Of = { named: ReturnType<typeof useNamed>; onEdit: ((kind: GiftCardKind) => void) | undefined };

function columns(t: Texts, { named, onEdit }: Of): NonNullable<TableProps<GiftCardKind>['columns']> {
  const money = (title: string, key: string, of: (kind: GiftCardKind) => number) =>
    ({ title, key, align: 'right', render: (_: unknown, kind: GiftCardKind) => <Money minor={of(kind)} /> }) as const;
  return [
    {
      title: t('giftCards.kind'),
      key: 'name',
      render: (_, kind) => (
        <span className="two-lines">
          <span>{named(kind.name)}</span>
          <small>{scopeWords(t, kind)}</small>
        </span>
      ),
    },
    {
      title: t('giftCards.amounts'),
      key: 'amounts',
      render: (_, kind) => (
        <span className="two-lines">
          <span>{amountsWords(t, kind)}</span>
          <small>{`${t('giftCards.price')} ${kind.priceBps / 100}% · ${validWords(t, kind)}`}</small>
        </span>
      ),
    },
    { title: t('field.status'), key: 'status', render: (_, kind) => <KindStatus status={kind.status} /> },
    { title: t('giftCards.soldCount'), key: 'count', align: 'right', className: 'number', render: (_, kind) => kind.books.soldCount },
    money(t('giftCards.sold'), 'sold', ({ books }) => books.soldMinor),
    money(t('giftCards.outstanding'), 'outstanding', outstandingOf),
    money(t('giftCards.spent'), 'spent', ({ books }) => books.spentMinor),
    money(t('giftCards.returned'), 'returned', ({ books }) => books.returnedMinor),
    money(t('giftCards.lapsed'), 'lapsed', ({ books }) => books.lapsedMinor),
    ...(onEdit ? [{ title: t('field.acts'), key: 'acts', render: (_: unknown, kind: GiftCardKind) => <Acts kind={kind} onEdit={onEdit} /> }] : []),
  ];
}

function Acts({ kind, onEdit }: { kind: GiftCardKind; onEdit: (kind: GiftCardKind) => void }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateKind();
  const turn = kind.status === 'open' ? 'close' : 'open';
  const ask = () =>
    confirm({
      title: t(`giftCards.${turn}Title`),
      changes: [t(`giftCards.${turn}Change`)],
      ok: t(`giftCards.${turn}`),
      run: async () => {
        const { id: kindId, name, amounts, priceBps, validDays, scope } = kind;
        await update.mutateAsync({ kindId, name, amounts, priceBps, validDays, scope, status: turn === 'close' ? 'closed' : 'open' });
        message.success(t('giftCards.kindSaved'));
      },
    });
  return (
    <Space>
      <Button size="small" onClick={() => onEdit(kind)} data-testid="edit-gift-kind">
        {t('action.edit')}
      </Button>
      <Button size="small" onClick={ask} data-testid={`${turn}-gift-kind`}>
        {t(`giftCards.${turn}`)}
      </Button>
    </Space>
  );
}
