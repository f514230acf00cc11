import type { Organization } from '@tessera/contract';
import { App, Form, Input, Modal, Select } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { CATEGORIES, NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCreateMerchant, useUpdateMerchant } from './use-organizations.ts';

type Values = { name: string; category: (typeof CATEGORIES)[number] };

/** Registers a merchant, or corrects the one given. */
export function MerchantForm(props: { merchant?: Organization; onClose: () => void; onSaved?: (merchant: Organization) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateMerchant();
  const update = useUpdateMerchant();
  const { merchant } = props;
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: Organization) => {
        message.success(t(merchant ? 'saved' : 'merchants.created', { name: saved.name }));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const named = { name: values.name.trim(), category: values.category };
    if (merchant) update.mutate({ organizationId: merchant.id, ...named }, done);
    else create.mutate(named, done);
  };
  return (
    <Modal
      open
      title={merchant ? t('merchants.edit') : t('merchants.create')}
      okText={merchant ? t('action.save') : t('merchants.createSubmit')}
      okButtonProps={{ 'data-testid': 'merchant-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: merchant?.name, category: merchant?.category ?? 'canteen' }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="merchant-name" />
        </Form.Item>
        <Form.Item name="category" label={t('field.category')}>
          <Select options={CATEGORIES.map((category) => ({ value: category, label: t(`category.${category}`) }))} />
        </Form.Item>
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
