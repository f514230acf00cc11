import { BENEFIT_KINDS } from '@tessera/rules';
import { Button, Form, type FormInstance, Input, InputNumber, Select, Space } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { amountRule, MoneyField, optionalAmountRule } from '../../shared/money-field.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Values } from './campaign-values.ts';

const TIERS_MAX = 10;
const QUANTITY_MAX = 100;

/** What is given: its kind, and the fields that this kind has. */
export function BenefitFields({ form }: { form: FormInstance<Values> }) {
  const t = useTexts();
  const kind = Form.useWatch('kind', form) ?? 'spendLess';
  const needed = [{ required: true, message: t('check.needed') }];
  return (
    <>
      <Form.Item name="kind" label={t('promotions.benefit')}>
        <Select options={BENEFIT_KINDS.map((value) => ({ value, label: t(`benefitKind.${value}`) }))} data-testid="campaign-kind" />
      </Form.Item>
      {kind === 'spendLess' && <TierFields />}
      {kind === 'percentage' && (
        <>
          <Form.Item name="percent" label={t('promotions.percent')} rules={needed}>
            <InputNumber min={0.01} max={100} precision={2} suffix="%" data-testid="campaign-percent" />
          </Form.Item>
          <Form.Item name="cap" label={t('promotions.cap')} extra={t('promotions.optional')} rules={[optionalAmountRule(t)]}>
            <MoneyField data-testid="campaign-cap" />
          </Form.Item>
        </>
      )}
      {kind === 'random' && (
        <>
          <Form.Item name="least" label={t('promotions.least')} rules={[amountRule(t)]} validateTrigger="onSubmit">
            <MoneyField data-testid="campaign-least" />
          </Form.Item>
          <Form.Item name="most" label={t('promotions.most')} rules={[amountRule(t)]} validateTrigger="onSubmit">
            <MoneyField data-testid="campaign-most" />
          </Form.Item>
        </>
      )}
      {kind === 'gift' && (
        <>
          <Form.Item name="item" label={t('promotions.item')} rules={needed}>
            <Input maxLength={NAME_MAX} autoComplete="off" data-testid="campaign-item" />
          </Form.Item>
          <Form.Item name="worth" label={t('promotions.worth')} extra={t('promotions.worthHint')} rules={[amountRule(t)]} validateTrigger="onSubmit">
            <MoneyField data-testid="campaign-worth" />
          </Form.Item>
        </>
      )}
      {(kind === 'gift' || kind === 'freeItem') && (
        <Form.Item name="quantity" label={t('promotions.quantity')} rules={needed}>
          <InputNumber min={1} max={QUANTITY_MAX} precision={0} data-testid="campaign-quantity" />
        </Form.Item>
      )}
    </>
  );
}

function TierFields() {
  const t = useTexts();
  return (
    <Form.List name="tiers">
      {(fields, { add, remove }) => (
        <Form.Item label={t('promotions.tiers')} extra={t('promotions.tiersHint')}>
          {fields.map(({ key, name }) => (
            <div key={key}>
              <Space align="start" wrap>
                <Form.Item name={[name, 'from']} rules={[amountRule(t)]} validateTrigger="onSubmit">
                  <MoneyField aria-label={t('promotions.tierFrom')} placeholder={t('promotions.tierFrom')} data-testid={`tier-from-${name}`} />
                </Form.Item>
                <Form.Item name={[name, 'less']} rules={[amountRule(t)]} validateTrigger="onSubmit">
                  <MoneyField aria-label={t('promotions.tierLess')} placeholder={t('promotions.tierLess')} data-testid={`tier-less-${name}`} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button icon={<Icon name="close" size={14} />} aria-label={t('promotions.removeTier')} onClick={() => remove(name)} />
                )}
              </Space>
            </div>
          ))}
          {fields.length < TIERS_MAX && (
            <Button icon={<Icon name="plus" size={14} />} onClick={() => add({ from: '', less: '' })} data-testid="add-tier">
              {t('promotions.addTier')}
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  );
}
