import type { ChannelKind, PaymentWay } from '@tessera/contract';
import { viaOf } from '../ledger/index.ts';

/** Of money that came through a channel: by itself to the member's phone, or over a desk. */
export function viaOfChannel({ kind, way }: { kind: ChannelKind; way: PaymentWay }): number {
  const isOnPhone = way !== 'desk' && (kind === 'wechat' || kind === 'alipay');
  return viaOf(isOnPhone ? kind : 'counter');
}
