import type { redemptionWordsZhCn } from './redemption-words.zh-CN.ts';

/** Words of redemptions that console, till and member's pages share. */
export const redemptionWordsEn: Record<keyof typeof redemptionWordsZhCn, string> = {
  'redemption.state.asked': 'To be confirmed',
  'redemption.state.refused': 'Refused',
  'redemption.state.waiting': 'Waiting',
  'redemption.state.taken': 'Used',
  'redemption.state.cancelled': 'Cancelled',
  'redemption.state.expired': 'Ended',
  'redemption.state.returned': 'Returned',
  'redemption.way.device': 'Merchant’s device',
  'redemption.way.member': 'Member’s voucher',
  'redemption.points': '{count, plural, one {# point} other {# points}}',
};
