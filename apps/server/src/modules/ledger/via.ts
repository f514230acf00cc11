import { CREDENTIAL_KINDS, type CredentialKind } from '@tessera/contract';

/** What was shown is stored in a transfer's `via` as its place in the list, counted from 1: append only. */
export function viaOf(kind: CredentialKind): number {
  return CREDENTIAL_KINDS.indexOf(kind) + 1;
}

export function credentialOf(via: number | null): CredentialKind {
  return CREDENTIAL_KINDS[(via ?? 0) - 1] ?? 'counter';
}
