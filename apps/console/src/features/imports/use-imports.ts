import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImportKindName, ImportOutcome, ImportStatus, ImportView, Language } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useRef } from 'react';
import { client } from '../../shared/api.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type ImportId = Id<'import'>;

/** While a worker is busy, the screen looks again by itself should the live stream be away. */
const LOOK_AGAIN_MS = 3_000;
export const WORKING: readonly ImportStatus[] = ['uploading', 'reading', 'checking', 'applying', 'undoing'];

export function isWorking(view: Pick<ImportView, 'status'>): boolean {
  return WORKING.includes(view.status);
}

export function useImports(filters: { status?: ImportStatus | undefined }) {
  return useKeyset({
    key: ['imports', 'page', filters],
    fetch: (paging, signal) => client.imports.listImports({ ...filters, ...paging }, { signal }),
  });
}

export function useImport(importId: ImportId) {
  return useQuery({
    queryKey: ['imports', 'one', importId],
    queryFn: ({ signal }) => client.imports.getImport({ importId }, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? LOOK_AGAIN_MS : false),
  });
}

/** Asked anew for each phase, since the answer changes with it. */
export function useImportRows(view: ImportView, outcome: ImportOutcome | undefined) {
  return useKeyset({
    key: ['imports', 'rows', view.id, view.status, outcome ?? ''],
    fetch: (paging, signal) => client.imports.listImportRows({ importId: view.id, outcome, ...paging }, { signal }),
  });
}

export function useImportKinds() {
  return useQuery({
    queryKey: ['imports', 'kinds'],
    queryFn: ({ signal }) => client.imports.listImportKinds({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useUploadImport() {
  const queries = useQueryClient();
  const sent = useRef<File>(undefined);
  // A file says nothing as JSON: what tells it from another one stands for it, so that only the same file keeps its key.
  const upload = useKeyedCall(async ({ kind }: { kind: ImportKindName; sign: string }, options) => {
    if (!sent.current) throw new TypeError('no file was chosen');
    return client.imports.uploadImport({ kind, file: sent.current }, options);
  });
  return useMutation({
    mutationFn: ({ kind, file }: { kind: ImportKindName; file: File }) => {
      sent.current = file;
      return upload({ kind, sign: `${file.name} ${file.size} ${file.lastModified}` });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
}

export function useCheckImport() {
  const keep = useKeepImport();
  return useMutation({ mutationFn: (input: Parameters<typeof client.imports.checkImport>[0]) => client.imports.checkImport(input), onSuccess: keep });
}

export type ImportAct = 'confirm' | 'pause' | 'resume' | 'cancel' | 'undo';

export function useSteerImport() {
  const keep = useKeepImport();
  return useMutation({ mutationFn: ({ importId, act }: { importId: ImportId; act: ImportAct }) => STEER[act]({ importId }), onSuccess: keep });
}

const STEER = {
  confirm: (input: { importId: ImportId }) => client.imports.confirmImport(input),
  pause: (input: { importId: ImportId }) => client.imports.pauseImport(input),
  resume: (input: { importId: ImportId }) => client.imports.resumeImport(input),
  cancel: (input: { importId: ImportId }) => client.imports.cancelImport(input),
  undo: (input: { importId: ImportId }) => client.imports.undoImport(input),
} as const;

function useKeepImport() {
  const queries = useQueryClient();
  return (view: ImportView) => {
    queries.setQueryData(['imports', 'one', view.id], view);
    return queries.invalidateQueries({ queryKey: ['imports', 'page'] });
  };
}

export function useTemplate() {
  return useMutation({
    mutationFn: async (input: { kind: ImportKindName; language: Language; form: 'csv' | 'xlsx'; name: string }) => {
      const { name, ...asked } = input;
      saveFile(`${name}.${asked.form}`, await client.imports.getImportTemplate(asked));
    },
  });
}

export function useReport() {
  return useMutation({
    mutationFn: async (input: { importId: ImportId; language: Language; outcome?: ImportOutcome | undefined; name: string }) => {
      const { name, ...asked } = input;
      saveFile(name, await client.imports.exportImportRows(asked));
    },
  });
}
