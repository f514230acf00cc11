import { AppError, type ContentOf, type OutputOf, type onboarding } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type Outbound, OutboundRefused } from '../../platform/outbound.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { providerView, SECRET_PURPOSE } from './provider.ts';
import { deleteProviderRow, selectProvider, selectProviders, upsertProvider } from './queries.ts';
import type { ProviderRow } from './tables.ts';

export type ProviderKeep = { secrets: SecretBox; outbound: Outbound; publicUrl: string };
type View = OutputOf<typeof onboarding.saveProvider>;

export async function listProviders(ctx: Ctx, keep: ProviderKeep): Promise<OutputOf<typeof onboarding.listProviders>> {
  return { items: (await selectProviders(ctx)).map((row) => providerView(row, keep.publicUrl)) };
}

/** The server will call this address: it is https, and public unless the installation names it. @throws AppError `onboarding.provider_url_wrong` */
export async function saveProvider(ctx: Ctx, input: ContentOf<typeof onboarding.saveProvider>, keep: ProviderKeep): Promise<View> {
  refuseWrongAddress(input, keep.outbound);
  const before = await selectProvider(ctx, input.key);
  const secretSealed = input.clientSecret ? keep.secrets.seal(SECRET_PURPOSE, input.clientSecret) : (before?.secret_sealed ?? null);
  const row: ProviderRow = {
    key: input.key,
    kind: input.kind,
    name_zh: input.nameZh,
    name_en: input.nameEn,
    base_url: input.baseUrl,
    client_id: input.clientId,
    secret_sealed: secretSealed,
    scopes: input.scopes,
    for_members: input.forMembers,
    for_staff: input.forStaff,
    match_by: input.matchBy,
    user_name_claim: input.userNameClaim,
    joins_as: input.joinsAs,
    enabled: input.enabled,
    changed_at: ctx.now,
  };
  await upsertProvider(ctx, row);
  const after = toldOf(row);
  await record(ctx, {
    action: 'onboarding.saveProvider',
    targetKind: 'provider',
    targetId: row.key,
    ...(before && { before: toldOf(before) }),
    after: { ...after, ...(input.clientSecret && { secret: 'changed' }) },
  });
  return providerView(row, keep.publicUrl);
}

/** @throws AppError `onboarding.provider_unknown` */
export async function deleteProvider(ctx: Ctx, { key }: { key: string }): Promise<Record<never, never>> {
  if (!(await deleteProviderRow(ctx, key))) throw new AppError('onboarding.provider_unknown');
  await record(ctx, { action: 'onboarding.deleteProvider', targetKind: 'provider', targetId: key });
  return {};
}

/** WeChat's own hosts stand for an empty address. */
function refuseWrongAddress(input: { kind: ProviderRow['kind']; baseUrl: string }, outbound: Outbound): void {
  if (input.baseUrl === '' && input.kind === 'wechat') return;
  try {
    outbound.check(input.baseUrl);
  } catch (error) {
    if (error instanceof OutboundRefused) throw new AppError('onboarding.provider_url_wrong', { reason: error.reason });
    throw error;
  }
}

/** For the audit log: all but the secret. */
function toldOf({ secret_sealed: _secret, changed_at: _at, ...told }: ProviderRow): Record<string, unknown> {
  return told;
}
