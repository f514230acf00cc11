import type { ImportOptions } from '@tessera/contract';
import { businessDayOf, DAY_MS } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { Input } from 'antd';
import { useTexts } from '../../shared/texts.ts';

const SOURCE_MAX = 40;
/** How long old cards usually pay beside the new ones. */
const TRANSITION_DAYS = 90;

/** What a file of old cards needs to know: which system it is of, and the last day on which its cards pay. */
export function hasOldCardOptions({ source, validUntil }: ImportOptions): boolean {
  return typeof source === 'string' && source.trim() !== '' && typeof validUntil === 'string' && validUntil !== '';
}

export function initialOldCardOptions(stored: ImportOptions): ImportOptions {
  const usual = businessDayOf(new Date(Date.now() + TRANSITION_DAYS * DAY_MS), TIME_ZONE);
  return { source: '', validUntil: usual, ...stored };
}

export function OldCardOptions(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const t = useTexts();
  const { options, onChange } = props;
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <label htmlFor="old-source">
        <span>{t('migration.source')}</span>
        <Input
          id="old-source"
          value={typeof options.source === 'string' ? options.source : ''}
          placeholder={t('migration.sourceExample')}
          maxLength={SOURCE_MAX}
          autoComplete="off"
          onChange={(event) => onChange({ ...options, source: event.target.value })}
          data-testid="old-source"
        />
        <small className="quiet">{t('migration.sourceHint')}</small>
      </label>
      <label htmlFor="old-valid-until">
        <span>{t('migration.validUntil')}</span>
        <Input
          id="old-valid-until"
          type="date"
          value={typeof options.validUntil === 'string' ? options.validUntil : ''}
          onChange={(event) => onChange({ ...options, validUntil: event.target.value })}
          data-testid="old-valid-until"
        />
        <small className="quiet">{t('migration.validUntilHint')}</small>
      </label>
    </fieldset>
  );
}
