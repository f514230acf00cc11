import { useQuery } from '@tanstack/react-query';
import type { ImportOptions } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Input, Select } from 'antd';
import { useSearchParams } from 'react-router';
import { client } from '../../shared/api.ts';
import { useTexts } from '../../shared/texts.ts';

const PROGRAMMES_SHOWN = 200;
const LABEL_MAX = 40;

/** What a file of grants needs to know: of which programme, and under which label nobody is given twice. */
export function hasSubsidyOptions({ programmeId, label }: ImportOptions): boolean {
  return typeof programmeId === 'string' && typeof label === 'string' && label.trim() !== '';
}

/** The programme from whose page the file was brought, until another is chosen. */
export function useInitialSubsidyOptions(stored: ImportOptions): ImportOptions {
  const [search] = useSearchParams();
  const from = search.get('programme');
  return stored.programmeId === undefined && from ? { ...stored, programmeId: from } : stored;
}

export function SubsidyOptions(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const t = useTexts();
  const named = useNamed();
  const { options, onChange } = props;
  const programmes = useQuery({
    queryKey: ['subsidies', 'open'],
    queryFn: ({ signal }) => client.subsidies.listProgrammes({ status: 'open', limit: PROGRAMMES_SHOWN }, { signal }),
  });
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <label htmlFor="import-programme">
        <span>{t('subsidies.programme')}</span>
        <Select
          id="import-programme"
          value={typeof options.programmeId === 'string' ? options.programmeId : null}
          placeholder={t('subsidies.chooseProgramme')}
          loading={programmes.isFetching}
          notFoundContent={t(programmes.isPending ? 'state.loading' : 'subsidies.emptyOpen')}
          options={(programmes.data?.items ?? []).map(({ id, name }) => ({ value: id, label: named(name) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(programmeId: string) => onChange({ ...options, programmeId })}
          data-testid="import-programme"
        />
      </label>
      <label htmlFor="import-label">
        <span>{t('subsidies.label')}</span>
        <Input
          id="import-label"
          value={typeof options.label === 'string' ? options.label : ''}
          placeholder={t('subsidies.labelExample')}
          maxLength={LABEL_MAX}
          autoComplete="off"
          onChange={(event) => onChange({ ...options, label: event.target.value })}
          data-testid="import-label"
        />
        <small className="quiet">{t('subsidies.labelHint')}</small>
      </label>
    </fieldset>
  );
}
