import type { Department } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDepartments } from '../../shared/department-select.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { DepartmentForm, MoveDepartment } from './department-dialogs.tsx';
import { DepartmentTree } from './department-tree.tsx';
import { useDepartmentTurn } from './use-departments.ts';
import { useOrganization } from './use-organizations.ts';

const FILTERS = ['organization', 'department'] as const;

export function DepartmentsPage() {
  const t = useTexts();
  const { staff } = useSession();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const organizationId = readId<'organization'>(filters.get('organization')) ?? staff?.organizationId;
  if (!organizationId) return null;
  const sees = staff?.organizationKind === 'operator' && can('organizations.read');
  const choose = sees && <ChooseOrganization organizationId={organizationId} onChange={filters.set} />;
  return (
    <>
      <PageHeader title={t('nav.departments')} note={t('departments.note')} actions={choose} />
      <OneTree
        key={organizationId}
        organizationId={organizationId}
        selected={readId<'department'>(filters.get('department'))}
        onSelect={(id) => filters.set({ department: id })}
      />
    </>
  );
}

function ChooseOrganization(props: { organizationId: Id<'organization'>; onChange: (values: Record<string, string | undefined>) => void }) {
  const t = useTexts();
  const chosen = useOrganization(props.organizationId);
  return (
    <div className="organization-choice">
      <OrganizationSelect
        testId="tree-organization"
        label={t('departments.of')}
        chosen={chosen.data}
        value={props.organizationId}
        onChange={(organization) => props.onChange({ organization, department: undefined })}
      />
    </div>
  );
}

type TreeProps = {
  organizationId: Id<'organization'>;
  selected: Id<'department'> | undefined;
  onSelect: (id: Id<'department'> | undefined) => void;
};

function OneTree({ organizationId, selected, onSelect }: TreeProps) {
  const t = useTexts();
  const canWrite = useCan()('departments.write');
  const [adding, setAdding] = useState(false);
  const tree = useDepartments(organizationId);
  const all = tree.data?.items ?? [];
  const department = all.find((one) => one.id === selected);
  const add = canWrite && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAdding(true)} data-testid="add-department">
      {t('departments.add')}
    </Button>
  );
  if (tree.error) return <ErrorNotice error={tree.error} onRetry={() => tree.refetch()} />;
  if (tree.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      {all.length === 0 ? (
        <Panel>
          <EmptyState title={t('departments.empty')} hint={t('departments.emptyHint')} action={add} />
        </Panel>
      ) : (
        <div className="columns">
          <Panel flush title={t('departments.tree')} extra={add} testId="department-tree">
            <DepartmentTree all={all} selected={selected} canMove={canWrite} onSelect={onSelect} />
          </Panel>
          <Panel title={department?.name ?? t('departments.pick')} testId="department-detail">
            {department ? <OneDepartment department={department} all={all} onSelect={onSelect} /> : <p>{t('departments.keys')}</p>}
          </Panel>
        </div>
      )}
      {adding && (
        <DepartmentForm organizationId={organizationId} parent={null} onClose={() => setAdding(false)} onSaved={(saved) => onSelect(saved.id)} />
      )}
    </>
  );
}

type Dialog = 'add' | 'edit' | 'move';

function OneDepartment(props: { department: Department; all: readonly Department[]; onSelect: (id: Id<'department'>) => void }) {
  const t = useTexts();
  const can = useCan();
  const { department, all } = props;
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const parent = all.find((one) => one.id === department.parentId);
  return (
    <>
      <Facts
        rows={[
          { label: t('departments.parent'), value: parent?.name ?? t('departments.root') },
          { label: t('departments.number'), value: department.code ? <span className="mono">{department.code}</span> : '—' },
          {
            label: t('field.status'),
            value: (
              <Status tone={department.status === 'active' ? 'good' : 'quiet'}>
                {t(department.status === 'active' ? 'issuerStatus.active' : 'departments.closed')}
              </Status>
            ),
          },
          { label: t('nav.staff'), value: t('departments.people', { count: department.staffCount }) },
        ]}
      />
      {can('staff.read') && (
        <p>
          <Link to={`/staff?organization=${department.organizationId}&department=${department.id}`}>{t('departments.showStaff')}</Link>
        </p>
      )}
      {can('departments.write') && <Acts department={department} open={setDialog} />}
      {dialog === 'add' && (
        <DepartmentForm
          organizationId={department.organizationId}
          parent={department}
          onClose={close}
          onSaved={(saved) => props.onSelect(saved.id)}
        />
      )}
      {dialog === 'edit' && (
        <DepartmentForm
          organizationId={department.organizationId}
          parent={parent ?? null}
          department={department}
          onClose={close}
          onSaved={(saved) => props.onSelect(saved.id)}
        />
      )}
      {dialog === 'move' && <MoveDepartment department={department} all={all} onClose={close} />}
    </>
  );
}

function Acts({ department, open }: { department: Department; open: (dialog: Dialog) => void }) {
  const t = useTexts();
  const turn = useDepartmentTurn();
  const active = department.status === 'active';
  return (
    <div className="department-acts">
      <Button onClick={() => open('add')} disabled={!active} data-testid="department-add-below">
        {t('departments.addBelow')}
      </Button>
      <Button onClick={() => open('edit')} data-testid="department-edit">
        {t('departments.edit')}
      </Button>
      <Button onClick={() => open('move')} data-testid="department-move">
        {t('departments.move')}
      </Button>
      <Button danger={active} onClick={() => turn(department)} data-testid="department-turn">
        {t(active ? 'departments.close' : 'departments.open')}
      </Button>
    </div>
  );
}
