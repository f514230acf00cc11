export * from './admission.ts';
export { readBase45, writeBase45 } from './base45.ts';
export * from './check-code.ts';
export {
  CREDENTIAL_BYTES,
  type Credential,
  EVERYWHERE,
  GENERATION_MAX,
  KEY_NUMBER_MAX,
  NO_SEAT,
  signCredential,
  TICKET_VERSION,
  writeCode,
} from './credential.ts';
export * from './merge-scans.ts';
export * from './revocations.ts';
export * from './scan-journal.ts';
export * from './turning.ts';
