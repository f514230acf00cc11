import type { Slip } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Modal } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useConfirmSlip } from './use-slips.ts';

/** Shows what the colleague keyed, beside the paper in one's hand, before it is charged. */
export function ConfirmSlip(props: { slip: Slip; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const confirm = useConfirmSlip();
  const { slip, onClose } = props;
  const send = async () => {
    await confirm.mutateAsync({ slipId: slip.id });
    message.success(t('slips.confirmed'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('slips.confirmTitle', { number: slip.slipNumber })}
      okText={t('slips.confirm')}
      cancelText={t('action.cancel')}
      confirmLoading={confirm.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={onClose}
      data-testid="confirm-slip-dialog"
    >
      <p className="form-note">{t('slips.confirmNote')}</p>
      <Facts
        rows={[
          { label: t('field.merchant'), value: slip.merchantName },
          { label: t('field.member'), value: `${slip.memberName} ${slip.memberNumber}` },
          { label: t('export.amount'), value: <Money minor={slip.amountMinor} /> },
          { label: t('slips.paidOn'), value: slip.paidOn },
          { label: t('slips.keyedBy'), value: slip.keyedBy },
        ]}
      />
      <ErrorNotice error={confirm.error} />
    </Modal>
  );
}
