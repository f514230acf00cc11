import { BEARERS, RETURN_POLICIES, STANDINGS } from '@tessera/rules';
import { Form, type FormInstance, Input, InputNumber, Radio, Select, Space } from 'antd';
import { MoneyField, optionalAmountRule } from '../../shared/money-field.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Values } from './campaign-values.ts';
import { DAYS } from './campaign-words.tsx';
import { ThanksFields } from './product-fields.tsx';

const COUNT_MAX = 100_000_000;
const PRIORITY_MAX = 999;
const CODE = /^[A-Za-z0-9]{4,20}$/;

/** What sets it off, and what a coupon or a code needs. */
export function TriggerFields({ form }: { form: FormInstance<Values> }) {
  const t = useTexts();
  const trigger = Form.useWatch('trigger', form) ?? 'open';
  return (
    <>
      <Form.Item name="trigger" label={t('promotions.trigger')}>
        <Radio.Group options={(['open', 'coupon', 'code'] as const).map((value) => ({ value, label: t(`trigger.${value}`) }))} />
      </Form.Item>
      {trigger === 'code' && (
        <Form.Item name="code" label={t('promotions.code')} rules={[{ required: true, pattern: CODE, message: t('promotions.codeRule') }]}>
          <Input maxLength={20} autoComplete="off" data-testid="campaign-code" />
        </Form.Item>
      )}
      {trigger === 'coupon' && (
        <>
          <Form.Item name="validDays" label={t('promotions.validDays')} extra={t('promotions.validDaysHint')}>
            <InputNumber min={1} max={3_650} precision={0} />
          </Form.Item>
          <Form.Item name="issueMax" label={t('promotions.issueMax')} extra={t('promotions.optional')}>
            <InputNumber min={1} max={COUNT_MAX} precision={0} />
          </Form.Item>
          <Form.Item name="takes" label={t('promotions.takes')} extra={t('promotions.takesHint')}>
            <InputNumber min={0} max={100} precision={0} data-testid="campaign-takes" />
          </Form.Item>
          <ThanksFields form={form} />
        </>
      )}
    </>
  );
}

/** From when until when, and at which hours of the week. */
export function WindowFields() {
  const t = useTexts();
  return (
    <>
      <Form.Item name="begins" label={t('promotions.begins')} rules={[{ required: true, message: t('check.needed') }]}>
        <Input type="datetime-local" data-testid="campaign-begins" />
      </Form.Item>
      <Form.Item name="ends" label={t('promotions.ends')} extra={t('promotions.endsHint')}>
        <Input type="datetime-local" data-testid="campaign-ends" />
      </Form.Item>
      <Form.Item name="days" label={t('promotions.days')} extra={t('promotions.daysHint')}>
        <Select mode="multiple" allowClear options={DAYS.map((value) => ({ value, label: t(`onDay.${value}`) }))} />
      </Form.Item>
      <Form.Item<Values> noStyle shouldUpdate={(before, after) => before.days !== after.days}>
        {({ getFieldValue }) =>
          (getFieldValue('days') as number[]).length > 0 && ( // A field of this form.
            <Space align="start">
              <Form.Item name="hoursFrom" label={t('promotions.hoursFrom')} rules={[{ required: true, message: t('check.needed') }]}>
                <Input type="time" />
              </Form.Item>
              <Form.Item name="hoursUntil" label={t('promotions.hoursUntil')} rules={[{ required: true, message: t('check.needed') }]}>
                <Input type="time" />
              </Form.Item>
            </Space>
          )
        }
      </Form.Item>
    </>
  );
}

/** How much, how often, beside what, and who bears it. */
export function BoundFields({ form }: { form: FormInstance<Values> }) {
  const t = useTexts();
  const bearer = Form.useWatch('bearer', form) ?? 'platform';
  const optional = t('promotions.optional');
  const money = [optionalAmountRule(t)];
  return (
    <>
      <Form.Item name="min" label={t('promotions.min')} extra={optional} rules={money}>
        <MoneyField data-testid="campaign-min" />
      </Form.Item>
      <Form.Item name="budget" label={t('promotions.budget')} extra={t('promotions.budgetHint')} rules={money}>
        <MoneyField data-testid="campaign-budget" />
      </Form.Item>
      <Form.Item name="places" label={t('promotions.places')} extra={optional}>
        <InputNumber min={1} max={COUNT_MAX} precision={0} data-testid="campaign-places" />
      </Form.Item>
      <Form.Item name="perMemberCount" label={t('promotions.perMemberCount')} extra={optional}>
        <InputNumber min={1} max={COUNT_MAX} precision={0} />
      </Form.Item>
      <Form.Item name="perMember" label={t('promotions.perMember')} extra={optional} rules={money}>
        <MoneyField />
      </Form.Item>
      <Form.Item name="bearer" label={t('promotions.bearer')}>
        <Radio.Group options={BEARERS.map((value) => ({ value, label: t(`bearer.${value}`) }))} />
      </Form.Item>
      {bearer !== 'platform' && (
        <Form.Item
          name="bearerId"
          label={t(`bearer.${bearer}`)}
          extra={t(bearer === 'merchant' ? 'promotions.bearerMerchantHint' : 'promotions.bearerIssuerHint')}
          rules={[{ required: true, message: t('check.needed') }]}
        >
          <OrganizationSelect kind={bearer} />
        </Form.Item>
      )}
      <Form.Item name="standing" label={t('promotions.standing')}>
        <Radio.Group options={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))} />
      </Form.Item>
      <Form.Item name="returnPolicy" label={t('promotions.returnPolicy')} extra={t('promotions.returnPolicyHint')}>
        <Radio.Group options={RETURN_POLICIES.map((value) => ({ value, label: t(`returnPolicy.${value}`) }))} data-testid="campaign-return-policy" />
      </Form.Item>
      <Form.Item name="priority" label={t('promotions.priority')} extra={t('promotions.priorityHint')}>
        <InputNumber min={1} max={PRIORITY_MAX} precision={0} />
      </Form.Item>
    </>
  );
}
