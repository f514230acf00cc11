import type { GiftCardKind } from '@tessera/contract';
import { formatMoney, type Minor, toMinor } from '@tessera/kernel';
import { giftPriceOf } from '@tessera/rules';
import { useNamed } from '@tessera/ui';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import type { ShownCode } from './code-sheet.tsx';
import { amountsWords, validWords } from './gift-words.tsx';
import { GIFT_CARD_MAX_MINOR, GIFT_MESSAGE_MAX, GIFT_NAME_MAX, useAllKinds, useSellCard } from './use-gift-cards.ts';

type Values = { kindId: GiftCardKind['id']; face?: number; amount?: string; recipientName?: string; senderName?: string; message?: string };

/** The face value that was chosen; undefined while it is none that the kind sells. */
function faceOf(kind: GiftCardKind | undefined, { face, amount }: Partial<Values>): Minor | undefined {
  if (!kind) return undefined;
  if (kind.amounts.kind === 'fixed') return face !== undefined && kind.amounts.amountsMinor.includes(face) ? toMinor(face) : undefined;
  const minor = readAmount(amount, GIFT_CARD_MAX_MINOR);
  return minor !== undefined && minor >= kind.amounts.leastMinor && minor <= kind.amounts.mostMinor ? minor : undefined;
}

/** Takes cash and hands a code over. The price stands on the button: at another one the server sells nothing. */
export function SellDialog(props: { onClose: () => void; onSold: (shown: ShownCode) => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const all = useAllKinds();
  const kinds = (all.data?.items ?? []).filter(({ status }) => status === 'open');
  const sell = useSellCard();
  const values = Form.useWatch([], form) ?? {};
  const kind = kinds.find(({ id }) => id === values.kindId);
  const faceMinor = faceOf(kind, values);
  const priceMinor = kind && faceMinor !== undefined ? giftPriceOf(faceMinor, kind.priceBps) : undefined;
  const submit = async ({ kindId, recipientName = '', senderName = '', message = '' }: Values) => {
    if (faceMinor === undefined || priceMinor === undefined) return;
    const greeting = { recipientName: recipientName.trim(), senderName: senderName.trim(), message: message.trim() };
    const { card, code } = await sell.mutateAsync({ kindId, faceMinor, priceMinor, ...greeting });
    props.onClose();
    props.onSold({ title: 'giftCards.codeTitle', card, code, greeting });
  };
  return (
    <Modal
      open
      title={t('giftCards.sellTitle')}
      okText={priceMinor === undefined ? t('giftCards.sell') : t('giftCards.collect', { price: formatMoney(priceMinor) })}
      okButtonProps={{ disabled: priceMinor === undefined, 'data-testid': 'gift-sell-submit' }}
      confirmLoading={sell.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={520}
    >
      {/* A refusal is shown below; nothing else follows from it. */}
      <Form<Values> form={form} layout="vertical" onFinish={(wanted) => void submit(wanted).catch(() => undefined)}>
        <KindField t={t} kinds={kinds} isLoading={all.isPending} onChange={() => form.resetFields(['face', 'amount'])} />
        {kind && (
          <p className="fine gift-note">
            {scopeWords(t, kind)} · {validWords(t, kind)}
          </p>
        )}
        {kind && <AmountField t={t} kind={kind} />}
        <Form.Item name="recipientName" label={t('giftCards.recipient')}>
          <Input maxLength={GIFT_NAME_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item name="senderName" label={t('giftCards.sender')}>
          <Input maxLength={GIFT_NAME_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item name="message" label={t('giftCards.message')}>
          <Input maxLength={GIFT_MESSAGE_MAX} showCount autoComplete="off" />
        </Form.Item>
        <ErrorNotice error={all.error} onRetry={() => all.refetch()} />
        <ErrorNotice error={sell.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function KindField({ t, kinds, isLoading, onChange }: { t: Texts; kinds: readonly GiftCardKind[]; isLoading: boolean; onChange: () => void }) {
  const named = useNamed();
  return (
    <Form.Item name="kindId" label={t('giftCards.kind')} rules={[{ required: true, message: t('check.needed') }]}>
      <Select
        autoFocus
        placeholder={t('giftCards.chooseKind')}
        options={kinds.map(({ id, name }) => ({ value: id, label: named(name) }))}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={t('giftCards.noKinds')}
        loading={isLoading}
        onChange={onChange}
        data-testid="gift-sell-kind"
      />
    </Form.Item>
  );
}

function AmountField({ t, kind }: { t: Texts; kind: GiftCardKind }) {
  if (kind.amounts.kind === 'fixed')
    return (
      <Form.Item name="face" label={t('giftCards.chooseAmount')} rules={[{ required: true, message: t('check.needed') }]}>
        <Radio.Group
          optionType="button"
          options={kind.amounts.amountsMinor.map((minor) => ({ value: minor, label: formatMoney(toMinor(minor)) }))}
          data-testid="gift-sell-face"
        />
      </Form.Item>
    );
  const wrong = {
    validator: async (_: unknown, amount?: string) => {
      if (faceOf(kind, { amount: amount ?? '' }) === undefined) throw new Error(amountsWords(t, kind));
    },
  };
  return (
    <Form.Item name="amount" label={amountsWords(t, kind)} rules={[wrong]} validateTrigger="onSubmit">
      <MoneyField data-testid="gift-sell-amount" />
    </Form.Item>
  );
}
