import type { PointsProgramme } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NameFields, type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { readPrice } from './loyalty-words.tsx';
import { PriceField } from './price-field.tsx';
import { useCreateProgramme, useUpdateProgramme } from './use-loyalty.ts';

type Values = NameValues & {
  issuerId?: Id<'organization'> | null;
  expiry: PointsProgramme['expiry']['kind'];
  months?: number;
  year?: number;
  pendingDays: number;
  price?: string;
};
const MONTHS_MAX = 120;
const YEAR_MAX = 2_199;
const PENDING_DAYS_MAX = 365;
const MONTHS_USUAL = 12;

/** Draws a programme up, or changes what its later grants are given with. */
export function ProgrammeForm(props: { programme?: PointsProgramme; onClose: () => void; onSaved?: (programme: PointsProgramme) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateProgramme();
  const update = useUpdateProgramme();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const { programme } = props;
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: PointsProgramme) => {
        message.success(t(programme ? 'saved' : 'loyalty.created'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const terms = { name: nameOf(values), expiry: expiryOf(values), pendingDays: values.pendingDays };
    const price = readPrice(values.price);
    if (programme) update.mutate({ pointsProgrammeId: programme.id, ...terms }, done);
    else if (price !== undefined) create.mutate({ ...terms, issuerId: values.issuerId ?? null, pricePerThousandPoints: price }, done);
  };
  return (
    <Modal
      open
      title={t(programme ? 'loyalty.edit' : 'loyalty.create')}
      okText={t(programme ? 'action.save' : 'loyalty.create')}
      okButtonProps={{ 'data-testid': 'points-programme-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={520}
    >
      <Form<Values> form={form} layout="vertical" initialValues={initialValues(programme)} onFinish={submit}>
        <NameFields testId="points-programme" />
        {!programme && isOperator && (
          <Form.Item name="issuerId" label={t('loyalty.issuer')} extra={t('loyalty.issuerHint')}>
            <OrganizationSelect kind="issuer" clearable />
          </Form.Item>
        )}
        <ExpiryFields />
        <Form.Item name="pendingDays" label={t('loyalty.pendingDays')} extra={t('loyalty.pendingHint')}>
          <InputNumber min={0} max={PENDING_DAYS_MAX} precision={0} />
        </Form.Item>
        {!programme && <PriceField hint={t('loyalty.priceHint')} />}
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function ExpiryFields() {
  const t = useTexts();
  const rules = [{ required: true, message: t('check.needed') }];
  return (
    <>
      <Form.Item name="expiry" label={t('loyalty.expiry')}>
        <Radio.Group options={(['months', 'year'] as const).map((value) => ({ value, label: t(`loyalty.expiryKind.${value}`) }))} />
      </Form.Item>
      <Form.Item<Values> noStyle shouldUpdate={(before, after) => before.expiry !== after.expiry}>
        {({ getFieldValue }) =>
          getFieldValue('expiry') === 'year' ? (
            <Form.Item name="year" label={t('loyalty.year')} rules={rules}>
              <Input type="number" min={2_020} max={YEAR_MAX} inputMode="numeric" />
            </Form.Item>
          ) : (
            <Form.Item name="months" label={t('loyalty.months')} rules={rules}>
              <InputNumber min={1} max={MONTHS_MAX} precision={0} />
            </Form.Item>
          )
        }
      </Form.Item>
    </>
  );
}

function expiryOf({ expiry, months = MONTHS_USUAL, year }: Values): PointsProgramme['expiry'] {
  return expiry === 'year' ? { kind: 'year', year: Number(year) } : { kind: 'months', months };
}

function initialValues(programme: PointsProgramme | undefined): Partial<Values> {
  if (!programme) return { expiry: 'months', months: MONTHS_USUAL, pendingDays: 0 };
  const { name, expiry, pendingDays } = programme;
  return {
    zh: name.zh,
    en: name.en,
    expiry: expiry.kind,
    pendingDays,
    ...(expiry.kind === 'year' ? { year: expiry.year } : { months: expiry.months }),
  };
}
