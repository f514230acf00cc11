import { IMPORT_OUTCOMES, type ImportView } from '@tessera/contract';
import { useTexts } from '../../shared/texts.ts';

const COUNT_OF = { new: 'newCount', changed: 'changedCount', unchanged: 'unchangedCount', wrong: 'wrongCount' } as const;

/** What the rows would do, or did. */
export function ImportCounts(props: { view: ImportView; done: boolean }) {
  const t = useTexts();
  return (
    <dl className="import-counts" data-testid="import-counts">
      {IMPORT_OUTCOMES.map((outcome) => (
        <div key={outcome} className={`import-count import-count-${outcome}`}>
          <dt>{t(props.done ? `importDone.${outcome}` : `importOutcome.${outcome}`)}</dt>
          <dd className="number">{t('imports.number', { count: props.view[COUNT_OF[outcome]] })}</dd>
        </div>
      ))}
    </dl>
  );
}
