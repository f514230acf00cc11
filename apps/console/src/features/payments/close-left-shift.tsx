import type { Shift } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { Count, differenceWords, NAME_MAX, REASON_MAX, useCount } from './desk-dialogs.tsx';
import { useCloseLeft } from './use-desk.ts';

type Values = { reason: string; witness: string };

/** The drawer of a desk that a colleague left open: counted by two, with the reason. */
export function CloseLeftShift({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const close = useCloseLeft();
  const count = useCount(shift);
  const name = shift.openedBy;
  const send = async ({ reason, witness }: Values) => {
    const done = await close.mutateAsync({ shiftId: shift.id, counted: count.counted, reason: reason.trim(), witness: witness.trim() });
    message.success(t('shifts.closed.left', { difference: differenceWords(t, done.differenceMinor ?? 0) }));
    onClose();
  };
  const needed = { required: true, whitespace: true, message: t('desk.moveNeeded') };
  return (
    <Modal
      open
      width={480}
      title={t('shifts.close', { name })}
      okText={t('desk.close')}
      cancelText={t('action.cancel')}
      confirmLoading={close.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="close-left-dialog"
    >
      <p className="form-note">{t('shifts.closeNote', { name })}</p>
      <Count shift={shift} count={count} />
      <Form form={form} layout="vertical" className="desk-reason" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('shifts.closeReason')} rules={[needed]}>
          <Input maxLength={REASON_MAX} data-testid="left-reason" />
        </Form.Item>
        <Form.Item name="witness" label={t('shifts.closeWitness')} rules={[needed]}>
          <Input maxLength={NAME_MAX} autoComplete="off" data-testid="left-witness" />
        </Form.Item>
      </Form>
      <ErrorNotice error={close.error} />
    </Modal>
  );
}
