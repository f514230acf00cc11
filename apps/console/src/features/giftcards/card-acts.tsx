import type { GiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { ShownCode } from './code-sheet.tsx';
import { useBlockCard, useExtendCard, useRefundCard, useReplaceCode, useUnblockCard } from './use-gift-cards.ts';

type Act = 'block' | 'replace' | 'refund' | 'extend';
type Card = { card: GiftCard; onClose: () => void };
/** A whole link is longer than its code. */
const CODE_FIELD_MAX = 200;

/** What can be done with a card as it stands. */
export function CardActs({ card, onCode }: { card: GiftCard; onCode: (shown: ShownCode) => void }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const unblock = useUnblockCard();
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const isFree = card.state === 'waiting' || card.state === 'blocked';
  const acts: readonly Act[] = [
    ...(can('giftcards.sell') && card.state === 'waiting' ? (['block'] as const) : []),
    ...(can('giftcards.sell') && isFree ? (['replace'] as const) : []),
    ...(can('giftcards.sell') && card.returnableUntil !== null && card.soldByName !== null ? (['refund'] as const) : []),
    ...(can('giftcards.write') && (isFree || card.state === 'held') && card.expiresOn !== null ? (['extend'] as const) : []),
  ];
  const askUnblock = () =>
    confirm({
      title: t('giftCards.unblockTitle'),
      changes: [t('giftCards.unblockChange')],
      ok: t('giftCards.unblock'),
      run: () => unblock.mutateAsync({ giftCardId: card.id }),
    });
  return (
    <Space wrap className="gift-acts">
      {can('giftcards.sell') && card.state === 'blocked' && (
        <Button onClick={askUnblock} data-testid="gift-unblock">
          {t('giftCards.unblock')}
        </Button>
      )}
      {acts.map((one) => (
        <Button key={one} onClick={() => setAct(one)} data-testid={`gift-${one}`}>
          {t(`giftCards.${one}`)}
        </Button>
      ))}
      {(act === 'block' || act === 'replace') && <ReasonDialog act={act} card={card} onClose={close} onCode={onCode} />}
      {act === 'refund' && <RefundDialog card={card} onClose={close} />}
      {act === 'extend' && <ExtendDialog card={card} onClose={close} />}
    </Space>
  );
}

/** Both need a reason: to block, and to put another code in the place of a lost one. */
function ReasonDialog({ act, card, onClose, onCode }: Card & { act: 'block' | 'replace'; onCode: (shown: ShownCode) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const block = useBlockCard();
  const replace = useReplaceCode();
  const run = async (reason: string) => {
    const asked = { giftCardId: card.id, reason };
    if (act === 'block') {
      await block.mutateAsync(asked);
      message.success(t('giftCards.done'));
    } else {
      const replaced = await replace.mutateAsync(asked);
      onCode({ title: 'giftCards.codeReplaced', ...replaced, greeting: { senderName: '', recipientName: '', message: '' } });
    }
    onClose();
  };
  return (
    <Modal
      open
      title={t(`giftCards.${act}Title`)}
      okText={t(`giftCards.${act}`)}
      okButtonProps={{ 'data-testid': 'gift-act-submit' }}
      confirmLoading={block.isPending || replace.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={440}
    >
      <p className="quiet gift-note">{t(`giftCards.${act}Note`)}</p>
      {/* A refusal is shown below; nothing else follows from it. */}
      <Form form={form} layout="vertical" onFinish={({ reason }) => void run(reason.trim()).catch(() => undefined)}>
        <ReasonField />
        <ErrorNotice error={block.error ?? replace.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function ReasonField() {
  const t = useTexts();
  return (
    <Form.Item name="reason" label={t('giftCards.reason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
      <Input maxLength={TEXT_MAX} autoComplete="off" data-testid="gift-reason" />
    </Form.Item>
  );
}

function RefundDialog({ card, onClose }: Card) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ code: string }>();
  const refund = useRefundCard();
  const run = async (text: string) => {
    await refund.mutateAsync({ giftCardId: card.id, code: text.slice(text.lastIndexOf('#') + 1).trim() });
    message.success(t('giftCards.done'));
    onClose();
  };
  return (
    <Modal
      open
      title={t('giftCards.refundTitle', { price: formatMoney(toMinor(card.priceMinor)) })}
      okText={t('giftCards.refund')}
      okButtonProps={{ danger: true, 'data-testid': 'gift-act-submit' }}
      confirmLoading={refund.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={440}
    >
      <p className="quiet gift-note">{t('giftCards.refundNote')}</p>
      {/* A refusal is shown below; nothing else follows from it. */}
      <Form form={form} layout="vertical" onFinish={({ code }) => void run(code).catch(() => undefined)}>
        <Form.Item name="code" label={t('giftCards.code')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input className="mono" maxLength={CODE_FIELD_MAX} autoFocus autoComplete="off" spellCheck={false} data-testid="gift-refund-code" />
        </Form.Item>
        <ErrorNotice error={refund.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function ExtendDialog({ card, onClose }: Card) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ expiresOn: string; reason: string }>();
  const extend = useExtendCard();
  const run = async ({ expiresOn, reason }: { expiresOn: string; reason: string }) => {
    await extend.mutateAsync({ giftCardId: card.id, expiresOn, reason: reason.trim() });
    message.success(t('giftCards.done'));
    onClose();
  };
  return (
    <Modal
      open
      title={t('giftCards.extendTitle')}
      okText={t('giftCards.extend')}
      okButtonProps={{ 'data-testid': 'gift-act-submit' }}
      confirmLoading={extend.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={440}
    >
      {/* A refusal is shown below; nothing else follows from it. */}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ expiresOn: card.expiresOn }}
        onFinish={(values) => void run(values).catch(() => undefined)}
      >
        <Form.Item name="expiresOn" label={t('giftCards.newDay')} rules={[{ required: true, message: t('check.needed') }]}>
          <Input type="date" {...(card.expiresOn && { min: card.expiresOn })} />
        </Form.Item>
        <ReasonField />
        <ErrorNotice error={extend.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
