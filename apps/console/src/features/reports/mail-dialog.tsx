import type { ReportDimension, ReportSubscription } from '@tessera/contract';
import { Alert, App, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useChangeSubscription, useSubscribe } from './use-report-mails.ts';
import { FILTERS, useDimensions, useReportQuery } from './use-reports.ts';

type Values = Pick<ReportSubscription, 'name' | 'frequency' | 'atHour' | 'weekday' | 'dayOfMonth' | 'by' | 'format'>;
const USUAL: Values = { name: '', frequency: 'daily', atHour: 8, weekday: 1, dayOfMonth: 1, by: 'day', format: 'xlsx' };
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }));
const DAY_MAX = 28;

/** A new one takes over the filters with which the reader came from the report page. */
export function MailDialog(props: { subscription: ReportSubscription | undefined; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const filters = useFilters([...FILTERS, 'by']);
  const { from: _from, to: _to, ...narrowed } = useReportQuery(filters);
  const dimensions: readonly ReportDimension[] = ['day', ...useDimensions()];
  const [create, change] = [useSubscribe(), useChangeSubscription()];
  const { subscription, onClose } = props;
  const by = filters.pick('by', dimensions) ?? dimensions[1] ?? 'day';
  const submit = (values: Values) => {
    const asked = { ...USUAL, ...values, name: values.name.trim(), filters: subscription?.filters ?? narrowed };
    const saved = subscription ? change.mutateAsync({ ...asked, reportSubscriptionId: subscription.id }) : create.mutateAsync(asked);
    const leave = () => {
      message.success(t('saved'));
      onClose();
    };
    // What is refused stands in the dialog.
    saved.then(leave, () => undefined);
  };
  const isNarrowed = !subscription && Object.values(narrowed).some((value) => value !== undefined);
  return (
    <Modal
      open
      title={t(subscription ? 'reportMail.edit' : 'reportMail.create')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'report-mail-submit' }}
      confirmLoading={create.isPending || change.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={480}
    >
      <Form<Values> form={form} layout="vertical" initialValues={subscription ?? { ...USUAL, by }} onFinish={submit}>
        <Form.Item name="name" label={t('reportMail.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" />
        </Form.Item>
        <WhenFields />
        <Form.Item name="by" label={t('report.dimension')}>
          <Select options={dimensions.map((value) => ({ value, label: t(`report.by.${value}`) }))} />
        </Form.Item>
        <Form.Item name="format" label={t('reportMail.format')}>
          <Radio.Group options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: value.toUpperCase() }))} />
        </Form.Item>
        {isNarrowed && <Alert type="info" showIcon title={t('reportMail.filteredNow')} />}
        <ErrorNotice error={create.error ?? change.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function WhenFields() {
  const t = useTexts();
  const frequency = Form.useWatch<Values['frequency']>('frequency');
  return (
    <>
      <Form.Item name="frequency" label={t('reportMail.when')}>
        <Radio.Group options={(['daily', 'weekly', 'monthly'] as const).map((value) => ({ value, label: t(`reportMail.frequency.${value}`) }))} />
      </Form.Item>
      {frequency === 'weekly' && (
        <Form.Item name="weekday" label={t('reportMail.weekday')}>
          <Select options={WEEKDAYS.map((value) => ({ value, label: t(`reportMail.weekday.${value}`) }))} />
        </Form.Item>
      )}
      {frequency === 'monthly' && (
        <Form.Item name="dayOfMonth" label={t('reportMail.day')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={DAY_MAX} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="atHour" label={t('reportMail.hour')}>
        <Select options={HOURS} />
      </Form.Item>
    </>
  );
}
