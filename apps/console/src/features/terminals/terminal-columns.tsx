import { useMutation } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import { errorKey, Money } from '@tessera/ui';
import { App, Button, Dropdown, type TableProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import { MessageDialog } from './message-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { type Enrolment, useRevokeTerminal, useTerminalsChanged } from './use-terminals.ts';

const TONES = { waiting: 'warn', active: 'good', revoked: 'quiet' } as const satisfies Record<Terminal['status'], Tone>;
type Open = { kind: 'edit' | 'place' | 'message'; terminal: Terminal } | { kind: 'enrolment'; enrolment: Enrolment };

export function TerminalStatus(props: { terminal: Terminal }) {
  const t = useTexts();
  return <Status tone={TONES[props.terminal.status]}>{t(`terminalStatus.${props.terminal.status}`)}</Status>;
}

/** The columns of any table of terminals, and the dialogs that their acts open. */
export function useTerminalColumns(options: { withMerchant: boolean }): {
  columns: NonNullable<TableProps<Terminal>['columns']>;
  dialogs: ReactNode;
} {
  const t = useTexts();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns: NonNullable<TableProps<Terminal>['columns']> = [
    {
      title: t('field.terminal'),
      key: 'name',
      render: (_, terminal) => (
        <span className="two-lines">
          <Link className="cell-link" to={`/payments?terminal=${terminal.id}`} title={t('terminals.seePayments')}>
            {terminal.name}
          </Link>
          <small>{t(`terminalKind.${terminal.kind}`)}</small>
        </span>
      ),
    },
    ...(options.withMerchant ? [{ title: t('field.merchant'), dataIndex: 'organizationName', key: 'merchant' }] : []),
    { title: t('field.status'), key: 'status', render: (_, terminal) => <TerminalStatus terminal={terminal} /> },
    {
      title: t('terminals.lastSeen'),
      key: 'lastSeen',
      render: (_, terminal) => (terminal.lastSeenAt ? <Time at={terminal.lastSeenAt} /> : <span className="quiet">{t('terminals.never')}</span>),
    },
    { title: t('terminals.maxAmount'), key: 'max', align: 'right', render: (_, terminal) => <Money minor={terminal.policy.maxAmountMinor} /> },
    {
      title: t('terminals.refunds'),
      key: 'refunds',
      render: (_, terminal) => t(terminal.policy.refundsAllowed ? 'terminals.refundsYes' : 'terminals.refundsNo'),
    },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, terminal) => <TerminalActs terminal={terminal} onOpen={setOpen} />,
    },
  ];
  const dialogs = (
    <>
      {open?.kind === 'enrolment' && <EnrolmentDialog enrolment={open.enrolment} onClose={close} />}
      {open?.kind === 'edit' && <PolicyDialog terminal={open.terminal} onClose={close} />}
      {open?.kind === 'place' && <PlaceDialog terminal={open.terminal} onClose={close} />}
      {open?.kind === 'message' && <MessageDialog terminal={open.terminal} onClose={close} />}
    </>
  );
  return { columns, dialogs };
}

function TerminalActs(props: { terminal: Terminal; onOpen: (open: Open) => void }) {
  const t = useTexts();
  const can = useCan();
  const revoke = useRevokeTerminal();
  const changed = useTerminalsChanged();
  const { message } = App.useApp();
  const { terminal, onOpen } = props;
  const renew = useMutation({
    mutationFn: () => client.terminals.renewEnrolmentCode({ terminalId: terminal.id }),
    onSuccess: (enrolment) => {
      void changed();
      onOpen({ kind: 'enrolment', enrolment });
    },
    onError: (error) => message.error(t(errorKey(error))),
  });
  if (!can('terminals.write') || terminal.status === 'revoked') return null;
  const items = [
    { key: 'edit', label: t('terminals.edit'), onClick: () => onOpen({ kind: 'edit', terminal }) },
    ...(can('shops.write') ? [{ key: 'place', label: t('terminals.place'), onClick: () => onOpen({ kind: 'place', terminal }) }] : []),
    { key: 'message', label: t('terminals.message'), disabled: terminal.status !== 'active', onClick: () => onOpen({ kind: 'message', terminal }) },
    { key: 'renew', label: t('terminals.renew'), onClick: () => renew.mutate() },
    { type: 'divider' as const },
    { key: 'revoke', label: t('terminals.revoke'), danger: true, onClick: () => revoke(terminal) },
  ];
  return (
    <span className="row-acts">
      {terminal.status === 'waiting' && (
        <Button size="small" loading={renew.isPending} onClick={() => renew.mutate()} data-testid="renew-code">
          {t('terminals.renew')}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" autoFocus>
        <Button
          size="small"
          type="text"
          icon={<Icon name="more" size={16} />}
          aria-label={t('terminals.acts', { name: terminal.name })}
          data-testid="terminal-acts"
        />
      </Dropdown>
    </span>
  );
}
