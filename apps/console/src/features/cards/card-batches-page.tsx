import type { CardBatch } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { ReadyDialog, UidsDialog } from './batch-dialogs.tsx';
import { CardTabs } from './card-tabs.tsx';
import { FirstCardsDialog } from './first-cards-dialog.tsx';
import { useBatchFile, useCardBatches, useCreateBatch } from './use-card-orders.ts';

type Asking = { act: 'uids' | 'ready'; batch: CardBatch } | { act: 'first' };

/** Cards on their way through the printer. */
export function CardBatchesPage() {
  const t = useTexts();
  const { message } = App.useApp();
  const { staff } = useSession();
  const list = useCardBatches();
  const [asking, setAsking] = useState<Asking | null>(null);
  const file = useBatchFile();
  const create = useCreateBatch(({ number, cardCount }) => message.success(t('batches.created', { number, count: cardCount })));
  const refuse = { onError: (error: unknown) => message.error(t(errorKey(error))) };
  const action = (
    <>
      <Button icon={<Icon name="cards" size={16} />} onClick={() => setAsking({ act: 'first' })} data-testid="first-cards">
        {t('firstCards.open')}
      </Button>
      <Button
        type="primary"
        icon={<Icon name="plus" size={16} />}
        loading={create.isPending}
        onClick={() => create.mutate(undefined, refuse)}
        data-testid="create-batch"
      >
        {t('batches.create')}
      </Button>
    </>
  );
  const close = (words?: string) => {
    if (words) message.success(words);
    setAsking(null);
  };
  return (
    <>
      <PageHeader title={t('cards.batches')} note={t('batches.note')} actions={action} />
      <CardTabs />
      <Panel flush>
        <KeysetTable<CardBatch>
          list={list}
          columns={columns(t, { isIssuers: staff?.organizationKind === 'issuer', onAsk: setAsking, onFile: (batch) => file.mutate(batch, refuse) })}
          rowKey={(batch) => batch.id}
          label={t('cards.batches')}
          empty={<EmptyState title={t('batches.empty')} hint={t('batches.emptyHint')} action={action} />}
          testId="card-batches-table"
        />
      </Panel>
      {asking?.act === 'first' && <FirstCardsDialog onClose={close} />}
      {asking?.act === 'uids' && <UidsDialog batch={asking.batch} onClose={close} />}
      {asking?.act === 'ready' && <ReadyDialog batch={asking.batch} onClose={close} />}
    </>
  );
}

type Acts = { /** Whose batches all are an issuer's. */ isIssuers: boolean; onAsk: (asking: Asking) => void; onFile: (batch: CardBatch) => void };

function columns(t: Texts, acts: Acts): NonNullable<TableProps<CardBatch>['columns']> {
  const counts = [
    ['cardCount', 'batches.cards'],
    ['madeCount', 'batches.made'],
    ['readyCount', 'batches.readyCount'],
    ['handedOverCount', 'batches.handedOver'],
  ] as const;
  return [
    {
      title: t('batches.number'),
      key: 'number',
      render: (_, batch) => (
        <span className="two-lines">
          <Link className="cell-link number" to={`/cards/orders?batch=${batch.id}`} aria-label={`${t('batches.list')} ${batch.number}`}>
            {batch.number}
          </Link>
          {batch.issuerId !== null && !acts.isIssuers && <small>{t('batches.ofIssuer', { name: batch.createdBy })}</small>}
        </span>
      ),
    },
    ...counts.map(([field, label]) => ({ title: t(label), dataIndex: field, key: field, align: 'right' as const, className: 'number' })),
    { title: t('batches.pickUpAt'), key: 'pickUpAt', render: (_, batch) => batch.pickUpAt ?? '–' },
    { title: t('batches.createdAt'), key: 'createdAt', render: (_, batch) => <Time at={batch.createdAt} /> },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, batch) => (
        <span className="row-acts">
          <Button size="small" icon={<Icon name="download" size={14} />} onClick={() => acts.onFile(batch)} data-testid="batch-file">
            {t('batches.file')}
          </Button>
          <Button size="small" onClick={() => acts.onAsk({ act: 'uids', batch })} data-testid="batch-uids">
            {t('batches.uids')}
          </Button>
          <Button
            size="small"
            type="primary"
            disabled={batch.madeCount === batch.readyCount}
            onClick={() => acts.onAsk({ act: 'ready', batch })}
            data-testid="batch-ready"
          >
            {t('batches.ready')}
          </Button>
        </span>
      ),
    },
  ];
}
