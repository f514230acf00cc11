import type { reconciliationErrorsZhCn } from './errors.reconciliation.zh-CN.ts';

/** Refusals of the reconciliation. */
export const reconciliationErrorsEn: Record<keyof typeof reconciliationErrorsZhCn, string> = {
  'reconciliation.bill_refused': 'The bill was refused whole and nothing of it was kept. Download it from the channel once more.',
  'reconciliation.bill_hash_wrong':
    'The file does not have this hash, so it is not the file that the channel wrote. Nothing was kept; download it again.',
  'reconciliation.bill_differs':
    'A bill of this channel for {day} is here already, and this file says something else. Nothing was changed; compare the two.',
  'reconciliation.bill_not_of_channel': 'This channel writes no bills. Choose WeChat Pay or Alipay.',
  'reconciliation.day_not_over': '{day} is not over yet. Come back tomorrow.',
  'reconciliation.day_closed': 'The books of {day} are closed and cannot be changed. What comes later belongs to a later day.',
  'reconciliation.day_not_ready':
    '{day} cannot be closed yet: {differences, plural, one {# difference is} other {# differences are}} open and {bills, plural, one {# bill is} other {# bills are}} missing. Resolve or park them first.',
  'reconciliation.day_not_closed': '{day} is not closed yet, so there is no report. Close the day first.',
  'reconciliation.day_before_books': '{day} is before the books begin, so there is nothing to close.',
  'reconciliation.earlier_day_open': 'Days are closed in their order: close {day} first.',
  'reconciliation.difference_unknown': 'This difference does not exist.',
  'reconciliation.difference_settled': 'A colleague has already dealt with this difference, or its adjustment waits to be checked. Reload the page.',
  'reconciliation.adjustment_unknown': 'This adjustment does not exist.',
  'reconciliation.adjustment_decided': 'This adjustment has been decided already. Reload the page.',
  'reconciliation.adjustment_not_the_gap':
    'An adjustment is of the whole gap. Reload and look again; a difference inside the books can only be parked.',
  'reconciliation.same_person': 'Whoever proposed an adjustment cannot decide it. Ask a colleague to check it.',
};
