import { useMutation } from '@tanstack/react-query';
import { businessDayOf } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { Button, Modal, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useTexts } from '../../shared/texts.ts';
import type { AuditQuery } from './use-audit.ts';

/** Fetches what the filters find as a file. The export itself is recorded. */
export function ExportDialog(props: { query: AuditQuery; filtered: boolean; onClose: () => void }) {
  const t = useTexts();
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv');
  const leaving = useRef(new AbortController());
  const fetching = useMutation({
    mutationFn: () => client.audit.exportRecords({ ...props.query, format }, { signal: leaving.current.signal }),
    onSuccess: (file) => saveFile(`audit-${businessDayOf(new Date(), TIME_ZONE)}.${format}`, file),
  });
  useEffect(() => () => leaving.current.abort(), []);
  return (
    <Modal
      open
      title={t('audit.export')}
      width={480}
      onCancel={props.onClose}
      footer={[
        <Button key="close" onClick={props.onClose}>
          {t(fetching.isSuccess ? 'action.close' : 'action.cancel')}
        </Button>,
        <Button key="fetch" type="primary" loading={fetching.isPending} onClick={() => fetching.mutate()} data-testid="export-start">
          {t(fetching.isSuccess ? 'audit.exportAgain' : 'audit.exportStart')}
        </Button>,
      ]}
      data-testid="audit-export-dialog"
    >
      <p className="quiet">{t(props.filtered ? 'audit.exportFiltered' : 'audit.exportAll')}</p>
      <Radio.Group
        className="choices audit-formats"
        value={format}
        onChange={(event) => setFormat(event.target.value)}
        aria-label={t('audit.exportFormat')}
        options={[
          { value: 'csv', label: t('audit.exportCsv') },
          { value: 'jsonl', label: t('audit.exportLines') },
        ]}
      />
      <p role="status" className="quiet">
        {fetching.isPending && t('audit.exporting')}
        {fetching.isSuccess && t('audit.exported')}
      </p>
      <ErrorNotice error={fetching.error} onRetry={() => fetching.mutate()} />
    </Modal>
  );
}
