import type { ChannelKind } from '@tessera/contract';

/** Kinds that have keys, notifications and bills; the others are a desk's. */
export function isOnline(kind: ChannelKind): kind is 'wechat' | 'alipay' {
  return kind === 'wechat' || kind === 'alipay';
}
