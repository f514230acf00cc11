import { AppError, type OutputOf, type onboarding, REALMS, type Realm } from '@tessera/contract';
import type { Outbound } from '../../platform/outbound.ts';
import type { ProviderRow } from './tables.ts';

/** The purpose under which a provider's secret is sealed. */
export const SECRET_PURPOSE = 'onboarding.providerSecret';

/** A provider with its secret opened, for the adapter that talks to it. */
export type OpenProvider = ProviderRow & { secret: string };

/** Whom the provider names, after everything it said was verified. Only what it vouches for is here. */
export type ProviderPerson = {
  /** Never given to somebody else. */
  subject: string;
  name: string | undefined;
  userName: string | undefined;
  verifiedEmail: string | undefined;
  verifiedPhone: string | undefined;
};

export type Handover = { state: string; nonce: string; challenge: string; redirectUri: string };
export type Answer = { code?: string | undefined; ticket?: string | undefined; iss?: string | undefined };
export type Proof = { answer: Answer; state: string; nonce: string; verifier: string; redirectUri: string };
export type ProbeStep = OutputOf<typeof onboarding.testProvider>['steps'][number];

/** One kind of provider. An adapter throws `ProviderFault` when the provider's answer is not to be believed. */
export type ProviderAdapter = {
  /** Where the browser goes. */
  addressOf: (provider: OpenProvider, handover: Handover) => Promise<string>;
  identify: (provider: OpenProvider, proof: Proof) => Promise<ProviderPerson>;
  /** What can be asked without a person; stops at the first step that fails. */
  probe: (provider: OpenProvider) => Promise<ProbeStep[]>;
};

export type AdapterParts = { outbound: Outbound; clock: () => Date };

/** What was wrong with a provider's answer, in English, for the administrator; it holds no secret and no token. */
export class ProviderFault extends Error {
  override name = 'ProviderFault';
}

/** Where the browser comes back to: a page of the app, which hands the answer over with its own header. */
export function redirectUriOf(publicUrl: string, realm: Realm): string {
  return `${publicUrl}/${realm}/sign-in/callback`;
}

export function isFor(provider: Pick<ProviderRow, 'enabled' | 'for_members' | 'for_staff'>, realm: Realm): boolean {
  return provider.enabled && (realm === 'member' ? provider.for_members : provider.for_staff);
}

export function providerView(row: ProviderRow, publicUrl: string): OutputOf<typeof onboarding.saveProvider> {
  return {
    key: row.key,
    kind: row.kind,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    baseUrl: row.base_url,
    clientId: row.client_id,
    scopes: row.scopes,
    forMembers: row.for_members,
    forStaff: row.for_staff,
    matchBy: row.match_by,
    userNameClaim: row.user_name_claim,
    joinsAs: row.joins_as,
    enabled: row.enabled,
    hasSecret: row.secret_sealed !== null,
    redirectUris: REALMS.map((realm) => redirectUriOf(publicUrl, realm)),
    changedAt: row.changed_at,
  };
}

/** A text of a provider's claims; anything else counts as absent. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;
}

/** @throws AppError `onboarding.provider_failed`, with the reason for the log only */
export function failed(cause: unknown): never {
  if (cause instanceof AppError) throw cause;
  const refusal = new AppError('onboarding.provider_failed');
  refusal.cause = cause;
  throw refusal;
}

export async function step(name: ProbeStep['step'], work: () => Promise<string>): Promise<ProbeStep> {
  try {
    return { step: name, ok: true, detail: await work() };
  } catch (error) {
    return { step: name, ok: false, detail: error instanceof Error ? error.message.slice(0, 300) : 'unknown' };
  }
}
