import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Member } from '@tessera/contract';
import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from 'react';
import { client } from './api.ts';
import { Icon } from './icons.tsx';
import { SEARCH_MAX } from './limits.ts';
import { ErrorNotice } from './notices.tsx';
import { useTexts } from './texts.ts';

type Found = Pick<Member, 'id' | 'name' | 'memberNumber'>;
type MemberSearchProps = { onChoose: (member: Member) => void; chosen?: Found; id?: string; autoFocus?: boolean; ref?: Ref<InputRef>; large?: boolean };
const PAUSE_MS = 180;
const SHOWN = 6;

/**
 * Finds a member by number, name or phone with the keyboard alone. A scan box ends with Enter: a number that is met exactly is taken at once,
 * also when the answer comes after the Enter.
 */
export function MemberSearch(props: MemberSearchProps) {
  const t = useTexts();
  const listId = useId();
  const [text, setText] = useState('');
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const [hurried, setHurried] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), hurried ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, hurried]);
  const search = useQuery({
    queryKey: ['members', 'search', q],
    queryFn: ({ signal }) => client.members.listMembers({ q, limit: SHOWN }, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const settled = q === text.trim() && q !== '' && search.isSuccess && !search.isPlaceholderData;
  const found = q === '' ? [] : (search.data?.items ?? []);
  const choose = (member: Member) => {
    setText('');
    setQ('');
    setAt(0);
    setHurried(false);
    props.onChoose(member);
  };
  const exact = found.find((member) => member.memberNumber.toLowerCase() === q.toLowerCase()) ?? (found.length === 1 ? found[0] : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts once, when the answer to a hurried search has come
  useEffect(() => {
    if (!hurried || !settled) return;
    setHurried(false);
    if (exact) choose(exact);
  }, [hurried, settled]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((present) => Math.max(0, Math.min(found.length - 1, present + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const member = found[at];
      if (settled && member) choose(at === 0 && exact ? exact : member);
      else setHurried(text.trim() !== '');
    }
  };
  return (
    <div className="member-search">
      <Input
        id={props.id}
        ref={props.ref}
        size={props.large ? 'large' : 'middle'}
        prefix={<Icon name="search" size={16} />}
        placeholder={props.chosen ? `${props.chosen.name} · ${props.chosen.memberNumber}` : t('memberSearch.hint')}
        className={props.chosen ? 'has-chosen' : ''}
        aria-label={t('memberSearch.label')}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus={props.autoFocus ?? false}
        value={text}
        maxLength={SEARCH_MAX}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        data-testid="member-search"
      />
      <div id={listId} role="listbox" aria-label={t('nav.members')} className="member-search-list" hidden={found.length === 0}>
        {found.map((member, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
          <div key={member.id} id={`${listId}-${index}`} role="option" tabIndex={-1} aria-selected={index === at} className="option" onClick={() => choose(member)} onPointerMove={() => setAt(index)}>
            <span className="avatar" aria-hidden="true">
              {[...member.name][0]}
            </span>
            <span className="two-lines grow">
              <span>{member.name}</span>
              <small className="number">
                {member.memberNumber} · {t(`memberKind.${member.kind}`)}
                {member.department ? ` · ${member.department}` : ''}
              </small>
            </span>
            <small className="quiet number">{member.phoneMasked}</small>
          </div>
        ))}
      </div>
      {settled && found.length === 0 && <p className="member-search-none">{t('memberSearch.none', { q })}</p>}
      <ErrorNotice error={search.error} onRetry={() => search.refetch()} />
    </div>
  );
}
