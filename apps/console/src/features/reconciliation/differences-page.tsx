import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { DifferenceList } from './difference-list.tsx';
import './reconciliation.css';

/** Every difference of every day: what was parked is found here again. */
export function DifferencesPage() {
  const t = useTexts();
  return (
    <>
      <PageHeader title={t('recon.differences')} note={t('recon.differencesNote')} back={{ to: '/reconciliation', label: t('nav.reconciliation') }} />
      <Panel flush className="recon-list">
        <DifferenceList empty={<EmptyState title={t('recon.noDifferences')} hint={t('recon.noDifferencesHint')} />} />
      </Panel>
    </>
  );
}
