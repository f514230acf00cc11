import type { ProviderKind } from '@tessera/contract';
import type { Database } from '../../platform/database.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Identity } from '../identity/index.ts';
import type { SettingsBook } from '../settings/index.ts';
import { createCas } from './cas.ts';
import { createOidc } from './oidc.ts';
import type { ProviderAdapter } from './provider.ts';
import { createWechat } from './wechat.ts';

export type OnboardingOptions = {
  database: Database;
  secrets: SecretBox;
  settings: Pick<SettingsBook, 'get'>;
  identity: Identity;
  outbound: Outbound;
  /** Where people reach the server; providers send them back there. */
  publicUrl: string;
  clock: () => Date;
  /** Told why a provider's answer was not believed: the person hears only that it was not. */
  onFault: (error: unknown) => void;
};
export type Parts = OnboardingOptions & { adapters: Readonly<Record<ProviderKind, ProviderAdapter>> };

export function createParts(options: OnboardingOptions): Parts {
  return { ...options, adapters: { oidc: createOidc(options), wechat: createWechat(options), cas: createCas(options) } };
}
