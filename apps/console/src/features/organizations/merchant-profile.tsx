import type { Organization } from '@tessera/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { MerchantForm } from './merchant-form.tsx';
import { useMerchantTurn } from './use-organizations.ts';

export function MerchantStatus(props: { status: Organization['status'] }) {
  const t = useTexts();
  return <Status tone={props.status === 'active' ? 'good' : 'warn'}>{t(`merchantStatus.${props.status}`)}</Status>;
}

export function MerchantProfile(props: { merchant: Organization }) {
  const t = useTexts();
  const { merchant } = props;
  return (
    <Panel title={t('merchants.profile')} testId="merchant-profile">
      <Facts
        rows={[
          { label: t('field.category'), value: merchant.category ? t(`category.${merchant.category}`) : '—' },
          { label: t('field.status'), value: <MerchantStatus status={merchant.status} /> },
          { label: t('field.createdAt'), value: <Time at={merchant.createdAt} /> },
        ]}
      />
    </Panel>
  );
}

export function MerchantActs(props: { merchant: Organization }) {
  const t = useTexts();
  const can = useCan();
  const turn = useMerchantTurn();
  const [editing, setEditing] = useState(false);
  const { merchant } = props;
  if (!can('organizations.write') || merchant.kind !== 'merchant') return null;
  const active = merchant.status === 'active';
  return (
    <>
      <Button icon={<Icon name="edit" size={16} />} onClick={() => setEditing(true)} data-testid="edit-merchant">
        {t('action.edit')}
      </Button>
      <Button danger={active} type={active ? 'default' : 'primary'} onClick={() => turn(merchant)} data-testid="merchant-turn">
        {t(active ? 'merchants.suspend' : 'merchants.resume')}
      </Button>
      {editing && <MerchantForm merchant={merchant} onClose={() => setEditing(false)} />}
    </>
  );
}
