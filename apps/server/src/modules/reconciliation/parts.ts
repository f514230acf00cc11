import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { ChannelsParts } from '../channels/index.ts';

export type ReconciliationParts = { database: Database; channels: ChannelsParts };

export const RECONCILIATION = systemActor('reconciliation');

/** Channels that write bills. */
export const BILLED_KINDS = ['wechat', 'alipay'] as const;
export type BilledKind = (typeof BILLED_KINDS)[number];

export function isBilled(kind: string): kind is BilledKind {
  return kind === 'wechat' || kind === 'alipay';
}
