export { checkPin } from './check-pin.ts';
export { walletsOpened } from './events.ts';
export { findWalletsByAccounts, findWalletsOfMembers, type WalletOfMember } from './find-wallets.ts';
export { walletsJobs } from './jobs.ts';
export { openWallets } from './open-wallets.ts';
export { raiseWalletFence } from './raise-wallet-fence.ts';
export { createWalletsRoutes } from './routes.ts';
export { type SpendingFacts, spendingFacts } from './spending-facts.ts';
export { NAMED_BALANCE_LIMIT_MINOR, type PinState, type PinVerdict } from './wallet.ts';
