export { confirmDepositSlip } from './decide-slip.ts';
export { enterDepositSlip } from './enter-slip.ts';
export { depositsJobs } from './jobs.ts';
export { getIssuerDeposit, listDepositLines } from './list-deposits.ts';
export { type Bill, setOffBill } from './move-deposit.ts';
export { createDepositsRoutes } from './routes.ts';
export { setIssuerDeposit } from './set-deposit.ts';
export { isGrantRefused, requireCover } from './used-up.ts';
export { checkDeposits } from './verify-deposits.ts';
