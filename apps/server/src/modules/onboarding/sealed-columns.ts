import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { SECRET_PURPOSE } from './provider.ts';

export const VERIFIER_PURPOSE = 'onboarding.verifier';

export const onboardingSealedColumns: readonly SealedColumn[] = [
  { table: 'onboarding.provider', column: 'secret_sealed', key: [{ name: 'key', type: 'text' }], purpose: SECRET_PURPOSE },
  { table: 'onboarding.handshake', column: 'verifier_sealed', key: [{ name: 'state_hash', type: 'text' }], purpose: VERIFIER_PURPOSE },
];
