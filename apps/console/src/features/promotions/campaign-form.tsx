import type { Campaign } from '@tessera/contract';
import { App, Form, Modal } from 'antd';
import { useState } from 'react';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NameFields } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { ScopeFields } from '../../shared/scope-fields.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BasketPreview } from './basket-preview.tsx';
import { BenefitFields } from './benefit-fields.tsx';
import { BoundFields, TriggerFields, WindowFields } from './bound-fields.tsx';
import { campaignOf, initialValues, type Values } from './campaign-values.ts';
import { LevelField, ProductFields } from './product-fields.tsx';
import { useCreateCampaign, useUpdateCampaign } from './use-campaigns.ts';

/** Writes a campaign down, changes one, or makes a new one of one that is there; an example basket shows at once what it does. */
export function CampaignForm(props: { campaign?: Campaign; copy?: boolean; onClose: () => void; onSaved?: (campaign: Campaign) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateCampaign();
  const update = useUpdateCampaign();
  const { campaign } = props;
  const isNew = !campaign || props.copy === true;
  const [initial] = useState(() => initialOf(campaign, props.copy === true));
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: Campaign) => {
        message.success(t(isNew ? 'promotions.created' : 'saved'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const wanted = campaignOf({ ...initial, ...values });
    if (isNew) create.mutate(wanted, done);
    else update.mutate({ campaignId: campaign.id, ...wanted }, done);
  };
  return (
    <Modal
      open
      title={t(isNew ? 'promotions.create' : 'promotions.edit')}
      okText={t(isNew ? 'promotions.create' : 'action.save')}
      okButtonProps={{ 'data-testid': 'campaign-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={640}
    >
      <Form<Values> form={form} layout="vertical" initialValues={initial} onFinish={submit} scrollToFirstError>
        <NameFields testId="campaign" />
        <BenefitFields form={form} />
        <Form.Item<Values> noStyle shouldUpdate>
          {() => <BasketPreview values={{ ...initial, ...form.getFieldsValue(true) }} />}
        </Form.Item>
        <TriggerFields form={form} />
        <WindowFields />
        <ScopeFields chosen={campaign && merchantsOf(campaign)} />
        <ProductFields campaign={campaign} />
        <AudienceFields label={t('promotions.who')} hint={t('promotions.whoHint')} />
        <LevelField campaign={campaign} />
        <BoundFields form={form} />
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** A copy has a name and a code of its own. */
function initialOf(campaign: Campaign | undefined, isCopy: boolean): Values {
  const values = initialValues(campaign, new Date());
  return isCopy ? { ...values, zh: '', en: '', code: '' } : values;
}

function merchantsOf({ scope, names }: Campaign) {
  return scope.merchantIds.map((id) => ({ id, name: names.find((one) => one.id === id)?.name ?? '' }));
}
