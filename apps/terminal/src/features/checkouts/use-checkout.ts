import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '@tessera/contract/client';
import { errorKey, isUnanswered, useKeyedCall } from '@tessera/ui';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { textKeyOf, useTexts } from '../../texts.ts';

export function useQuoting() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: (asked: Parameters<typeof client.checkouts.quoteCheckout>[0]) => client.checkouts.quoteCheckout(asked) });
}

/** The key stays while no answer came, so that trying again charges nothing twice. */
export function usePaying() {
  const { client } = useTerminalSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: useKeyedCall(client.checkouts.payCheckout),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['payments'] }),
  });
}
export type Paying = ReturnType<typeof usePaying>;

/** Why a card or code was not taken; undefined for any other refusal. */
export function declineOf(error: unknown): string | undefined {
  return error instanceof ProblemError && error.code === 'checkouts.declined' ? String(error.params.reason ?? '') : undefined;
}

const PIN_WANTED = ['pin_required', 'pin_wrong'];
/** What the till shows next. Without an answer it may have been paid, so only the very same may be sent again. */
export type AfterError = 'sameAgain' | 'askPin' | 'priceAgain' | 'declined';

export function afterError(error: unknown): AfterError {
  if (isUnanswered(error)) return 'sameAgain';
  if (PIN_WANTED.includes(declineOf(error) ?? '')) return 'askPin';
  const isOld = error instanceof ProblemError && ['checkouts.price_changed', 'promotions.coupon_unavailable'].includes(error.code);
  return isOld ? 'priceAgain' : 'declined';
}

/** In the till's words: a decline by its own reason. */
export function useRefusal() {
  const t = useTexts();
  return (error: unknown): string => {
    const reason = declineOf(error);
    return t(reason ? textKeyOf(`decline.${reason}`) : errorKey(error));
  };
}
