import type { ImportOptions } from '@tessera/contract';
import { Checkbox } from 'antd';
import { useTexts } from '../../shared/texts.ts';

/** Nobody is joined to a child without a signed consent: said for the whole file. */
export function hasGuardianOptions({ consentOnPaper }: ImportOptions): boolean {
  return consentOnPaper === true;
}

export function GuardianOptions(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const t = useTexts();
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <div>
        <Checkbox
          checked={hasGuardianOptions(props.options)}
          onChange={({ target }) => props.onChange(target.checked ? { consentOnPaper: true } : {})}
          data-testid="guardians-consent"
        >
          {t('guardians.fileConsent')}
        </Checkbox>
        <p className="quiet">{t('guardians.fileNote')}</p>
      </div>
    </fieldset>
  );
}
