import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Card } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type CardFilters = { q?: string; kind?: Card['kind']; status?: Card['status'] };

export function useCards(filters: CardFilters) {
  return useKeyset({ key: ['cards', 'page', filters], fetch: (paging, signal) => client.cards.listCards({ ...filters, ...paging }, { signal }) });
}

export function useMemberCards(memberId: Id<'member'>, enabled = true) {
  return useQuery({ queryKey: ['cards', 'of', memberId], queryFn: ({ signal }) => client.cards.listCards({ memberId }, { signal }), enabled });
}

/** A card that was issued or changed is looked at again, with what its history says. */
export function useCardsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['cards', 'cardOrders', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

/** Freeze, unfreeze and void, each after a question that says what changes. */
export function useCardActs() {
  const t = useTexts();
  const confirm = useConfirm();
  const changed = useCardsChanged();
  const { message } = App.useApp();
  const acts = { freeze: client.cards.freezeCard, unfreeze: client.cards.unfreezeCard, void: client.cards.voidCard };
  return (act: keyof typeof acts, card: Card) =>
    confirm({
      title: t(`cards.${act}Title`, { tail: card.tail, name: card.memberName }),
      changes: [t(`cards.${act}Change`), t(`cards.${act}Rest`)],
      ok: t(`cards.${act}`),
      danger: act !== 'unfreeze',
      run: async () => {
        const { status } = await acts[act]({ cardId: card.id });
        await changed();
        // Whoever froze it before the staff did still has a say.
        if (act === 'unfreeze' && status === 'frozen') message.info(t('cards.unfreezeStays', { tail: card.tail }));
        else message.success(t(`cards.${act}Done`, { tail: card.tail }));
      },
    });
}
