import type { MerchantApplication } from '@tessera/contract';
import { App, Button, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { Documents } from './documents.tsx';
import { MerchantContracts } from './merchant-contracts.tsx';
import { ApplicationStatus } from './merchant-words.tsx';
import { MessageDialog } from './message-dialog.tsx';
import { useApplicantPhone, useApplication, useDecide } from './use-merchants.ts';

export function ApplicationPage() {
  const t = useTexts();
  const applicationId = readId<'application'>(useParams().applicationId);
  if (!applicationId) return <EmptyState title={t('deadEnd.notFound')} hint={t('merchants.application_unknown')} />;
  return <OneApplication key={applicationId} applicationId={applicationId} />;
}

/** What a company says of itself, its papers, and what becomes of it. */
function OneApplication(props: { applicationId: MerchantApplication['id'] }) {
  const t = useTexts();
  const found = useApplication(props.applicationId);
  const application = found.data;
  const back = { to: '/merchant-applications', label: t('nav.applications') };
  if (!application) {
    return (
      <>
        <PageHeader title={t('nav.applications')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  const isDecided = application.state === 'approved' || application.state === 'contracted';
  return (
    <>
      <PageHeader
        title={application.companyName}
        badge={<ApplicationStatus state={application.state} />}
        back={back}
        actions={<Acts application={application} />}
      />
      <div className="columns">
        <div className="stack">
          <Panel title={t('apply.documents')} testId="application-documents">
            <Documents application={application} />
          </Panel>
          {isDecided && <MerchantContracts application={application} />}
        </div>
        <Profile application={application} />
      </div>
    </>
  );
}

function Profile({ application }: { application: MerchantApplication }) {
  const t = useTexts();
  return (
    <Panel title={t('applications.profile')}>
      <Facts
        rows={[
          { label: t('apply.registrationNumber'), value: <span className="number">{application.registrationNumber}</span> },
          { label: t('field.category'), value: t(`category.${application.category}`) },
          { label: t('apply.contactName'), value: application.contactName },
          { label: t('apply.phone'), value: <ApplicantPhone application={application} /> },
          { label: t('apply.region'), value: application.region },
          { label: t('apply.address'), value: application.address },
          { label: t('apply.note'), value: application.note || '—' },
          { label: t('applications.submittedAt'), value: <Time at={application.submittedAt} exact /> },
          { label: t('applications.reviewedBy'), value: application.reviewedByName ?? '—' },
          ...(application.message ? [{ label: t('applications.message'), value: application.message }] : []),
        ]}
      />
    </Panel>
  );
}

function ApplicantPhone({ application: { id, phoneMasked } }: { application: MerchantApplication }) {
  const t = useTexts();
  const reveal = useApplicantPhone();
  const phone = reveal.data?.phone;
  return (
    <>
      <Space size="small">
        {phone === undefined ? <span className="number">{phoneMasked}</span> : <a href={`tel:${phone}`}>{phone}</a>}
        <Button
          size="small"
          type="text"
          loading={reveal.isPending}
          onClick={() => (phone === undefined ? reveal.mutate(id) : reveal.reset())}
          title={t('private.recorded')}
          aria-label={`${t(phone === undefined ? 'private.show' : 'private.hide')} ${t('apply.phone')}`}
          data-testid="applicant-phone"
        >
          {t(phone === undefined ? 'private.show' : 'private.hide')}
        </Button>
      </Space>
      <ErrorNotice error={reveal.error} />
    </>
  );
}

function Acts({ application }: { application: MerchantApplication }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const decide = useDecide(application);
  const [asking, setAsking] = useState<'ask' | 'refuse' | null>(null);
  if (application.organizationId) return <Link to={`/merchants/${application.organizationId}`}>{t('applications.toMerchant')}</Link>;
  if (!can('merchants.review') || application.state === 'refused') return null;
  const open = (act: 'ask' | 'refuse') => {
    decide.reset();
    setAsking(act);
  };
  const approve = () =>
    confirm({
      title: t('applications.approveTitle', { name: application.companyName }),
      changes: [t('applications.approveChange'), t('applications.approveOther')],
      ok: t('applications.approve'),
      run: async () => {
        await decide.mutateAsync({ act: 'approve', message: '' });
        message.success(t('saved'));
      },
    });
  return (
    <Space wrap>
      <Button onClick={() => open('ask')} data-testid="application-ask">
        {t('applications.ask')}
      </Button>
      <Button danger onClick={() => open('refuse')} data-testid="application-refuse">
        {t('applications.refuse')}
      </Button>
      {application.state !== 'approved' && (
        <Button type="primary" onClick={approve} data-testid="application-approve">
          {t('applications.approve')}
        </Button>
      )}
      {asking && (
        <MessageDialog
          title={t(`applications.${asking}`)}
          note={t(`applications.${asking}Note`)}
          ok={t(`applications.${asking}`)}
          danger={asking === 'refuse'}
          state={decide}
          onSend={(text) => decide.mutateAsync({ act: asking, message: text })}
          onClose={() => setAsking(null)}
        />
      )}
    </Space>
  );
}
