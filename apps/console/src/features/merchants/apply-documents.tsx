import type { ApplicantApplication } from '@tessera/contract';
import { Button } from 'antd';
import { useRef } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAddDocument, useRemoveDocument } from './use-apply.ts';

const DOCUMENTS_MAX = 8;

/** Photos and PDF that an applicant has handed in, with a way to add and to take back while nothing is decided. */
export function OwnDocuments({ application, isOpen }: { application: ApplicantApplication; isOpen: boolean }) {
  const t = useTexts();
  const add = useAddDocument(application.id);
  const remove = useRemoveDocument(application.id);
  const picker = useRef<HTMLInputElement>(null);
  const { documents } = application;
  return (
    <>
      {documents.length === 0 && <p className="quiet">{t('apply.noDocuments')}</p>}
      <ul className="documents">
        {documents.map((document) => (
          <li key={document.id}>
            <span className="grow">{document.name}</span>
            {isOpen && (
              <Button
                size="small"
                aria-label={t('apply.removeDocument', { name: document.name })}
                icon={<Icon name="close" size={14} />}
                loading={remove.isPending && remove.variables === document.id}
                onClick={() => remove.mutate(document.id)}
              />
            )}
          </li>
        ))}
      </ul>
      <ErrorNotice error={add.error ?? remove.error} />
      {isOpen && documents.length < DOCUMENTS_MAX && (
        <div className="apply-acts">
          <input
            ref={picker}
            hidden
            type="file"
            accept="image/jpeg,image/png,application/pdf"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) add.mutate(file);
              event.target.value = '';
            }}
            data-testid="apply-file"
          />
          <Button icon={<Icon name="upload" size={16} />} loading={add.isPending} onClick={() => picker.current?.click()}>
            {t('apply.addDocument')}
          </Button>
          <span className="quiet fine">{t('apply.documentsHint')}</span>
        </div>
      )}
    </>
  );
}
