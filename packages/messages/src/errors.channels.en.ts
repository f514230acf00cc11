import type { channelErrorsZhCn } from './errors.channels.zh-CN.ts';

/** Refusals of the channels that money comes in by. */
export const channelErrorsEn: Record<keyof typeof channelErrorsZhCn, string> = {
  'channels.unknown': 'There is no such channel.',
  'channels.order_unknown': 'This channel order does not exist.',
  'channels.refund_unknown': 'This channel refund does not exist.',
  'channels.settings_wrong': 'A setting of the channel is missing or wrong: check the marked one. What was saved before still holds.',
  'channels.url_wrong':
    'The address must begin with https:// and lead to a public host. Hosts of your own network are allowed with OUTBOUND_PRIVATE_HOSTS.',
  'channels.off': 'This channel is not switched on. No money moved; pay another way.',
  'channels.way_unsupported': 'This channel cannot be paid that way. No money moved; choose another way.',
  'channels.code_unknown': 'This is no pay code of WeChat or Alipay. No money moved; let the customer open the code again.',
  'channels.refund_exceeds': 'That is more than is left to give back. Nothing was refunded; lower the amount.',
  'channels.not_paid': 'This order is not paid, so there is nothing to give back.',
  'channels.not_waiting': 'This has its result already and waits for no confirmation. Reload the page.',
  'channels.amount_differs': 'The amount that arrived is not the one that was announced. Nothing was confirmed; compare the bank statement.',
  'channels.reference_taken': 'This reference has been used once already. Nothing was credited; compare the slip.',
};
