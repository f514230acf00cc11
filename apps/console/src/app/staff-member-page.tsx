import type { Id } from '@tessera/kernel';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { Timeline } from '../features/audit/timeline.tsx';
import { StaffActs, StaffProfile } from '../features/organizations/staff-detail.tsx';
import { StaffGrants } from '../features/organizations/staff-grants.tsx';
import { StaffStatus } from '../features/organizations/staff-status.tsx';
import { useStaffRecord } from '../features/organizations/use-staff.ts';
import { readId } from '../shared/ids.ts';
import { ErrorNotice } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page.tsx';
import { useCan } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { NotFound } from './dead-ends.tsx';

export function StaffMemberPage() {
  const staffId = readId<'staff'>(useParams().staffId);
  return staffId ? <OnePerson key={staffId} staffId={staffId} /> : <NotFound />;
}

/** One person at work: what they may do, and what was done with them. */
function OnePerson(props: { staffId: Id<'staff'> }) {
  const t = useTexts();
  const can = useCan();
  const query = useStaffRecord(props.staffId);
  const person = query.data;
  if (!person)
    return query.error ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <PageHeader
        back={{ to: '/staff', label: t('nav.staff') }}
        title={person.name}
        badge={person.status !== 'active' && <StaffStatus status={person.status} />}
        note={person.organizationName}
        actions={<StaffActs person={person} />}
      />
      <div className="columns">
        <div className="stack">
          <StaffGrants person={person} />
        </div>
        <div className="stack">
          <StaffProfile person={person} />
          {can('audit.read') && <Timeline targetIds={[person.id]} />}
        </div>
      </div>
    </>
  );
}
