import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { setAccountStatus } from '../ledger/index.ts';
import { accountOf } from './cash-accounts.ts';
import { lockWalletOfMember, selectWalletOfMember, updateWallet } from './queries.ts';
import { raiseFenceOf } from './raise-wallet-fence.ts';

/** The wallet's money lies in the ledger under the wallet's id, which names nobody; it is closed, and only an empty one closes. */
export const walletsPersonal: PersonalRecords = {
  module: 'wallets',
  covers: { 'wallets.wallet.member_id': 'exported; stays, closed, for the books' },
  parts: [
    {
      name: 'wallet',
      title: { zh: '钱包与限额', en: 'Your wallet and its limits' },
      read: async (ctx, { memberId }) => {
        const wallet = await selectWalletOfMember(ctx, memberId);
        if (!wallet) return wholePage([]);
        const account = await accountOf(ctx, wallet);
        const { balanceMinor, heldMinor, transactionLimitMinor, dayLimitMinor, status } = account;
        const { id: walletId, noPinFloorMinor } = wallet;
        return wholePage([{ walletId, status, balanceMinor, heldMinor, transactionLimitMinor, dayLimitMinor, noPinFloorMinor }]);
      },
    },
  ],
  obstacles: async (ctx, { memberId }) => {
    const wallet = await selectWalletOfMember(ctx, memberId);
    const account = wallet && (await accountOf(ctx, wallet));
    if (!account) return [];
    return [...(account.balanceMinor === 0 ? [] : ['balance' as const]), ...(account.heldMinor === 0 ? [] : ['holds' as const])];
  },
  erase: async (ctx, { memberId }) => {
    const wallet = await lockWalletOfMember(ctx, memberId);
    if (!wallet) return;
    // The fence first: closing locks the account and refuses what came in since the obstacles were looked for.
    await raiseFenceOf(ctx, wallet);
    await setAccountStatus(ctx, { account: wallet.accountId, status: 'closed' });
    await updateWallet(ctx, wallet.id, { pin_hash: null, pin_salt: null, pin_failures: 0 });
  },
};
