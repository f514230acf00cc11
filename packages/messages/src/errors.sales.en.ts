import type { SalesErrorMessages } from './catalog.ts';

export const salesErrorsEn: SalesErrorMessages = {
  'sales.unknown': 'There is no such sale. Refresh the list.',
  'sales.code_used': 'This code was scanned already; nothing more was taken. Look at the first sale, or ask the customer for a fresh code.',
  'sales.too_little_tendered': 'The cash handed over is less than the amount. Nothing was taken.',
  'sales.too_much_tendered':
    'The cash is more than 1,000.00 beyond the amount. Nothing was taken. Check it and enter it again; a pay code is scanned on the page before.',
  'sales.over_terminal_limit': 'This is above the terminal’s limit for one sale. Nothing was taken. Split the sale, or ask an administrator.',
  'sales.merchant_suspended': 'The merchant is suspended and cannot sell. Ask the operator.',
  'sales.no_shift': 'Open a shift before you take or give cash. No money was moved.',
  'sales.not_paid': 'This sale was never paid, so there is nothing to give back.',
  'sales.refund_exceeds': 'This is more than is left of the sale. Nothing was given back. Enter a smaller amount.',
  'sales.refund_not_allowed': 'This terminal may not give refunds. Do it in the console.',
  'sales.cash_at_till': 'Cash is given back out of a drawer. Do it at a till of this merchant with an open shift.',
  'sales.shift_unknown': 'There is no such shift. Refresh the list.',
  'sales.shift_open': 'This terminal has an open shift already.',
  'sales.shift_closed': 'This shift is closed; its figures no longer change.',
  'sales.cash_behind': 'Earlier cash movements are still being read in, so nothing was closed. Try again in a few minutes.',
  'sales.sale_waiting': 'A sale still waits for its result. Wait for it or take it back, then close the shift.',
  'sales.reason_needed': 'The drawer differs too much from what is expected. Say why, then close the shift.',
  'sales.drawer_exceeds': 'That is more than should lie in the drawer. Nothing was recorded. Enter less, or first record the change that was put in.',
  'sales.drawer_moves_full': 'This shift has as many drawer movements as one can have. Close it and open the next one.',
  'sales.witness_needed':
    'The witness must be another person than the cashier. Nothing was recorded. Ask somebody to stand by, and enter their name.',
  'sales.needs_another_person': 'This is your own drawer, or you counted it, so nothing was booked. Ask a colleague to book the difference.',
  'sales.count_at_till': 'This drawer is a till’s. Count it there; nothing was closed.',
  'sales.own_drawer': 'This is your own drawer. Count it under “My cash drawer”; nothing was closed here.',
  'sales.nothing_to_book': 'This shift has no difference that waits to be booked.',
};
