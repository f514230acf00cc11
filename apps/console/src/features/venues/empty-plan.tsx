import type { VenueSeatPlan } from '@tessera/contract';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCreatePlan } from './use-venues.ts';

const NAME_MAX = 80;

/** Begins a plan with nothing on it, and leads to the pen. */
export function EmptyPlan({ venueId }: { venueId: VenueSeatPlan['venueId'] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string }>();
  const create = useCreatePlan();
  const begin = async ({ name }: { name: string }) => {
    const plan = await create.mutateAsync({ venueId, name: name.trim() }).catch(() => undefined);
    if (plan) navigate(`/venues/${venueId}/plans/${plan.id}/edit`);
  };
  return (
    <>
      <Button type="primary" size="small" icon={<Icon name="plus" size={14} />} onClick={() => setOpen(true)} data-testid="empty-plan">
        {t('planEditor.begin')}
      </Button>
      <Modal
        open={isOpen}
        width={440}
        title={t('planEditor.beginTitle')}
        okText={t('planEditor.beginOk')}
        cancelText={t('action.cancel')}
        confirmLoading={create.isPending}
        okButtonProps={{ 'data-testid': 'begin-plan' }}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form<{ name: string }> form={form} layout="vertical" onFinish={begin}>
          <Form.Item
            name="name"
            label={t('planEditor.planName')}
            extra={t('planEditor.planNameHint')}
            rules={[{ required: true, whitespace: true, message: t('venues.needed') }]}
          >
            <Input maxLength={NAME_MAX} autoFocus data-testid="plan-name" />
          </Form.Item>
        </Form>
        <ErrorNotice error={create.error} />
      </Modal>
    </>
  );
}
