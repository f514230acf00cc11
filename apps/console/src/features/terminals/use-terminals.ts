import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type TerminalFilters = { q?: string; status?: Terminal['status']; organizationId?: Id<'organization'> };
export type Enrolment = Awaited<ReturnType<typeof client.terminals.createTerminal>>;

export function useTerminals(filters: TerminalFilters) {
  return useKeyset({
    key: ['terminals', 'page', filters],
    fetch: (paging, signal) => client.terminals.listTerminals({ ...filters, ...paging }, { signal }),
  });
}

const SHOWN = 100;

export function useMerchantTerminals(organizationId: Id<'organization'>) {
  return useQuery({
    queryKey: ['terminals', 'of', organizationId],
    queryFn: ({ signal }) => client.terminals.listTerminals({ organizationId, limit: SHOWN }, { signal }),
  });
}

export function useTerminalsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['terminals', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useRevokeTerminal() {
  const t = useTexts();
  const confirm = useConfirm();
  const changed = useTerminalsChanged();
  const { message } = App.useApp();
  return (terminal: Terminal) =>
    confirm({
      title: t('terminals.revokeTitle', { name: terminal.name }),
      changes: [t('terminals.revokeChange'), t('terminals.revokeRest')],
      ok: t('terminals.revoke'),
      danger: true,
      run: async () => {
        await client.terminals.revokeTerminal({ terminalId: terminal.id });
        await changed();
        message.success(t('terminals.revokeDone', { name: terminal.name }));
      },
    });
}
