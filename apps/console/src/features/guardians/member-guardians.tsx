import type { Guardianship, Member } from '@tessera/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EndGuardianship } from './end-guardianship.tsx';
import { InviteGuardians } from './invite-guardians.tsx';
import { LinkGuardian } from './link-guardian.tsx';
import './guardians.css';
import { useGuardianships } from './use-guardians.ts';

/** At a member: who looks after them, or whom they look after, and the ways to enter somebody. */
export function MemberGuardians(props: { member: Member }) {
  const t = useTexts();
  const can = useCan();
  const { member } = props;
  const list = useGuardianships({ memberId: member.id, state: 'live' });
  const [act, setAct] = useState<'link' | 'invite' | null>(null);
  const [ending, setEnding] = useState<Guardianship | null>(null);
  const mayEnter = can('guardians.write') && member.status === 'active' && member.kind !== 'guardian';
  return (
    <Panel
      title={t('guardians.panel')}
      extra={
        mayEnter && (
          <>
            <Button size="small" onClick={() => setAct('invite')} data-testid="invite-guardians">
              {t('guardians.invite')}
            </Button>{' '}
            <Button size="small" onClick={() => setAct('link')} data-testid="link-guardian">
              {t('guardians.link')}
            </Button>
          </>
        )
      }
    >
      <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
      {list.items.length === 0 && !list.error && <p className="quiet">{t('guardians.none')}</p>}
      {list.items.map((row) => (
        <One key={row.id} row={row} member={member} mayEnd={can('guardians.write')} onEnd={() => setEnding(row)} />
      ))}
      {act === 'link' && <LinkGuardian member={member} onClose={() => setAct(null)} />}
      {act === 'invite' && <InviteGuardians member={member} onClose={() => setAct(null)} />}
      {ending && <EndGuardianship guardianship={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}

function One(props: { row: Guardianship; member: Member; mayEnd: boolean; onEnd: () => void }) {
  const t = useTexts();
  const { row, member } = props;
  const isChild = row.child.memberId === member.id;
  const other = isChild ? row.guardian : row.child;
  return (
    <p className="guardian-line" data-testid="member-guardian">
      <span className="two-lines">
        <Link to={`/members/${other.memberId}`}>{other.name}</Link>
        <small>{[isChild ? t(`relation.${row.relation}`) : t('guardians.child'), t('guardians.until', { day: row.endsOn })].join(' · ')}</small>
      </span>
      {props.mayEnd && (
        <Button size="small" type="text" danger onClick={props.onEnd}>
          {t('guardians.end')}
        </Button>
      )}
    </p>
  );
}
