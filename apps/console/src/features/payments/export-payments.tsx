import { client } from '../../shared/api.ts';
import { ExportList } from '../../shared/export-list.tsx';
import { useTexts } from '../../shared/texts.ts';

type Exported = Omit<Parameters<typeof client.payments.exportPayments>[0], 'language'>;

export function ExportPayments(props: { query: Exported }) {
  const t = useTexts();
  return <ExportList fileName={t('export.fileName')} fetch={(language) => client.payments.exportPayments({ ...props.query, language })} />;
}
