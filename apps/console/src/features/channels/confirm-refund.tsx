import type { ChannelRefund } from '@tessera/contract';
import { Button, Form, Input } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useConfirmRefund } from './use-channels.ts';

type Values = { reference: string };

/** Money that goes back over a bank has gone: the number of that transfer. */
export function ConfirmRefund({ refundId }: { refundId: ChannelRefund['id'] }) {
  const t = useTexts();
  const confirm = useConfirmRefund();
  return (
    <Form<Values> layout="vertical" onFinish={({ reference }) => confirm.mutate({ refundId, reference })}>
      <Form.Item
        name="reference"
        label={t('channelOrders.refundReference')}
        rules={[{ required: true, whitespace: true, message: t('check.needed') }]}
      >
        <Input maxLength={64} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <ErrorNotice error={confirm.error} />
      <Button htmlType="submit" loading={confirm.isPending}>
        {t('channelOrders.confirmRefund')}
      </Button>
    </Form>
  );
}
