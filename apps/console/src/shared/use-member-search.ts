import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Member } from '@tessera/contract';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { client } from './api.ts';
import { CARD_UID } from './limits.ts';
import { useCan } from './session.tsx';

const PAUSE_MS = 180;
const SHOWN = 6;

/** By number, name or phone; and by the UID that a reader typed, where the person may see cards. */
async function findMembers(q: string, signal: AbortSignal, withCards: boolean): Promise<Member[]> {
  const uid = q.replace(/[\s:-]/g, '').toUpperCase();
  const [byName, byCard] = await Promise.all([
    client.members.listMembers({ q, limit: SHOWN }, { signal }),
    withCards && CARD_UID.test(uid) ? client.cards.listCards({ q: uid, limit: 1 }, { signal }) : { items: [] },
  ]);
  const holderIds = byCard.items.map((card) => card.memberId).filter((memberId) => byName.items.every((member) => member.id !== memberId));
  const holders = await Promise.all(holderIds.map((memberId) => client.members.getMember({ memberId }, { signal })));
  return [...byName.items, ...holders];
}

/** The state of a member search: what is typed, who is found, and the keys. */
export function useMemberSearch(onChoose: (member: Member) => void) {
  const withCards = useCan()('cards.read');
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  /** Enter came before the answer, as from a scan box: whoever is met is taken when it arrives. */
  const [hurried, setHurried] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), hurried ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, hurried]);
  const search = useQuery({
    queryKey: ['members', 'search', q],
    queryFn: ({ signal }) => findMembers(q, signal, withCards),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const settled = q === text.trim() && q !== '' && search.isSuccess && !search.isPlaceholderData;
  const found = q === '' ? [] : (search.data ?? []);
  const choose = (member: Member) => {
    setText('');
    setQ('');
    setAt(0);
    setHurried(false);
    onChoose(member);
  };
  const exact = found.find((member) => member.memberNumber.toLowerCase() === q.toLowerCase()) ?? (found.length === 1 ? found[0] : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts once, when the answer to a hurried search has come
  useEffect(() => {
    if (!hurried || !settled) return;
    setHurried(false);
    if (exact) choose(exact);
  }, [hurried, settled]);
  const type = (next: string) => {
    setText(next);
    setAt(0);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const member = at === 0 && exact ? exact : found[at];
    if (settled && member) choose(member);
    else setHurried(text.trim() !== '');
  };
  return { text, q, at, found, settled, search, choose, type, press, point: setAt };
}
