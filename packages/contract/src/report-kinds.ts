/** By what sums are taken apart. A merchant learns nothing of its customers’ organizations, nor whose points they gave. */
export const REPORT_DIMENSIONS = [
  'day',
  'hour',
  'merchant',
  'shop',
  'region',
  'terminal',
  'way',
  'item',
  'category',
  'department',
  'memberKind',
  'issuer',
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

/** How it was paid or redeemed: what a wallet was shown by, what was paid past all wallets, and where points were given. */
export const REPORT_WAYS = [
  'code',
  'card',
  'member',
  'counter',
  'emergency',
  'app',
  'wechat',
  'alipay',
  'bankCard',
  'cash',
  'printed',
  'redeemedAtTill',
  'redeemedByPhone',
] as const;
export type ReportWay = (typeof REPORT_WAYS)[number];
