import type { VenueSeatPlan } from '@tessera/contract';
import { App, Button, Skeleton, Table, type TableProps, Upload } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EmptyPlan } from './empty-plan.tsx';
import { PlanActs } from './plan-acts.tsx';
import { useImportPlan, useVenue } from './use-venues.ts';
import { VenueDialog } from './venue-dialog.tsx';
import './venues.css';

export function VenuePage() {
  const t = useTexts();
  const venueId = readId<'venue'>(useParams().venueId);
  if (!venueId) return <PageHeader title={t('nav.venues')} note={t('venues.unknown')} />;
  return <OneVenue key={venueId} venueId={venueId} />;
}

/** One venue: where it is, how to come in, and every version of how people sit there. */
function OneVenue({ venueId }: { venueId: VenueSeatPlan['venueId'] }) {
  const t = useTexts();
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const found = useVenue(venueId);
  if (!found.data) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  }
  const { venue, plans } = found.data;
  const edit = can('venues.write') && (
    <Button onClick={() => setEditing(true)} data-testid="edit-venue">
      {t('venues.edit')}
    </Button>
  );
  return (
    <>
      <PageHeader title={venue.name} note={venue.address} back={{ to: '/venues', label: t('nav.venues') }} actions={edit} />
      <div className="venue-parts">
        <Panel>
          <Facts
            columns={2}
            rows={[
              { label: t('field.merchant'), value: venue.merchantName },
              { label: t('venues.capacity'), value: venue.capacity === null ? t('venues.noneOpen') : <Count of={venue.capacity} /> },
              { label: t('venues.gates'), value: venue.gates.map(({ code, name }) => `${code} ${name}`).join(' · ') || '—' },
            ]}
          />
        </Panel>
        <Panel flush title={t('venues.plans')} extra={can('venues.write') && <EmptyPlan venueId={venue.id} />}>
          {plans.length === 0 ? <EmptyState compact title={t('venues.noPlans')} hint={t('venues.noPlansHint')} /> : <Plans plans={plans} />}
          {can('venues.write') && <PlanUpload venueId={venue.id} />}
        </Panel>
      </div>
      {editing && <VenueDialog venue={venue} onClose={() => setEditing(false)} />}
    </>
  );
}

function PlanUpload({ venueId }: { venueId: VenueSeatPlan['venueId'] }) {
  const t = useTexts();
  const { message } = App.useApp();
  const bring = useImportPlan();
  const send = async (file: File) => {
    const plan = await bring.mutateAsync({ venueId, file }).catch(() => undefined);
    if (plan) message.success(t('venues.imported', { name: plan.name, count: plan.seatCount }));
  };
  return (
    <div className="venue-upload">
      <Upload.Dragger
        accept=".json,application/json"
        showUploadList={false}
        maxCount={1}
        disabled={bring.isPending}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
        data-testid="plan-file"
      >
        <Icon name="upload" size={24} />
        <p>{t(bring.isPending ? 'venues.importing' : 'venues.import')}</p>
        <small>{t('venues.importHint')}</small>
      </Upload.Dragger>
      <ErrorNotice error={bring.error} />
    </div>
  );
}

function Plans({ plans }: { plans: readonly VenueSeatPlan[] }) {
  const t = useTexts();
  const columns: NonNullable<TableProps<VenueSeatPlan>['columns']> = [
    {
      title: t('venues.plan'),
      key: 'name',
      render: (_, { id, venueId, name, version }) => <Link to={`/venues/${venueId}/plans/${id}`}>{t('venues.version', { name, version })}</Link>,
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, { publishedAt }) => <Status tone={publishedAt ? 'good' : 'quiet'}>{t(publishedAt ? 'venues.published' : 'venues.draft')}</Status>,
    },
    { title: t('venues.seats'), key: 'seats', align: 'right', render: (_, { seatCount }) => <Count of={seatCount} /> },
    { title: t('venues.standing'), key: 'standing', align: 'right', render: (_, { standingCount }) => <Count of={standingCount} /> },
    {
      title: t('venues.changed'),
      key: 'changed',
      render: (_, { changedAt, changedBy }) => (
        <span className="two-lines">
          <Time at={changedAt} />
          <small>{changedBy}</small>
        </span>
      ),
    },
    { title: '', key: 'acts', render: (_, plan) => <PlanActs plan={plan} /> },
  ];
  return (
    <ScrollFrame className="keyset" target=".ant-table-content" testId="plans-table">
      <Table<VenueSeatPlan>
        aria-label={t('venues.plans')}
        size="small"
        columns={columns}
        dataSource={plans}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
      />
    </ScrollFrame>
  );
}
