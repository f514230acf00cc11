import { errorKey, useSettings } from '@tessera/ui';
import { App, Button, Dropdown } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type MemberFilters, useExportMembers } from './use-members.ts';

/** The list as it is filtered, as a table; whole phones only for who may read them. */
export function ExportButton({ filters }: { filters: MemberFilters }) {
  const t = useTexts();
  const can = useCan();
  const { locale } = useSettings();
  const { message } = App.useApp();
  const { mutate, isPending } = useExportMembers();
  const take = (phones: 'masked' | 'clear') =>
    mutate({ ...filters, phones, language: locale, name: `${t('members.fileName')}.csv` }, { onError: (error) => message.error(t(errorKey(error))) });
  const button = { icon: <Icon name="download" size={16} />, loading: isPending, 'data-testid': 'export-members' };
  if (!can('members.readSensitive')) {
    return (
      <Button {...button} onClick={() => take('masked')}>
        {t('members.export')}
      </Button>
    );
  }
  const items = (['masked', 'clear'] as const).map((phones) => ({ key: phones, label: t(`members.export.${phones}`), onClick: () => take(phones) }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button {...button}>{t('members.export')}</Button>
    </Dropdown>
  );
}
