import type { CatalogueItem } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useRefuseItem } from './use-items.ts';

/** Asks for the reason, which the merchant reads; it is about the revision that was read. */
export function RefuseDialog(props: { item: CatalogueItem; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ message: string }>();
  const [item] = useState(props.item);
  const refuse = useRefuseItem();
  const submit = (words: { message: string }) =>
    refuse.mutate(
      { itemId: item.id, revision: item.revision, message: words.message.trim() },
      {
        onSuccess: () => {
          message.success(t('items.wasSentBack'));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={480}
      title={t('items.refuseTitle', { name: item.name })}
      okText={t('items.refuse')}
      okButtonProps={{ danger: true, 'data-testid': 'item-refuse-send' }}
      confirmLoading={refuse.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <p className="form-note">{t('items.refuseChange')}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="message" label={t('items.reason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={TEXT_MAX} data-testid="item-refuse-reason" />
        </Form.Item>
        <ErrorNotice error={refuse.error} />
      </Form>
    </Modal>
  );
}
