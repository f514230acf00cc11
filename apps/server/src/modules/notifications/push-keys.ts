import type { Ctx } from '../../platform/ctx.ts';
import { makePushKeys, type PushKeys } from '../../platform/messaging/web-push.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { insertPushKey, selectPushKey } from './preference-queries.ts';

export const SUBSCRIPTION_PURPOSE = 'notifications.subscription';
export const PUSH_KEY_PURPOSE = 'notifications.pushKey';

/** The installation's pair, made at the first wish for it. Browsers that subscribed with it hear from no other, so it is never changed. */
export async function openPushKeys(ctx: Ctx, secrets: SecretBox): Promise<PushKeys> {
  const known = (await selectPushKey(ctx)) ?? (await foundPushKeys(ctx, secrets));
  return { publicKey: known.public_key, privateJwk: secrets.open(PUSH_KEY_PURPOSE, known.private_sealed) };
}

async function foundPushKeys(ctx: Ctx, secrets: SecretBox) {
  const { publicKey, privateJwk } = makePushKeys();
  await insertPushKey(ctx, { public_key: publicKey, private_sealed: secrets.seal(PUSH_KEY_PURPOSE, privateJwk) });
  const kept = await selectPushKey(ctx);
  if (!kept) throw new Error('a pair of push keys was just entered');
  return kept;
}
