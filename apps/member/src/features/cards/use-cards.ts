import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Card } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';

type CardId = Card['id'];

/** Freezes cards one after the other; those done stay frozen if a later one fails. */
export function useFreeze() {
  const settle = useSettle();
  return useMutation({
    mutationFn: async (cardIds: readonly CardId[]) => {
      for (const cardId of cardIds) await client.cards.freezeOwnCard({ cardId });
    },
    onSettled: settle,
  });
}

export function useUnfreeze() {
  const t = useTexts();
  const toast = useToast();
  const settle = useSettle();
  return useMutation({
    mutationFn: (cardId: CardId) => client.cards.unfreezeOwnCard({ cardId }),
    onSuccess: () => toast(t('cards.unfrozen')),
    onError: (error) => toast(t(errorKey(error))),
    onSettled: settle,
  });
}

/** The cards and the pay code are read again; the act has ended when the screen shows what is. */
function useSettle() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: keys.cards }), queries.invalidateQueries({ queryKey: keys.payCode })]);
  };
}
