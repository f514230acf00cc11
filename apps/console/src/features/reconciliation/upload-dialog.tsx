import { Form, Input, Modal, Upload } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';
import type { useUploadBill } from './use-reconciliation.ts';

const SHA256 = /^[0-9a-fA-F]{64}$/;
type Values = { file?: { originFileObj?: File }[]; sha256?: string };

/** A bill that was downloaded from the channel's own site. */
export function UploadDialog(props: { channel: string; businessOn: string; upload: ReturnType<typeof useUploadBill>; onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const { channel, businessOn, upload, onClose } = props;
  const send = async ({ file, sha256 = '' }: Values) => {
    const [chosen] = file ?? [];
    if (!chosen?.originFileObj) return;
    await upload.mutateAsync({ channel, businessOn, sha256: sha256.trim(), file: chosen.originFileObj });
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('recon.uploadTitle', { channel: channelName(t, channel), day: businessOn })}
      okText={t('recon.upload')}
      cancelText={t('action.cancel')}
      confirmLoading={upload.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="upload-dialog"
    >
      <p>{t('recon.uploadNote')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item
          name="file"
          valuePropName="fileList"
          getValueFromEvent={(change: { fileList: unknown[] }) => change.fileList.slice(-1)}
          rules={[{ required: true, message: t('recon.fileNeeded') }]}
        >
          <Upload.Dragger accept=".csv,.zip" multiple={false} beforeUpload={() => false}>
            <Icon name="upload" size={24} />
            <p>{t('recon.fileChoose')}</p>
          </Upload.Dragger>
        </Form.Item>
        <Form.Item
          name="sha256"
          label={t('recon.sha256')}
          extra={t('recon.sha256Note')}
          rules={[{ pattern: SHA256, message: t('recon.sha256Wrong') }]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      </Form>
      <ErrorNotice error={upload.error} />
    </Modal>
  );
}
