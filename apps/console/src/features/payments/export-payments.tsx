import { useMutation } from '@tanstack/react-query';
import { useSettings } from '@tessera/ui';
import { Button } from 'antd';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useTexts } from '../../shared/texts.ts';

type Exported = Omit<Parameters<typeof client.payments.exportPayments>[0], 'language'>;

/** The list as a file, written by the server piece by piece, however long it is. */
export function ExportPayments(props: { query: Exported }) {
  const t = useTexts();
  const { locale } = useSettings();
  const save = useMutation({
    mutationFn: () => client.payments.exportPayments({ ...props.query, language: locale }),
    onSuccess: (file) => saveFile(`${t('export.fileName')}.csv`, file),
  });
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} loading={save.isPending} onClick={() => save.mutate()} data-testid="export">
        {t('export.open')}
      </Button>
      <ErrorNotice error={save.error} onRetry={() => save.mutate()} />
    </>
  );
}
