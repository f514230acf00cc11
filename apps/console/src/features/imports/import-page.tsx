import type { ImportView } from '@tessera/contract';
import { Alert, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ImportCounts } from './import-counts.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportStatusWord } from './import-status.tsx';
import { ImportSteps } from './import-steps.tsx';
import { MappingForm } from './mapping-form.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { isWorking, useImport } from './use-imports.ts';
import './imports.css';

export function ImportPage() {
  const t = useTexts();
  const importId = readId<'import'>(useParams().importId);
  if (!importId) return <PageHeader title={t('nav.imports')} note={t('imports.unknown')} />;
  return <OneImport key={importId} importId={importId} />;
}

function OneImport(props: { importId: ImportView['id'] }) {
  const t = useTexts();
  const found = useImport(props.importId);
  const back = { to: '/imports', label: t('nav.imports') };
  if (found.error && !found.data) {
    return (
      <>
        <PageHeader title={t('nav.imports')} back={back} />
        <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      </>
    );
  }
  if (!found.data) return <Skeleton className="padded" active paragraph={{ rows: 8 }} />;
  const view = found.data;
  return (
    <>
      <PageHeader title={view.fileName} badge={<ImportStatusWord view={view} />} note={t('imports.by', { name: view.startedBy })} back={back} />
      <div className="import-stack">
        <ImportSteps view={view} />
        <Fault view={view} />
        <OtherForm view={view} />
        <SameFile view={view} />
        <Stage view={view} />
      </div>
    </>
  );
}

/** What is to be done now, by where the import stands. */
function Stage(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  if (isWorking(view) || view.status === 'paused') return <ImportProgress view={view} />;
  if (view.status === 'mapping') return <MappingForm view={view} />;
  if (view.status === 'checked') return <PreviewPanel view={view} />;
  if (view.status === 'failed') return <Link to="/imports">{t('imports.tryAgain')}</Link>;
  return (
    <>
      <ImportCounts view={view} done={view.confirmedAt !== null} />
      <ImportDone view={view} />
      {view.rowCount > 0 && <ImportRows view={view} />}
    </>
  );
}

function Fault(props: { view: ImportView }) {
  const t = useTexts();
  const { fault, faultRow, status } = props.view;
  if (fault === null) return null;
  return (
    <Alert
      type={status === 'failed' ? 'error' : 'warning'}
      showIcon
      role="alert"
      title={t(`importFault.${fault}`, { row: String(faultRow ?? '') })}
    />
  );
}

/** A file that is called a workbook and is text, or the other way round: it was read as what it is. */
function OtherForm({ view }: { view: ImportView }) {
  const t = useTexts();
  const ending = /\.(xlsx|csv|txt)$/i.exec(view.fileName)?.[1]?.toLowerCase();
  const isOther = view.fileType !== null && ending !== undefined && (ending === 'xlsx') !== (view.fileType === 'xlsx');
  if (!isOther || view.confirmedAt !== null) return null;
  return <Alert type="info" showIcon title={t(`imports.isReally.${view.fileType === 'xlsx' ? 'xlsx' : 'csv'}`)} data-testid="import-other-form" />;
}

function SameFile(props: { view: ImportView }) {
  const t = useTexts();
  const { sameFileImportId, status } = props.view;
  if (sameFileImportId === null || !['mapping', 'checking', 'checked'].includes(status)) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(props.view.kind === 'members' ? 'imports.sameFile' : 'imports.sameFileRows')}
      action={<Link to={`/imports/${sameFileImportId}`}>{t('imports.sameFileOpen')}</Link>}
    />
  );
}
