import { useMutation } from '@tanstack/react-query';
import { useSettings } from '@tessera/ui';
import { Button } from 'antd';
import { Icon } from './icons.tsx';
import { ErrorNotice } from './notices.tsx';
import { saveFile } from './save-file.ts';
import { useTexts } from './texts.ts';

type Props = {
  /** Without its ending. */
  fileName: string;
  fetch: (language: ReturnType<typeof useSettings>['locale']) => Promise<Blob>;
};

/** A list as a file, written by the server piece by piece, however long it is. */
export function ExportList({ fileName, fetch }: Props) {
  const t = useTexts();
  const { locale } = useSettings();
  const save = useMutation({ mutationFn: () => fetch(locale), onSuccess: (file) => saveFile(`${fileName}.csv`, file) });
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} loading={save.isPending} onClick={() => save.mutate()} data-testid="export">
        {t('export.open')}
      </Button>
      <ErrorNotice error={save.error} onRetry={() => save.mutate()} />
    </>
  );
}
