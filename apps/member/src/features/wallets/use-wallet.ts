import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Wallet } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

export type LimitName = keyof Wallet['limits'];

export function useSetLimits() {
  const keep = useKeepWallet();
  return useMutation({
    mutationFn: (input: { limits: Record<LimitName, number>; pin?: string | undefined }) =>
      client.wallets.setOwnLimits({ ...input.limits, pin: input.pin }),
    onSuccess: keep,
  });
}

export function useSetPin() {
  const keep = useKeepWallet();
  return useMutation({
    mutationFn: (input: { pin: string; currentPin?: string | undefined }) => client.wallets.setOwnPin(input),
    onSuccess: keep,
  });
}

/** A wrong PIN may have locked it: after a refusal the wallet is read again. */
export function useRereadWallet() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: keys.wallet });
}

function useKeepWallet() {
  const queries = useQueryClient();
  return (wallet: Wallet) => void queries.setQueryData(keys.wallet, wallet);
}
