import type { consoleSlipsZhCn } from './console-slips.zh-CN.ts';

/** Piles of paper slips, in the console. */
export const consoleSlipsEn: Record<keyof typeof consoleSlipsZhCn, string> = {
  'slips.import': 'Import a table',
  'slips.ofImport': 'Only the slips of one file',
  'slips.allImports': 'Show all',
  'slips.confirmMany': 'Confirm {count, plural, one {# slip} other {# slips}}',
  'slips.confirmManyTitle': 'Charge {count, plural, one {# slip} other {# slips}}, {amount} in all?',
  'slips.confirmManyNote':
    'Compare each with its paper. Each is charged by the member’s usual order: subsidies that pay there, then cash. What a wallet does not hold is not charged, and waits.',
  'slips.confirmedMany': '{done, plural, one {# slip} other {# slips}} charged',
  'slips.leftMany': '{left, plural, one {# slip was} other {# slips were}} not charged',
  'slips.total': 'In all',
  'slips.pick': 'Choose {number}',
  'slipConfirm.not_waiting': 'decided already',
  'slipConfirm.needs_another_person': 'keyed by you, so a colleague has to confirm it',
  'slipConfirm.insufficient_funds': 'balance too low',
  'slipConfirm.wallet_not_active': 'wallet closed',
  'slipConfirm.anonymous_card': 'anonymous card',
  'imports.toSlips': 'See these slips; a colleague confirms them',
};
