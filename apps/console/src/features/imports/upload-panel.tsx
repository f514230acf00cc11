import { IMPORT_UPLOAD, type ImportKindName, type ImportView } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { useSettings } from '@tessera/ui';
import { Alert, Button, Select, Spin, Upload } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useImportKinds, useTemplate, useUploadImport } from './use-imports.ts';

const FORMS = ['xlsx', 'csv'] as const;

/** Takes a table by drag and drop, by the keyboard, or from a template that it offers. */
export function UploadPanel(props: { kind?: ImportKindName | undefined; onUploaded: (view: ImportView) => void }) {
  const t = useTexts();
  const kinds = useImportKinds();
  const [chosen, setChosen] = useState(props.kind);
  const upload = useUploadImport();
  const items = kinds.data?.items ?? [];
  const kind = chosen ?? items[0]?.kind;
  const send = async (file: File) => {
    const view = kind && (await upload.mutateAsync({ kind, file }).catch(() => undefined));
    if (view) props.onUploaded(view);
  };
  if (kinds.error) return <ErrorNotice error={kinds.error} onRetry={() => kinds.refetch()} />;
  return (
    <Panel
      title={t('imports.new')}
      extra={
        items.length > 1 && (
          <Select
            value={kind ?? null}
            aria-label={t('field.kind')}
            options={items.map((item) => ({ value: item.kind, label: t(`importKind.${item.kind}`) }))}
            onChange={(value: ImportKindName | null) => value && setChosen(value)}
          />
        )
      }
    >
      <Upload.Dragger
        accept={`.csv,.txt,.xlsx,${IMPORT_UPLOAD.types.join(',')}`}
        showUploadList={false}
        maxCount={1}
        disabled={upload.isPending || kind === undefined}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
        data-testid="import-file"
      >
        <div className="import-drop">
          {upload.isPending ? <Spin /> : <Icon name="upload" size={28} />}
          <strong>{t(upload.isPending ? 'imports.uploading' : 'imports.drop')}</strong>
          <span>{t('imports.forms')}</span>
        </div>
      </Upload.Dragger>
      <UploadError error={upload.error} />
      <Templates kind={kind} />
    </Panel>
  );
}

/** Empty tables with the right headings, in the language of the screen. */
function Templates(props: { kind: ImportKindName | undefined }) {
  const t = useTexts();
  const { locale } = useSettings();
  const template = useTemplate();
  const { kind } = props;
  return (
    <>
      <div className="import-templates">
        <span>{t('imports.templateHint')}</span>
        {FORMS.map((form) => (
          <Button
            key={form}
            size="small"
            icon={<Icon name="download" size={14} />}
            disabled={kind === undefined}
            loading={template.isPending && template.variables.form === form}
            onClick={() =>
              kind && template.mutate({ kind, form, language: locale, name: t('importTemplate.name', { kind: t(`importKind.${kind}`) }) })
            }
            data-testid={`import-template-${form}`}
          >
            {form.toUpperCase()}
          </Button>
        ))}
      </div>
      <ErrorNotice error={template.error} />
    </>
  );
}

/** A file that cannot be read says what to do about it. */
function UploadError(props: { error: unknown }) {
  const t = useTexts();
  const fault = props.error instanceof ProblemError ? props.error.params.fault : undefined;
  if (fault === 'empty' || fault === 'not_a_table' || fault === 'old_excel') {
    return <Alert className="error-notice" type="error" showIcon role="alert" title={t(`importFault.${fault}`)} />;
  }
  return <ErrorNotice error={props.error} />;
}
