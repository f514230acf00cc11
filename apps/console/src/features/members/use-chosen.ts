import type { Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import type { MemberFilters } from './use-members.ts';

type MemberId = Id<'member'>;

/** Which members of a list an act is for: those whose boxes were ticked, on this page and on others, or all that match. */
export function useChosen(filters: MemberFilters) {
  const [state, setState] = useState<{ ids: MemberId[]; of: string; hasMore: boolean }>({ ids: [], of: '', hasMore: false });
  const [error, setError] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const of = JSON.stringify(filters);
  // Whom another filter hides is not acted on unseen.
  const ids = state.of === of ? state.ids : [];
  const choose = (chosen: readonly Member['id'][], hasMore = false) => setState({ ids: [...chosen], of, hasMore });
  const chooseAll = async () => {
    setError(null);
    setAsking(true);
    try {
      const { memberIds, hasMore } = await client.members.listMemberIds(filters);
      choose(memberIds, hasMore);
    } catch (caught) {
      setError(caught);
    } finally {
      setAsking(false);
    }
  };
  return { ids, hasMore: state.of === of && state.hasMore, choose: (chosen: readonly Member['id'][]) => choose(chosen), chooseAll, isAsking, error };
}
export type Chosen = ReturnType<typeof useChosen>;
