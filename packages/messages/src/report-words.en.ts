import type { reportWordsZhCn } from './report-words.zh-CN.ts';

/** Words of reports that screens and files share. */
export const reportWordsEn: Record<keyof typeof reportWordsZhCn, string> = {
  'report.by.day': 'Day',
  'report.by.merchant': 'Merchant',
  'report.by.shop': 'Shop',
  'report.by.region': 'Region',
  'report.by.item': 'Service or product',
  'report.by.department': 'Department',
  'report.by.memberKind': 'Kind of member',
  'report.by.issuer': 'Issuer',
  'report.none': 'Not assigned',
};
