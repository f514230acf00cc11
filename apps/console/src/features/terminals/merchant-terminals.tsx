import type { Id } from '@tessera/kernel';
import { Button, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CreateTerminalDialog } from './create-terminal-dialog.tsx';
import { useTerminalColumns } from './terminal-columns.tsx';
import { useMerchantTerminals } from './use-terminals.ts';

export function MerchantTerminals(props: { organizationId: Id<'organization'> }) {
  const t = useTexts();
  const can = useCan();
  const terminals = useMerchantTerminals(props.organizationId);
  const items = terminals.data?.items ?? [];
  const [creating, setCreating] = useState(false);
  const { columns, dialogs } = useTerminalColumns({ withMerchant: false });
  return (
    <Panel
      flush
      title={t('nav.terminals')}
      testId="merchant-terminals"
      extra={
        can('terminals.write') && (
          <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => setCreating(true)} data-testid="create-terminal">
            {t('terminals.create')}
          </Button>
        )
      }
    >
      <ErrorNotice error={terminals.error} onRetry={() => terminals.refetch()} />
      {terminals.isPending && <Skeleton className="padded" active title={false} />}
      {terminals.isSuccess && items.length === 0 && <EmptyState compact title={t('terminals.empty')} hint={t('terminals.emptyHint')} />}
      {items.length > 0 && (
        <ScrollFrame target=".ant-table-content">
          <Table
            aria-label={t('nav.terminals')}
            size="small"
            columns={columns}
            dataSource={items}
            rowKey={(terminal) => terminal.id}
            pagination={false}
            scroll={{ x: 'max-content' }}
          />
        </ScrollFrame>
      )}
      {creating && <CreateTerminalDialog organizationId={props.organizationId} onClose={() => setCreating(false)} />}
      {dialogs}
    </Panel>
  );
}
