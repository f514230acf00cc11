import type { IssuerTopUp } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTakeBackTopUp } from './use-top-ups.ts';

/** All of it, from the member's purse to the deposit; the member reads why. */
export function TakeBackTopUp({ topUp, onClose }: { topUp: IssuerTopUp; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const takeBack = useTakeBackTopUp();
  const send = async ({ reason }: { reason: string }) => {
    await takeBack.mutateAsync({ issuerTopUpId: topUp.id, reason: reason.trim() });
    message.success(t('topUps.tookBack'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('topUps.takeBackTitle', { name: topUp.memberName, amount: formatMoney(toMinor(topUp.amountMinor)) })}
      okText={t('topUps.takeBack')}
      okButtonProps={{ danger: true, 'data-testid': 'take-back-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={takeBack.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="quiet">{t('topUps.takeBackNote')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('topUps.why')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={TEXT_MAX} data-testid="take-back-reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={takeBack.error} />
    </Modal>
  );
}
