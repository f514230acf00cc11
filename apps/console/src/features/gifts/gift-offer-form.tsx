import type { GiftOffer } from '@tessera/contract';
import { businessDayOf, formatMoney, toMinor } from '@tessera/kernel';
import { giftFor } from '@tessera/rules';
import { TIME_ZONE } from '@tessera/ui';
import { App, Form, type FormInstance, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MEMBER_KINDS } from '../../shared/limits.ts';
import { amountRule, MoneyField, optionalAmountRule } from '../../shared/money-field.tsx';
import { NameFields } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { initialValues, offerOf, previewTerms, type Values } from './gift-offer-values.ts';
import { useCreateGiftOffer, useUpdateGiftOffer } from './use-gifts.ts';

/** Writes an offer down, or changes one; once it was started, its last day and its budget only. */
export function GiftOfferForm(props: { offer?: GiftOffer; onClose: () => void; onSaved?: (offer: GiftOffer) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateGiftOffer();
  const update = useUpdateGiftOffer();
  const { offer } = props;
  const isBound = offer !== undefined && offer.state !== 'draft';
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: GiftOffer) => {
        message.success(t(offer ? 'saved' : 'gifts.created'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const wanted = offerOf({ ...initialValues(offer, today()), ...values });
    if (offer) update.mutate({ giftOfferId: offer.id, ...wanted }, done);
    else create.mutate(wanted, done);
  };
  return (
    <Modal
      open
      title={t(offer ? 'gifts.edit' : 'gifts.create')}
      okText={t(offer ? 'action.save' : 'gifts.create')}
      okButtonProps={{ 'data-testid': 'gift-offer-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={560}
    >
      <Form<Values> form={form} layout="vertical" initialValues={initialValues(offer, today())} onFinish={submit}>
        {!isBound && <NameFields testId="gift" />}
        {!isBound && <TermsFields t={t} form={form} />}
        {!isBound && (
          <Form.Item name="beginsOn" label={t('gifts.beginsOn')} rules={[{ required: true, message: t('check.needed') }]}>
            <Input type="date" data-testid="gift-begins" />
          </Form.Item>
        )}
        <Form.Item name="endsOn" label={t('gifts.endsOn')} rules={[{ required: true, message: t('check.needed') }]}>
          <Input type="date" data-testid="gift-ends" />
        </Form.Item>
        {!isBound && <WhoFields t={t} />}
        <Form.Item name="budget" label={t('gifts.budget')} extra={t('gifts.budgetHint')} rules={[optionalAmountRule(t)]}>
          <MoneyField data-testid="gift-budget" />
        </Form.Item>
        {isBound && <p className="fine">{t('gifts.boundHint')}</p>}
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function today(): string {
  return businessDayOf(new Date(), TIME_ZONE);
}

function TermsFields({ t, form }: { t: Texts; form: FormInstance<Values> }) {
  const kind = Form.useWatch('kind', form) ?? 'fixed';
  return (
    <>
      <Form.Item name="kind" label={t('gifts.kind')}>
        <Radio.Group options={(['fixed', 'share'] as const).map((value) => ({ value, label: t(`giftKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="min" label={t('gifts.min')} rules={[amountRule(t)]} validateTrigger="onSubmit">
        <MoneyField data-testid="gift-min" />
      </Form.Item>
      {kind === 'fixed' ? (
        <Form.Item name="gift" label={t('gifts.gift')} rules={[amountRule(t)]} validateTrigger="onSubmit">
          <MoneyField data-testid="gift-gift" />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="percent" label={t('gifts.percent')} rules={[{ required: true, message: t('check.needed') }]}>
            <InputNumber min={0.01} max={100} precision={2} suffix="%" data-testid="gift-percent" />
          </Form.Item>
          <Form.Item name="cap" label={t('gifts.cap')} extra={t('gifts.capHint')} rules={[optionalAmountRule(t)]}>
            <MoneyField data-testid="gift-cap" />
          </Form.Item>
        </>
      )}
      <Form.Item<Values> noStyle shouldUpdate>
        {() => <Preview t={t} values={form.getFieldsValue(true)} />}
      </Form.Item>
    </>
  );
}

/** By the rule that the server gives by: what some payments would bring. */
function Preview({ t, values }: { t: Texts; values: Values }) {
  const terms = previewTerms(values);
  if (!terms) return null;
  const paid = terms.kind === 'fixed' ? [terms.minMinor - 1, terms.minMinor] : [1, 2, 10].map((times) => terms.minMinor * times);
  const lines = paid.filter((minor) => minor > 0).map((minor) => ({ paid: toMinor(minor), gift: giftFor(terms, toMinor(minor)) }));
  return (
    <ul className="fine" aria-live="polite" data-testid="gift-preview">
      {lines.map(({ paid, gift }) => (
        <li key={paid}>{t('gifts.previewLine', { paid: formatMoney(paid), gift: formatMoney(gift) })}</li>
      ))}
    </ul>
  );
}

function WhoFields({ t }: { t: Texts }) {
  return (
    <>
      <Form.Item name="memberKinds" label={t('gifts.who')} extra={t('gifts.whoHint')}>
        <Select mode="multiple" allowClear options={MEMBER_KINDS.map((value) => ({ value, label: t(`memberKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="frequency" label={t('gifts.frequency')}>
        <Radio.Group options={(['once', 'each'] as const).map((value) => ({ value, label: t(`giftFrequency.${value}`) }))} />
      </Form.Item>
    </>
  );
}
