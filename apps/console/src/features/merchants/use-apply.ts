import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApplicantApplication } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { client } from '../../shared/api.ts';

export type Fields = Omit<ApplicantApplication, 'id' | 'state' | 'message' | 'documents' | 'submittedAt'>;
type ApplicationId = ApplicantApplication['id'];
const KEY = ['applicant'];

/** The applications of the proved phone; null while no phone is proved in this browser. */
export function useVisit() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      client.merchants.listApplicantApplications({}, { signal }).catch((error: unknown) => {
        if (error instanceof ProblemError && error.code === 'merchants.visit_over') return null;
        throw error;
      }),
    retry: false,
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

export function useOpenVisit() {
  return useMutation({
    mutationFn: (proof: { phone: string; code: string }) => client.merchants.openApplicantVisit(proof),
    onSuccess: useLookAgain(),
  });
}

export function useCloseVisit() {
  return useMutation({ mutationFn: () => client.merchants.closeApplicantVisit(), onSuccess: useLookAgain() });
}

/** Hands an application in, or changes one. */
export function useSaveApplication() {
  return useMutation({
    mutationFn: ({ applicationId, fields }: { applicationId: ApplicationId | null; fields: Fields }) =>
      applicationId ? client.merchants.amendApplication({ applicationId, ...fields }) : client.merchants.submitApplication(fields),
    onSuccess: useLookAgain(),
  });
}

export function useAddDocument(applicationId: ApplicationId) {
  return useMutation({ mutationFn: (file: File) => client.merchants.addDocument({ applicationId, file }), onSuccess: useLookAgain() });
}

export function useRemoveDocument(applicationId: ApplicationId) {
  type DocumentId = ApplicantApplication['documents'][number]['id'];
  return useMutation({
    mutationFn: (documentId: DocumentId) => client.merchants.removeDocument({ applicationId, documentId }),
    onSuccess: useLookAgain(),
  });
}
