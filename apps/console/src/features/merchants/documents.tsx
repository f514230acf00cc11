import { useMutation } from '@tanstack/react-query';
import type { ApplicationDocument, MerchantApplication } from '@tessera/contract';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useTexts } from '../../shared/texts.ts';

const BYTES_PER_KILOBYTE = 1024;

/** A photo is shown as a picture and nothing else; a PDF is saved, and never opened in our pages. */
export function Documents({ application }: { application: MerchantApplication }) {
  const t = useTexts();
  const [shown, setShown] = useState<{ name: string; url: string } | null>(null);
  const open = useMutation({
    mutationFn: async (document: ApplicationDocument) => ({
      document,
      content: await client.merchants.downloadDocument({ applicationId: application.id, documentId: document.id }),
    }),
    onSuccess: ({ document, content }) => {
      if (document.type === 'application/pdf') saveFile(document.name, content);
      else setShown({ name: document.name, url: URL.createObjectURL(content) });
    },
  });
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown.url)), [shown]);
  if (application.documents.length === 0) return <EmptyState compact title={t('apply.noDocuments')} hint={t('applications.noDocumentsHint')} />;
  return (
    <>
      <p className="form-note">{t('applications.documentsNote')}</p>
      <ul className="documents">
        {application.documents.map((document) => (
          <li key={document.id}>
            <span className="grow">{document.name}</span>
            <small className="quiet number">{Math.ceil(document.bytes / BYTES_PER_KILOBYTE)} kB</small>
            <Button
              size="small"
              icon={<Icon name={document.type === 'application/pdf' ? 'download' : 'search'} size={14} />}
              loading={open.isPending && open.variables.id === document.id}
              onClick={() => open.mutate(document)}
              data-testid="open-document"
            >
              {t(document.type === 'application/pdf' ? 'applications.save' : 'applications.look')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNotice error={open.error} />
      {shown && (
        <Modal open footer={null} width={720} title={shown.name} onCancel={() => setShown(null)}>
          <img className="document-picture" src={shown.url} alt={shown.name} />
        </Modal>
      )}
    </>
  );
}
