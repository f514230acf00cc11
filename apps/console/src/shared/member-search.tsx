import type { Member } from '@tessera/contract';
import { Input, type InputRef } from 'antd';
import { type Ref, useId } from 'react';
import { Icon } from './icons.tsx';
import { SEARCH_MAX } from './limits.ts';
import { ErrorNotice } from './notices.tsx';
import { useTexts } from './texts.ts';
import { useMemberSearch } from './use-member-search.ts';

type Found = Pick<Member, 'id' | 'name' | 'memberNumber'>;
type MemberSearchProps = {
  onChoose: (member: Member) => void;
  chosen?: Found;
  id?: string;
  autoFocus?: boolean;
  ref?: Ref<InputRef>;
  large?: boolean;
};

/**
 * Finds a member by number, name, phone or card with the keyboard alone. A scan box or a card reader ends with Enter: whoever is met exactly is
 * taken at once, also when the answer comes after the Enter.
 */
export function MemberSearch(props: MemberSearchProps) {
  const t = useTexts();
  const listId = useId();
  const { chosen } = props;
  const { text, q, at, found, settled, search, choose, type, press, point } = useMemberSearch(props.onChoose);
  return (
    <div className="member-search">
      <Input
        id={props.id}
        ref={props.ref}
        size={props.large ? 'large' : 'middle'}
        prefix={<Icon name="search" size={16} />}
        placeholder={chosen ? `${chosen.name} · ${chosen.memberNumber}` : t('memberSearch.hint')}
        className={chosen ? 'has-chosen' : ''}
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
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        data-testid="member-search"
      />
      <div id={listId} role="listbox" aria-label={t('nav.members')} className="member-search-list" hidden={found.length === 0}>
        {found.map((member, index) => (
          <MemberOption
            key={member.id}
            id={`${listId}-${index}`}
            member={member}
            chosen={index === at}
            onPick={() => choose(member)}
            onPoint={() => point(index)}
          />
        ))}
      </div>
      {settled && found.length === 0 && (
        <p className="member-search-none" role="status">
          {t('memberSearch.none', { q })}
        </p>
      )}
      <ErrorNotice error={search.error} onRetry={() => search.refetch()} />
    </div>
  );
}

function MemberOption(props: { id: string; member: Member; chosen: boolean; onPick: () => void; onPoint: () => void }) {
  const t = useTexts();
  const { member } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      className="option"
      onClick={props.onPick}
      onPointerMove={props.onPoint}
      data-testid="member-option"
    >
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
  );
}
