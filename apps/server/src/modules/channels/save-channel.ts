import { AppError, type ContentOf, type channels, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { OutboundRefused } from '../../platform/outbound.ts';
import { record } from '../audit/index.ts';
import { ChannelFault, type ChannelSecrets, SECRETS_PURPOSE } from './channel.ts';
import { privateKeyOf, publicKeyOf } from './keys.ts';
import { type ChannelsParts, notifyUrlOf } from './parts.ts';
import { selectChannel, selectChannels, upsertChannel } from './queries.ts';
import { parseSecrets } from './secrets.ts';
import type { ChannelRow } from './tables.ts';

type View = OutputOf<typeof channels.saveChannel>;
type Input = ContentOf<typeof channels.saveChannel>;
type Keep = Pick<ChannelsParts, 'secrets' | 'publicUrl' | 'outbound'>;

export async function listChannels(ctx: Ctx, keep: Keep): Promise<OutputOf<typeof channels.listChannels>> {
  return { items: (await selectChannels(ctx)).map((row) => channelView(row, keep)) };
}

/**
 * A kind is for ever; a key that is not sent stays. What is switched on has everything that its kind needs, and its keys can be read.
 * @throws AppError `channels.settings_wrong` with the field, `channels.url_wrong`
 */
export async function saveChannel(ctx: Ctx, input: Input, keep: Keep): Promise<View> {
  const before = await selectChannel(ctx, input.channel);
  if (before && before.kind !== input.kind) throw new AppError('channels.settings_wrong', { field: 'kind' });
  refuseWrongAddress(input, keep);
  const secrets = {
    ...secretsOf(before, keep),
    ...(input.privateKey && { privateKey: input.privateKey }),
    ...(input.apiKey && { apiKey: input.apiKey }),
  };
  refuseWrongSettings(input, secrets);
  const row: ChannelRow = {
    key: input.channel,
    kind: input.kind,
    name_zh: input.nameZh,
    name_en: input.nameEn,
    base_url: input.baseUrl,
    merchant_id: input.merchantId,
    app_id: input.appId,
    certificate_serial: input.certificateSerial.toUpperCase(),
    public_key_id: input.publicKeyId,
    public_key: input.publicKey,
    secrets_sealed: Object.keys(secrets).length > 0 ? keep.secrets.seal(SECRETS_PURPOSE, JSON.stringify(secrets)) : null,
    enabled: input.enabled,
    changed_at: ctx.now,
  };
  await upsertChannel(ctx, row);
  await record(ctx, {
    action: 'channels.saveChannel',
    targetKind: 'channel',
    targetId: row.key,
    ...(before && { before: toldOf(before) }),
    after: { ...toldOf(row), ...(input.privateKey && { private_key: 'changed' }), ...(input.apiKey && { api_key: 'changed' }) },
  });
  return channelView(row, keep);
}

function secretsOf(row: ChannelRow | undefined, keep: Keep): ChannelSecrets {
  return row?.secrets_sealed ? parseSecrets(keep.secrets.open(SECRETS_PURPOSE, row.secrets_sealed)) : {};
}

function refuseWrongAddress({ baseUrl }: Input, { outbound }: Keep): void {
  if (baseUrl === '') return;
  try {
    outbound.check(baseUrl);
  } catch (error) {
    if (error instanceof OutboundRefused) throw new AppError('channels.url_wrong', { reason: error.reason });
    throw error;
  }
}

function refuseWrongSettings(input: Input, secrets: ChannelSecrets): void {
  const wrong = (field: string): never => {
    throw new AppError('channels.settings_wrong', { field });
  };
  const readable = (field: string, read: () => unknown) => {
    try {
      read();
    } catch (error) {
      if (error instanceof ChannelFault) wrong(field);
      throw error;
    }
  };
  const { privateKey, apiKey } = secrets;
  if (privateKey !== undefined) readable('privateKey', () => privateKeyOf(privateKey));
  if (input.publicKey !== '') readable('publicKey', () => publicKeyOf(input.publicKey));
  if (!input.enabled || (input.kind !== 'wechat' && input.kind !== 'alipay')) return;
  if (input.appId === '') wrong('appId');
  if (privateKey === undefined) wrong('privateKey');
  if (input.kind === 'alipay' && input.publicKey === '') wrong('publicKey');
  if (input.kind === 'alipay') return;
  if (input.merchantId === '') wrong('merchantId');
  if (!/^[0-9A-Fa-f]{8,80}$/.test(input.certificateSerial)) wrong('certificateSerial');
  if (apiKey === undefined) wrong('apiKey');
  if ((input.publicKeyId === '') !== (input.publicKey === '')) wrong(input.publicKeyId === '' ? 'publicKeyId' : 'publicKey');
}

function channelView(row: ChannelRow, keep: Keep): View {
  const secrets = secretsOf(row, keep);
  return {
    key: row.key,
    kind: row.kind,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    baseUrl: row.base_url,
    merchantId: row.merchant_id,
    appId: row.app_id,
    certificateSerial: row.certificate_serial,
    publicKeyId: row.public_key_id,
    publicKey: row.public_key,
    enabled: row.enabled,
    hasPrivateKey: secrets.privateKey !== undefined,
    hasApiKey: secrets.apiKey !== undefined,
    notifyUrl: notifyUrlOf(keep.publicUrl, row.key),
    changedAt: row.changed_at,
  };
}

/** For the audit log: all but the secrets; of a key only that it is there. */
function toldOf({ secrets_sealed: _secrets, changed_at: _at, public_key: key, ...told }: ChannelRow): Record<string, unknown> {
  return { ...told, public_key: key === '' ? 'none' : `${key.length} characters` };
}
