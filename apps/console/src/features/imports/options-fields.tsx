import type { ImportOptions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Select } from 'antd';
import { readId } from '../../shared/ids.ts';
import { MEMBER_KINDS, type MemberKind } from '../../shared/limits.ts';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';

const MISSING = ['refuse', 'create', 'text'] as const;
export type Options = { defaultKind: MemberKind; missingDepartments: (typeof MISSING)[number]; issuerId?: Id<'organization'> | undefined };

/** What was chosen before, when somebody comes back to the columns. */
export function initialOptions(stored: ImportOptions): Options {
  const issuerId = stored.issuerId;
  return {
    defaultKind: MEMBER_KINDS.find((kind) => kind === stored.defaultKind) ?? 'student',
    missingDepartments: MISSING.find((choice) => choice === stored.missingDepartments) ?? 'refuse',
    issuerId: readId<'organization'>(typeof issuerId === 'string' ? issuerId : undefined),
  };
}

export function optionsOf({ issuerId, ...options }: Options): ImportOptions {
  return issuerId === undefined ? options : { ...options, issuerId };
}

/** What holds for every row of the file that does not say otherwise. */
export function OptionsFields(props: { options: Options; onChange: (options: Options) => void }) {
  const t = useTexts();
  const { options, onChange } = props;
  const isOperator = useSession().staff?.organizationKind === 'operator';
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <label htmlFor="default-kind">
        <span>{t('imports.defaultKind')}</span>
        <Select
          id="default-kind"
          value={options.defaultKind}
          options={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))}
          onChange={(defaultKind) => onChange({ ...options, defaultKind })}
        />
      </label>
      <label htmlFor="missing-departments">
        <span>{t('imports.missingDepartments')}</span>
        <Select
          id="missing-departments"
          value={options.missingDepartments}
          options={MISSING.map((choice) => ({ value: choice, label: t(`imports.missing.${choice}`) }))}
          onChange={(missingDepartments) => onChange({ ...options, missingDepartments })}
          data-testid="missing-departments"
        />
      </label>
      {isOperator && (
        <label htmlFor="import-issuer">
          <span>{t('imports.issuer')}</span>
          <OrganizationSelect id="import-issuer" kind="issuer" value={options.issuerId} onChange={(issuerId) => onChange({ ...options, issuerId })} />
        </label>
      )}
    </fieldset>
  );
}
