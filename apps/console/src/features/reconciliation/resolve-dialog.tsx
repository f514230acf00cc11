import type { Difference } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { usePark, usePropose } from './use-reconciliation.ts';

type Props = {
  kind: 'park' | 'adjust';
  difference: Difference;
  acts: { park: ReturnType<typeof usePark>; propose: ReturnType<typeof usePropose> };
  onClose: () => void;
};

/** Asks for the reason, which stays with the difference and in the audit log. An adjustment is of the whole gap. */
export function ResolveDialog({ kind, difference, acts, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ reason: string }>();
  const act = kind === 'park' ? acts.park : acts.propose;
  const amountMinor = Math.abs(difference.gapMinor);
  const send = async ({ reason }: { reason: string }) => {
    const of = { differenceId: difference.id, reason: reason.trim() };
    await (kind === 'park' ? acts.park.mutateAsync(of) : acts.propose.mutateAsync({ ...of, amountMinor }));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t(kind === 'park' ? 'recon.parkTitle' : 'recon.adjustTitle')}
      okText={t(kind === 'park' ? 'recon.park' : 'recon.propose')}
      cancelText={t('action.cancel')}
      confirmLoading={act.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="resolve-dialog"
    >
      <p>
        {kind === 'park'
          ? t('recon.parkNote')
          : t(difference.gapMinor > 0 ? 'recon.adjustIn' : 'recon.adjustOut', { amount: formatMoney(toMinor(amountMinor)) })}
      </p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('recon.reason')} rules={[{ required: true, whitespace: true, message: t('recon.reasonNeeded') }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={TEXT_MAX} />
        </Form.Item>
      </Form>
      <ErrorNotice error={act.error} />
    </Modal>
  );
}
