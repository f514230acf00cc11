import type { consoleFundingZhCn } from './console-app.funding.zh-CN.ts';

/** Console: top-ups, withdrawals and closures. */
export const consoleFundingEn: Record<keyof typeof consoleFundingZhCn, string> = {
  'topUp.kind': 'Paid by',
  'topUpKind.cash': 'Cash',
  'topUpKind.bankCard': 'Bank card',
  'topUpKind.bankTransfer': 'Bank transfer',
  'topUpTakes.cash': 'Take in cash',
  'topUpTakes.bankCard': 'Taken by card',
  'topUpTakes.bankTransfer': 'Transfer announced',
  'topUp.reference': 'Slip number',
  'topUp.referenceHint': 'Take the money at the card reader first, then type the number on its slip. Each number counts once.',
  'topUp.referenceNeeded': 'Type the number on the slip',
  'topUp.transferHint': 'It is only noted now, and credited once finance has found it on the bank statement.',
  'topUp.announced': 'Transfer noted:',
  'topUp.announcedNote': 'credited once finance has found it; the member is told.',
  'topUp.announcedSlip': 'This slip notes a transfer. It has not been credited yet.',
};
