import type { Department } from '@tessera/contract';
import { Button, Checkbox, Skeleton } from 'antd';
import { useState } from 'react';
import { DepartmentsSelect } from '../../shared/department-select.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { InvitationSheet } from './invitation-sheet.tsx';
import { InvitationStandings } from './invitation-standings.tsx';
import { useInviteGuardians, usePreviewInvitations } from './use-guardians.ts';
import './guardians.css';

const EACH = 1;

/** For the teacher of a class: a slip with a code for every child who has no guardian yet. */
export function ClassInvitationsPage() {
  const t = useTexts();
  const [departmentIds, setDepartmentIds] = useState<Department['id'][]>([]);
  const [withOpen, setWithOpen] = useState(false);
  const preview = usePreviewInvitations(departmentIds);
  const invite = useInviteGuardians();
  const items = preview.data?.items ?? [];
  const wanted = items.filter(({ standing }) => standing === 'none' || (withOpen && standing === 'open'));
  const hasOpen = items.some(({ standing }) => standing === 'open');
  const send = () => invite.mutate({ memberIds: wanted.map(({ memberId }) => memberId), each: EACH, former: 'void' });
  const choose = (chosen: Department['id'][]) => {
    setDepartmentIds(chosen);
    invite.reset();
  };
  return (
    <>
      <PageHeader title={t('guardians.byClass')} note={t('guardians.byClassNote')} back={{ to: '/guardians', label: t('nav.guardians') }} />
      <div className="stack">
        <Panel className="no-print">
          <label className="class-departments" htmlFor="class-departments">
            <span>{t('guardians.departments')}</span>
            <DepartmentsSelect id="class-departments" value={departmentIds} onChange={choose} placeholder={t('guardians.chooseDepartments')} />
          </label>
          <ErrorNotice error={preview.error} onRetry={() => preview.refetch()} />
          {departmentIds.length === 0 && <EmptyState compact title={t('guardians.byClassEmpty')} hint={t('guardians.byClassHint')} />}
          {preview.isFetching && !preview.data && <Skeleton active paragraph={{ rows: 3 }} />}
          {preview.data && !invite.data && (
            <>
              <InvitationStandings items={items} />
              {hasOpen && (
                <Checkbox checked={withOpen} onChange={({ target }) => setWithOpen(target.checked)} data-testid="class-with-open">
                  {t('guardians.withOpen')}
                </Checkbox>
              )}
              <ErrorNotice error={invite.error} />
              <div className="form-foot">
                <Button type="primary" disabled={wanted.length === 0} loading={invite.isPending} onClick={send} data-testid="class-invite">
                  {t('guardians.makeSlips', { count: wanted.length })}
                </Button>
              </div>
            </>
          )}
        </Panel>
        {invite.data && <InvitationSheet made={invite.data} people={items} />}
      </div>
    </>
  );
}
