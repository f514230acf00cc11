import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Article } from '@tessera/contract';
import { HELP_STATES, HELP_TOPICS } from '@tessera/contract/help-words';
import { useNamed } from '@tessera/ui';
import { App, Button, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { ArticleDialog } from './article-dialog.tsx';

const FILTERS = ['q', 'topic', 'state'] as const;

/** What members read before they ask, in the order in which they read it. */
export function HelpArticlesPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const [editing, setEditing] = useState<Article | 'new' | null>(null);
  const query = { q: filters.get('q'), topic: filters.pick('topic', HELP_TOPICS), state: filters.pick('state', HELP_STATES) };
  const found = useQuery({
    queryKey: ['faq', query],
    queryFn: ({ signal }) => client.faq.listArticles(query, { signal }),
    placeholderData: (before) => before,
  });
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEditing('new')} data-testid="create-article">
      {t('faq.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.help')} note={t('faq.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('faq.search')} />
          <FilterSelect
            filters={filters}
            name="topic"
            placeholder={t('faq.topic')}
            choices={HELP_TOPICS.map((topic) => ({ value: topic, label: t(`helpTopic.${topic}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('faq.state')}
            choices={HELP_STATES.map((state) => ({ value: state, label: t(`helpState.${state}`) }))}
          />
        </FilterBar>
        <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
        {found.isPending && <Skeleton className="padded" active title={false} paragraph={{ rows: 8 }} />}
        {found.data?.items.length === 0 &&
          (filters.active ? (
            <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
          ) : (
            <EmptyState title={t('faq.empty')} hint={t('faq.emptyHint')} action={create} />
          ))}
        {found.data && found.data.items.length > 0 && (
          <Articles items={found.data.items} mayMove={query.q === undefined && query.state === undefined} onEdit={setEditing} />
        )}
      </Panel>
      {editing && <ArticleDialog {...(editing !== 'new' && { article: editing })} onClose={() => setEditing(null)} />}
    </>
  );
}

type Props = { items: readonly Article[]; mayMove: boolean; onEdit: (article: Article) => void };

function Articles({ items, mayMove, onEdit }: Props) {
  const t = useTexts();
  const named = useNamed();
  const columns: NonNullable<TableProps<Article>['columns']> = [
    { title: t('faq.article'), key: 'title', render: (_, { title }) => <strong>{named(title)}</strong> },
    { title: t('faq.topic'), key: 'topic', render: (_, { topic }) => t(`helpTopic.${topic}`) },
    {
      title: t('faq.state'),
      key: 'state',
      render: (_, { state }) => <Status tone={state === 'published' ? 'good' : 'quiet'}>{t(`helpState.${state}`)}</Status>,
    },
    {
      title: t('faq.updated'),
      key: 'updated',
      render: (_, { updatedAt, updatedBy }) => (
        <span className="two-lines">
          <Time at={updatedAt} />
          <small>{updatedBy}</small>
        </span>
      ),
    },
    { title: '', key: 'acts', render: (_, article) => <Acts article={article} mayMove={mayMove} onEdit={onEdit} /> },
  ];
  return (
    <ScrollFrame className="keyset" target=".ant-table-content" testId="articles-table">
      <Table<Article>
        aria-label={t('nav.help')}
        size="small"
        columns={columns}
        dataSource={items}
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
      />
    </ScrollFrame>
  );
}

function Acts({ article, mayMove, onEdit }: { article: Article; mayMove: boolean; onEdit: (article: Article) => void }) {
  const t = useTexts();
  const named = useNamed();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: ['faq'] });
  const move = useMutation({ mutationFn: useKeyedCall(client.faq.moveArticle), onSuccess: changed });
  const remove = useMutation({ mutationFn: useKeyedCall(client.faq.removeArticle), onSuccess: changed });
  const run = async () => {
    await remove.mutateAsync({ articleId: article.id });
    message.success(t('faq.removed'));
  };
  const question = {
    title: t('faq.removeTitle', { title: named(article.title) }),
    changes: [t('faq.removeChange')],
    ok: t('faq.remove'),
    danger: true,
    run,
  };
  return (
    <span className="row-acts">
      <ErrorNotice error={move.error} />
      {mayMove &&
        (['up', 'down'] as const).map((direction) => (
          <Button
            key={direction}
            size="small"
            icon={<Icon name={direction} size={14} />}
            aria-label={t(`faq.${direction}`)}
            disabled={move.isPending}
            onClick={() => move.mutate({ articleId: article.id, direction })}
          />
        ))}
      <Button size="small" onClick={() => onEdit(article)} data-testid="edit-article">
        {t('faq.edit')}
      </Button>
      <Button size="small" danger onClick={() => confirm(question)}>
        {t('faq.remove')}
      </Button>
    </span>
  );
}
