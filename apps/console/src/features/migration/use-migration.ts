import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MigrationBatch, OldCard, Opening } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const OLD_CARD_STATES = ['active', 'outdated', 'replaced'] as const satisfies readonly OldCard['state'][];
export type OldCardFilters = { q?: string; state?: OldCard['state'] };
const BATCHES_SHOWN = 50;

export function useMigration() {
  return useQuery({ queryKey: ['migration', 'standing'], queryFn: ({ signal }) => client.migration.getMigration({}, { signal }) });
}

export function useBatches() {
  return useQuery({
    queryKey: ['migration', 'batches'],
    queryFn: ({ signal }) => client.migration.listMigrationBatches({ limit: BATCHES_SHOWN }, { signal }),
  });
}

export function useOldCards(filters: OldCardFilters) {
  return useKeyset({
    key: ['migration', 'cards', filters],
    fetch: (paging, signal) => client.migration.listOldCards({ ...filters, ...paging }, { signal }),
  });
}

export function useExportOldCards() {
  return useMutation({
    mutationFn: async (filters: OldCardFilters) => saveFile('old-cards.csv', await client.migration.exportOldCards(filters)),
  });
}

type BatchId = MigrationBatch['id'];

/** Those that were left out and wait for a person. */
export function useLeftOut(migrationBatchId: BatchId) {
  return useKeyset({
    key: ['migration', 'leftOut', migrationBatchId],
    fetch: (paging, signal) => client.migration.listOpenings({ migrationBatchId, state: 'left_out', ...paging }, { signal }),
  });
}

/** Posted now, or put aside with a reason. */
export function useSettleOpening() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ openingId, reason }: { openingId: Opening['id']; reason?: string }) =>
      reason === undefined ? client.migration.postOpening({ openingId }) : client.migration.putOpeningAside({ openingId, reason }),
    onSettled: () => Promise.all(['migration', 'audit', 'wallets'].map((module) => queries.invalidateQueries({ queryKey: [module] }))),
  });
}

export type Decision =
  | { act: 'submit'; migrationBatchId: BatchId; controlMinor: number }
  | { act: 'approve'; migrationBatchId: BatchId }
  | { act: 'refuse'; migrationBatchId: BatchId; reason: string };

export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ act, ...input }: Decision) => {
      if (act === 'submit' && 'controlMinor' in input) return client.migration.submitOpenings(input);
      if (act === 'refuse' && 'reason' in input) return client.migration.refuseOpenings(input);
      return client.migration.approveOpenings(input);
    },
    onSettled: () => Promise.all(['migration', 'audit', 'wallets'].map((module) => queries.invalidateQueries({ queryKey: [module] }))),
  });
}
