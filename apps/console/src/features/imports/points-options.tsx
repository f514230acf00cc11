import { useQuery } from '@tanstack/react-query';
import type { ImportOptions } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Input, Select } from 'antd';
import { useSearchParams } from 'react-router';
import { client } from '../../shared/api.ts';
import { useTexts } from '../../shared/texts.ts';

const PROGRAMMES_SHOWN = 200;
const LABEL_MAX = 40;

/** What a file of points needs to know: of which programme, and under which label nobody is given twice. */
export function hasPointsOptions({ pointsProgrammeId, label }: ImportOptions): boolean {
  return typeof pointsProgrammeId === 'string' && typeof label === 'string' && label.trim() !== '';
}

/** The programme from whose page the file was brought, until another is chosen. */
export function useInitialPointsOptions(stored: ImportOptions): ImportOptions {
  const [search] = useSearchParams();
  const from = search.get('points');
  return stored.pointsProgrammeId === undefined && from ? { ...stored, pointsProgrammeId: from } : stored;
}

export function PointsOptions(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const t = useTexts();
  const named = useNamed();
  const { options, onChange } = props;
  const programmes = useQuery({
    queryKey: ['loyalty', 'open'],
    queryFn: ({ signal }) => client.loyalty.listPointsProgrammes({ status: 'open', limit: PROGRAMMES_SHOWN }, { signal }),
  });
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <label htmlFor="import-points-programme">
        <span>{t('loyalty.programme')}</span>
        <Select
          id="import-points-programme"
          value={typeof options.pointsProgrammeId === 'string' ? options.pointsProgrammeId : null}
          placeholder={t('loyalty.chooseProgramme')}
          loading={programmes.isFetching}
          notFoundContent={t(programmes.isPending ? 'state.loading' : 'loyalty.emptyOpen')}
          options={(programmes.data?.items ?? []).map((programme) => ({ value: programme.id, label: named(programme.name) }))}
          onChange={(pointsProgrammeId: string) => onChange({ ...options, pointsProgrammeId })}
        />
      </label>
      <label htmlFor="import-points-label">
        <span>{t('subsidies.label')}</span>
        <Input
          id="import-points-label"
          maxLength={LABEL_MAX}
          placeholder={t('subsidies.labelExample')}
          value={typeof options.label === 'string' ? options.label : ''}
          onChange={(event) => onChange({ ...options, label: event.target.value })}
          data-testid="import-points-label"
        />
        <small className="quiet">{t('subsidies.labelHint')}</small>
      </label>
    </fieldset>
  );
}
