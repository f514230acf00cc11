import type { Programme } from '@tessera/contract';
import { formatDecimal, toMinor } from '@tessera/kernel';
import { App, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MoneyField, optionalAmountRule, readAmount } from '../../shared/money-field.tsx';
import { NameFields, type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { ScopeFields, type ScopeValues, scopeOf, scopeValues } from '../../shared/scope-fields.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useCreateProgramme, useUpdateProgramme } from './use-subsidies.ts';

type Values = NameValues &
  ScopeValues & {
    expiry: Programme['expiry']['kind'];
    day?: string;
    days?: number;
    budget?: string;
  };
const DAYS_MAX = 3_650;

/** Opens a programme, or changes the one given. Until when its money pays is fixed, since purses were granted on it. */
export function ProgrammeForm(props: { programme?: Programme; onClose: () => void; onSaved?: (programme: Programme) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateProgramme();
  const update = useUpdateProgramme();
  const { programme } = props;
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: Programme) => {
        message.success(t(programme ? 'saved' : 'subsidies.created'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const changed = { name: nameOf(values), scope: scopeOf(values), budgetMinor: readAmount(values.budget) ?? null };
    if (programme) update.mutate({ programmeId: programme.id, ...changed }, done);
    else create.mutate({ ...changed, expiry: expiryOf(values) }, done);
  };
  return (
    <Modal
      open
      title={t(programme ? 'subsidies.edit' : 'subsidies.create')}
      okText={t(programme ? 'action.save' : 'subsidies.create')}
      okButtonProps={{ 'data-testid': 'programme-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={520}
    >
      <Form<Values> form={form} layout="vertical" initialValues={initialValues(programme)} onFinish={submit}>
        <NameFields testId="programme" />
        <ScopeFields chosen={programme?.merchantNames} />
        {!programme && <ExpiryFields t={t} />}
        <Form.Item name="budget" label={t('subsidies.budget')} extra={t('subsidies.budgetHint')} rules={[optionalAmountRule(t)]}>
          <MoneyField data-testid="programme-budget" />
        </Form.Item>
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function ExpiryFields(props: { t: Texts }) {
  const { t } = props;
  return (
    <>
      <Form.Item name="expiry" label={t('subsidies.expiry')}>
        <Radio.Group options={(['after', 'on', 'never'] as const).map((value) => ({ value, label: t(`subsidies.expiryKind.${value}`) }))} />
      </Form.Item>
      <Form.Item<Values> noStyle shouldUpdate={(before, after) => before.expiry !== after.expiry}>
        {({ getFieldValue }) => {
          const kind = getFieldValue('expiry');
          if (kind === 'on') {
            return (
              <Form.Item name="day" label={t('subsidies.lastDay')} rules={[{ required: true, message: t('check.needed') }]}>
                <Input type="date" data-testid="programme-day" />
              </Form.Item>
            );
          }
          return (
            kind === 'after' && (
              <Form.Item name="days" label={t('subsidies.days')} rules={[{ required: true, message: t('check.needed') }]}>
                <InputNumber min={1} max={DAYS_MAX} precision={0} />
              </Form.Item>
            )
          );
        }}
      </Form.Item>
    </>
  );
}

function expiryOf({ expiry, day = '', days = 1 }: Values): Programme['expiry'] {
  if (expiry === 'on') return { kind: 'on', day };
  return expiry === 'after' ? { kind: 'after', days } : { kind: 'never' };
}

const TERM_DAYS = 120;

function initialValues(programme: Programme | undefined): Partial<Values> {
  if (!programme) return { where: 'some', categories: ['canteen'], merchantIds: [], expiry: 'after', days: TERM_DAYS };
  const { name, scope, budgetMinor } = programme;
  return {
    zh: name.zh,
    en: name.en,
    ...scopeValues(scope),
    ...(budgetMinor !== null && { budget: formatDecimal(toMinor(budgetMinor)) }),
  };
}
