import type { ApplicantApplication } from '@tessera/contract';
import { Button, Form, Input, Select } from 'antd';
import { CATEGORIES, NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type Fields, useSaveApplication } from './use-apply.ts';

const REGISTRATION = /^[0-9A-Za-z-]{6,20}$/;
const REGION_MAX = 40;
const ADDRESS_MAX = 120;
const NOTE_MAX = 500;

/** What a company says of itself; also hands in what was asked for. */
export function ApplyForm({ application, onSaved }: { application?: ApplicantApplication; onSaved: () => void }) {
  const t = useTexts();
  const save = useSaveApplication();
  const needed = { required: true, whitespace: true, message: t('check.needed') };
  const submit = (values: Fields) =>
    save.mutate({ applicationId: application?.id ?? null, fields: { ...values, note: values.note ?? '' } }, { onSuccess: onSaved });
  return (
    <Form<Fields> layout="vertical" initialValues={application ?? { category: 'service', note: '' }} onFinish={submit}>
      <Form.Item name="companyName" label={t('apply.companyName')} rules={[needed]}>
        <Input maxLength={NAME_MAX} autoComplete="organization" data-testid="apply-company" />
      </Form.Item>
      <Form.Item
        name="registrationNumber"
        label={t('apply.registrationNumber')}
        extra={t('apply.registrationHint')}
        rules={[{ required: true, pattern: REGISTRATION, message: t('apply.registrationForm') }]}
      >
        <Input maxLength={20} autoComplete="off" spellCheck={false} data-testid="apply-registration" />
      </Form.Item>
      <Form.Item name="category" label={t('field.category')}>
        <Select options={CATEGORIES.map((category) => ({ value: category, label: t(`category.${category}`) }))} />
      </Form.Item>
      <Form.Item name="contactName" label={t('apply.contactName')} rules={[needed]}>
        <Input maxLength={NAME_MAX} autoComplete="name" data-testid="apply-contact" />
      </Form.Item>
      <Form.Item name="region" label={t('apply.region')} extra={t('apply.regionHint')} rules={[needed]}>
        <Input maxLength={REGION_MAX} autoComplete="address-level2" data-testid="apply-region" />
      </Form.Item>
      <Form.Item name="address" label={t('apply.address')} rules={[needed]}>
        <Input maxLength={ADDRESS_MAX} autoComplete="street-address" data-testid="apply-address" />
      </Form.Item>
      <Form.Item name="note" label={t('apply.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={NOTE_MAX} />
      </Form.Item>
      <ErrorNotice error={save.error} />
      <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="apply-submit">
        {t(application ? 'apply.handIn' : 'apply.submit')}
      </Button>
    </Form>
  );
}
