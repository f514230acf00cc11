import type { TicketKind, WholeEvent } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { KindDrawer } from './kind-drawer.tsx';
import type { KindToSave } from './kind-values.ts';
import { useSaveKinds } from './use-events.ts';

/** What can be bought, at what price and under which rules. */
export function KindsTab({ whole, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const { message } = App.useApp();
  const save = useSaveKinds();
  const [edited, setEdited] = useState<TicketKind | 'new' | null>(null);
  const { event, ticketKinds } = whole;
  const write = async (kinds: readonly KindToSave[]) => {
    await save.mutateAsync({ eventId: event.eventId, revision: event.revision, ticketKinds: kinds.map(toSave) });
    message.success(t('ticketing.saved'));
  };
  const keep = async (kind: KindToSave) => {
    const isNew = kind.ticketKindId === undefined;
    await write(isNew ? [...ticketKinds, kind] : ticketKinds.map((one) => (one.ticketKindId === kind.ticketKindId ? kind : one)));
    setEdited(null);
  };
  const remove = (id: TicketKind['ticketKindId']) => void write(ticketKinds.filter(({ ticketKindId }) => ticketKindId !== id)).catch(() => undefined);
  const add = isOpen && (
    <Button onClick={() => setEdited('new')} data-testid="kind-add">
      {t('ticketing.kindAdd')}
    </Button>
  );
  return (
    <Panel flush title={t('ticketing.tab.kinds')} extra={add}>
      {ticketKinds.length === 0 ? (
        <EmptyState compact title={t('ticketing.noKinds')} hint={t('ticketing.noKindsHint')} />
      ) : (
        <Kinds whole={whole} isOpen={isOpen} isBusy={save.isPending} onEdit={setEdited} onRemove={remove} />
      )}
      {edited === null && <ErrorNotice error={save.error} />}
      {edited !== null && (
        <KindDrawer
          whole={whole}
          kind={edited === 'new' ? null : edited}
          error={save.error}
          isBusy={save.isPending}
          onClose={() => setEdited(null)}
          onSave={keep}
        />
      )}
    </Panel>
  );
}

type Listed = {
  whole: WholeEvent;
  isOpen: boolean;
  isBusy: boolean;
  onEdit: (kind: TicketKind) => void;
  onRemove: (id: TicketKind['ticketKindId']) => void;
};
function Kinds({ whole: { event, ticketKinds }, isOpen, isBusy, onEdit, onRemove }: Listed) {
  const t = useTexts();
  const acts = {
    title: '',
    key: 'acts',
    render: (_: unknown, kind: TicketKind) =>
      isOpen && (
        <span className="row-acts">
          <Button size="small" onClick={() => onEdit(kind)} data-testid="kind-edit">
            {t('ticketing.edit')}
          </Button>
          {!kind.isRetired && (
            <Button size="small" danger loading={isBusy} onClick={() => onRemove(kind.ticketKindId)}>
              {t(event.state === 'draft' ? 'ticketing.remove' : 'ticketing.retire')}
            </Button>
          )}
        </span>
      ),
  };
  return (
    <ScrollFrame className="keyset" target=".ant-table-content" testId="kinds-table">
      <Table<TicketKind>
        aria-label={t('ticketing.tab.kinds')}
        size="small"
        rowKey="ticketKindId"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={ticketKinds}
        columns={[...columns(t), acts]}
      />
    </ScrollFrame>
  );
}

/** What is shown with a kind and not saved with it stays away. */
function toSave(kind: KindToSave & { number?: number }): KindToSave {
  const { number: _, ...rest } = kind;
  return rest;
}

function columns(t: Texts): NonNullable<TableProps<TicketKind>['columns']> {
  return [
    {
      title: t('ticketing.kindName'),
      key: 'name',
      render: (_, { name, variations, isRetired }) => (
        <span className="two-lines">
          <span>
            {name} {isRetired && <Status tone="quiet">{t('ticketing.retired')}</Status>}
          </span>
          <small>{variations.map((one) => one.name).join(' · ')}</small>
        </span>
      ),
    },
    {
      title: t('ticketing.prices'),
      key: 'prices',
      render: (_, { prices }) => (
        <span className="event-prices">
          {prices.map(({ category, priceMinor }) => (
            <span key={category}>
              {category && <small>{category}</small>}
              <Money minor={priceMinor} />
            </span>
          ))}
        </span>
      ),
    },
    { title: t('ticketing.audience'), key: 'audience', render: (_, { audience }) => t(`ticketing.audience.${audience}`) },
    {
      title: t('ticketing.limits'),
      key: 'limits',
      render: (_, { maxPerBuyer, groupMinimum, isRealName, admits }) =>
        [
          maxPerBuyer && t('ticketing.atMost', { count: maxPerBuyer }),
          groupMinimum > 1 && t('ticketing.fromGroup', { count: groupMinimum }),
          admits > 1 && t('ticketing.admitsMany', { count: admits }),
          isRealName && t('ticketing.realName'),
        ]
          .filter(Boolean)
          .join(' · ') || '—',
    },
    { title: t('ticketing.refunds'), key: 'refunds', render: (_, { refundSteps }) => t('ticketing.refundWords', { count: refundSteps.length }) },
    { title: t('ticketing.change'), key: 'change', render: (_, { changePolicy }) => t(`ticketing.change.${changePolicy}`) },
  ];
}
