import type { CardBatch } from '@tessera/contract';
import { Alert, Button, Form, Input, Modal, Table, Upload } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { Icon } from '../../shared/icons.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { linesOfUids } from './lines-of-uids.ts';
import { useEnterUids, useReadyBatch } from './use-card-orders.ts';

type Props = { batch: CardBatch /** With what to say of it, where it was done. */; onClose: (words?: string) => void };

/** The chip numbers that the printer wrote, pasted or from its file; says of each line what became of it. */
export function UidsDialog({ batch, onClose }: Props) {
  const t = useTexts();
  const [text, setText] = useState('');
  const enter = useEnterUids(() => undefined);
  const rows = linesOfUids(text);
  return (
    <Modal
      open
      title={t('batches.uidsTitle', { number: batch.number })}
      okText={t('batches.uidsSubmit')}
      okButtonProps={{ disabled: rows.length === 0, 'data-testid': 'uids-submit' }}
      confirmLoading={enter.isPending}
      onOk={() => enter.mutate({ cardBatchId: batch.id, rows })}
      onCancel={() => onClose()}
      width={600}
    >
      <p className="form-note">{t('batches.uidsNote')}</p>
      <Form layout="vertical">
        <Form.Item label={t('batches.uidsLabel')} htmlFor="uids-text" {...(text !== '' && rows.length === 0 && { help: t('batches.uidsNone') })}>
          <Input.TextArea
            id="uids-text"
            className="mono"
            rows={6}
            value={text}
            onChange={({ target }) => setText(target.value)}
            spellCheck={false}
            data-testid="uids-text"
          />
        </Form.Item>
        <Upload
          accept=".csv,.txt,text/csv,text/plain"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then(setText);
            return false;
          }}
        >
          <Button icon={<Icon name="upload" size={14} />}>{t('batches.uidsFile')}</Button>
        </Upload>
      </Form>
      <ErrorNotice error={enter.error} />
      {enter.data && <UidReport rows={enter.data.rows} />}
    </Modal>
  );
}

function UidReport({ rows }: { rows: NonNullable<ReturnType<typeof useEnterUids>['data']>['rows'] }) {
  const t = useTexts();
  const made = rows.filter(({ outcome }) => outcome === 'made').length;
  const wrong = rows.filter(({ outcome }) => outcome !== 'made' && outcome !== 'unchanged').length;
  return (
    <>
      <Alert type={wrong > 0 ? 'warning' : 'success'} showIcon title={t('batches.uidsDone', { made, wrong })} className="desk-block" />
      <Table
        size="small"
        pagination={false}
        scroll={{ y: 220 }}
        rowKey={({ at }) => at}
        dataSource={rows.map((row, at) => ({ ...row, at }))}
        columns={[
          { title: t('batches.line'), dataIndex: 'orderNumber', className: 'number' },
          { title: t('batches.outcome'), render: (_, row) => t(`uidRow.${row.outcome}`) },
        ]}
      />
    </>
  );
}

export function ReadyDialog({ batch, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ pickUpAt: string }>();
  const ready = useReadyBatch(() => onClose(t('batches.readyDone')));
  return (
    <Modal
      open
      title={t('batches.readyTitle', { number: batch.number })}
      okText={t('batches.ready')}
      okButtonProps={{ 'data-testid': 'ready-submit' }}
      confirmLoading={ready.isPending}
      onOk={form.submit}
      onCancel={() => onClose()}
      width={460}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ pickUpAt: batch.pickUpAt ?? '' }}
        onFinish={({ pickUpAt }) => ready.mutate({ cardBatchId: batch.id, pickUpAt: pickUpAt.trim() })}
      >
        <p className="form-note">{t('batches.readyNote')}</p>
        <Form.Item name="pickUpAt" label={t('batches.pickUpAt')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="pick-up-at" />
        </Form.Item>
        <ErrorNotice error={ready.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
