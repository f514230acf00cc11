import type { GiftCardKind } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, type FormInstance, InputNumber, Modal, Radio, Select } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { amountRule, MoneyField } from '../../shared/money-field.tsx';
import { NameFields } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { ScopeFields, scopeWords } from '../../shared/scope-fields.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { amountsOf, initialKind, type KindValues, kindOf } from './kind-values.ts';
import { GIFT_CARD_MAX_MINOR, useCreateKind, useUpdateKind } from './use-gift-cards.ts';

const PERCENT_MIN = 50;
const DAYS_MAX = 3_650;

/** Offers a kind, or changes the one given; where its cards pay, only until one was sold. */
export function KindForm({ kind, onClose }: { kind?: GiftCardKind; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<KindValues>();
  const create = useCreateKind();
  const update = useUpdateKind();
  const wasSold = kind !== undefined && kind.books.soldCount > 0;
  const submit = async (values: KindValues) => {
    const wanted = kindOf({ ...initialKind(kind), ...values });
    if (kind) await update.mutateAsync({ kindId: kind.id, status: kind.status, ...wanted });
    else await create.mutateAsync(wanted);
    message.success(t('giftCards.kindSaved'));
    onClose();
  };
  return (
    <Modal
      open
      title={t(kind ? 'giftCards.editKind' : 'giftCards.createKind')}
      okText={t(kind ? 'action.save' : 'giftCards.createKind')}
      okButtonProps={{ 'data-testid': 'gift-kind-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={560}
    >
      {/* A refusal is shown below; nothing else follows from it. */}
      <Form<KindValues>
        form={form}
        layout="vertical"
        initialValues={initialKind(kind)}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <NameFields testId="gift-kind" />
        <AmountFields t={t} form={form} />
        <Form.Item
          name="percent"
          label={t('giftCards.percent')}
          extra={t('giftCards.percentHint')}
          rules={[{ required: true, message: t('check.needed') }]}
        >
          <InputNumber min={PERCENT_MIN} max={100} precision={2} suffix="%" data-testid="gift-kind-percent" />
        </Form.Item>
        <ValidityFields t={t} form={form} />
        {wasSold ? (
          <p className="fine">
            {scopeWords(t, kind)} · {t('giftCards.scopeFixed')}
          </p>
        ) : (
          <ScopeFields chosen={kind?.merchantNames} />
        )}
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function AmountFields({ t, form }: { t: Texts; form: FormInstance<KindValues> }) {
  const amountsKind = Form.useWatch('amountsKind', form) ?? form.getFieldValue('amountsKind');
  const check = (words: string) => async () => {
    if (!amountsOf(form.getFieldsValue(true))) throw new Error(words);
  };
  return (
    <>
      <Form.Item name="amountsKind" label={t('giftCards.amounts')}>
        <Radio.Group options={(['fixed', 'free'] as const).map((value) => ({ value, label: t(`giftCards.amountsKind.${value}`) }))} />
      </Form.Item>
      {amountsKind === 'free' ? (
        <>
          <Form.Item name="least" label={t('giftCards.least')} rules={[amountRule(t, GIFT_CARD_MAX_MINOR)]} validateTrigger="onSubmit">
            <MoneyField data-testid="gift-kind-least" />
          </Form.Item>
          <Form.Item
            name="most"
            label={t('giftCards.most')}
            rules={[amountRule(t, GIFT_CARD_MAX_MINOR), { validator: check(t('giftCards.boundsWrong')) }]}
            validateTrigger="onSubmit"
          >
            <MoneyField data-testid="gift-kind-most" />
          </Form.Item>
        </>
      ) : (
        <Form.Item
          name="amounts"
          label={t('giftCards.amountsList')}
          extra={t('giftCards.amountsHint')}
          rules={[{ validator: check(t('giftCards.amountsWrong', { max: formatMoney(toMinor(GIFT_CARD_MAX_MINOR)) })) }]}
          validateTrigger="onSubmit"
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} data-testid="gift-kind-amounts" />
        </Form.Item>
      )}
    </>
  );
}

function ValidityFields({ t, form }: { t: Texts; form: FormInstance<KindValues> }) {
  const validity = Form.useWatch('validity', form) ?? form.getFieldValue('validity');
  return (
    <>
      <Form.Item name="validity" label={t('giftCards.validity')}>
        <Radio.Group
          options={[
            { value: 'days', label: t('giftCards.validDays') },
            { value: 'forever', label: t('giftCards.validForever') },
          ]}
        />
      </Form.Item>
      {validity === 'days' && (
        <Form.Item name="days" label={t('giftCards.days')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={DAYS_MAX} precision={0} />
        </Form.Item>
      )}
    </>
  );
}
