import { CREDENTIAL_KINDS, type CredentialKind } from '@tessera/contract';

/** Credential kinds are stored in the ledger's `via` as their place in the list, counted from 1: append only. */
export function viaOf(kind: CredentialKind): number {
  return CREDENTIAL_KINDS.indexOf(kind) + 1;
}

export function credentialOf(via: number | null): CredentialKind {
  return CREDENTIAL_KINDS[(via ?? 0) - 1] ?? 'counter';
}
