import type { audit, ResponseOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { ActionName, ActorName, RoleName, TargetName } from './action-name.tsx';
import { Difference } from './difference.tsx';
import { Outcome } from './outcome.tsx';
import { actorFilter, followPath, useRecord } from './use-audit.ts';

type WholeRecord = ResponseOf<typeof audit.getRecord>;

/** One record of the audit log: who, what, from where, what changed, its place in the chain, and what else belongs to it. */
export function RecordDrawer(props: { recordId: Id<'audit'>; onClose: () => void }) {
  const t = useTexts();
  const found = useRecord(props.recordId);
  const record = found.data;
  return (
    <Drawer
      open
      title={record ? <ActionName action={record.action} /> : t('audit.record')}
      size={560}
      onClose={props.onClose}
      data-testid="audit-drawer"
    >
      <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      {found.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {record && (
        <>
          <Facts rows={factsOf(record, t)} />
          <Difference before={record.before} after={record.after} />
          <Follow record={record} />
        </>
      )}
    </Drawer>
  );
}

type Row = { label: string; value: ReactNode };

function factsOf(record: WholeRecord, t: Texts): Row[] {
  const copied = (text: string, label: string) => (
    <span className="hash">
      <span className="mono">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
  const mono = (text: string) => <span className="mono">{text}</span>;
  return [
    { label: t('field.time'), value: <Time exact at={record.at} /> },
    { label: t('audit.actor'), value: <ActorName record={record} /> },
    ...(record.role ? [{ label: t('field.role'), value: <RoleName roles={record.role} /> }] : []),
    { label: t('audit.action'), value: mono(record.action) },
    { label: t('audit.outcome'), value: <Outcome of={record.outcome} /> },
    {
      label: t('audit.target'),
      value: (
        <>
          <TargetName kind={record.targetKind} /> {record.targetId && mono(record.targetId)}
        </>
      ),
    },
    { label: t('audit.address'), value: mono(record.address ?? '—') },
    ...(record.userAgent ? [{ label: t('audit.userAgent'), value: <span className="fine">{record.userAgent}</span> }] : []),
    ...(record.sessionId ? [{ label: t('target.session'), value: mono(record.sessionId) }] : []),
    { label: t('audit.request'), value: copied(record.requestId, t('audit.copyRequest')) },
    {
      label: t('audit.link'),
      value: record.seal ? (
        copied(`${record.seal.seq}:${record.seal.hash}`, t('audit.copyLink'))
      ) : (
        <span className="quiet">{t('audit.notSealed')}</span>
      ),
    },
  ];
}

/** From one record to what belongs to it. */
function Follow(props: { record: WholeRecord }) {
  const t = useTexts();
  const { record } = props;
  return (
    <nav className="audit-follow" aria-label={t('audit.follow')}>
      <Link to={followPath('request', record.requestId)}>{t('audit.sameRequest')}</Link>
      <Link to={followPath(...actorFilter(record))}>{t('audit.sameActor')}</Link>
      {record.targetId && <Link to={followPath('target', record.targetId)}>{t('audit.sameTarget')}</Link>}
      <Link to={followPath('action', record.action)}>{t('audit.sameAction')}</Link>
      {record.address && <Link to={followPath('address', record.address)}>{t('audit.sameAddress')}</Link>}
      {record.organizationId && <Link to={followPath('org', record.organizationId)}>{t('audit.sameOrganization')}</Link>}
    </nav>
  );
}
