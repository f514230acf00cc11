import type { ChannelBill } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { BILL_FAULTS } from '@tessera/contract/reconciliation-words';
import { Alert, Form, Input, Modal, Progress, Upload } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BillProgress } from './bill-progress.tsx';
import { channelName } from './day-state.tsx';
import type { useUploadBill } from './use-reconciliation.ts';

const SHA256 = /^[0-9a-fA-F]{64}$/;
type Values = { file?: { originFileObj?: File }[]; sha256?: string };

/** A bill that was downloaded from the channel's own site. */
export function UploadDialog(props: {
  channel: string;
  businessOn: string;
  upload: ReturnType<typeof useUploadBill>;
  /** As it is being read. */
  bill: ChannelBill | null;
  onClose: () => void;
}) {
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
          <Upload.Dragger className="recon-drop" accept=".csv,.zip" multiple={false} beforeUpload={() => false}>
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
      {upload.isPending && <Reading bill={props.bill} />}
      <UploadError error={upload.error} />
    </Modal>
  );
}

/** First the file is sent and checked whole; only then are its lines kept, which can be counted. */
function Reading({ bill }: { bill: ChannelBill | null }) {
  const t = useTexts();
  if (bill) return <BillProgress bill={bill} />;
  return (
    <div role="status">
      <p>{t('recon.checkingFile')}</p>
      <Progress percent={100} status="active" showInfo={false} aria-label={t('recon.checkingFile')} />
    </div>
  );
}

/** A refused bill says why right here, beside the file that was chosen. */
function UploadError({ error }: { error: unknown }) {
  const t = useTexts();
  const fault =
    error instanceof ProblemError && error.code === 'reconciliation.bill_refused' ? BILL_FAULTS.find((one) => one === error.params.fault) : undefined;
  if (!fault || !(error instanceof ProblemError)) return <ErrorNotice error={error} />;
  const line = Number(error.params.line);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('recon.refusedNow', { reason: t(`recon.fault.${fault}`) })}
      description={
        <>
          {line > 0 && <div>{t('recon.firstLine', { line })}</div>}
          <div>{t('recon.refusedNext')}</div>
        </>
      }
      data-testid="upload-refused"
    />
  );
}
