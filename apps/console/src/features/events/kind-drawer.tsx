import { CHANGE_POLICIES, TICKET_AUDIENCES, type TicketKind, type WholeEvent } from '@tessera/contract';
import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import { MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BundleFields, PriceFields, RefundFields, VariationFields } from './kind-lists.tsx';
import { BLANK_KIND, fieldsOf, isPrice, type KindToSave, type KindValues, valuesOf } from './kind-values.ts';

const [NAME_MAX, TEXT_MAX, COUNT_MAX, HOURS_MAX] = [80, 1_000, 1_000, 8_784];
type Props = {
  whole: WholeEvent;
  kind: TicketKind | null;
  error: unknown;
  isBusy: boolean;
  onClose: () => void;
  onSave: (kind: KindToSave) => Promise<void>;
};

/** One kind of ticket: prices, limits, and what a refund or a change costs. */
export function KindDrawer({ whole, kind, error, isBusy, onClose, onSave }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<KindValues>();
  const start = kind ?? BLANK_KIND;
  const initial = valuesOf(start);
  const others = whole.ticketKinds.filter(({ ticketKindId, isRetired }) => ticketKindId !== kind?.ticketKindId && !isRetired);
  const save = (values: KindValues) => onSave({ ...fieldsOf({ ...initial, ...values }), ...(kind && { ticketKindId: kind.ticketKindId }) });
  return (
    <Drawer
      open
      size={720}
      title={t(kind ? 'ticketing.kindEdit' : 'ticketing.kindAdd')}
      onClose={onClose}
      footer={
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={isBusy} onClick={form.submit} data-testid="kind-save">
            {t('action.save')}
          </Button>
        </div>
      }
    >
      {/* What is refused stands in the drawer. */}
      <Form<KindValues>
        form={form}
        layout="vertical"
        initialValues={initial}
        scrollToFirstError
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        <Form.Item name="name" label={t('ticketing.kindName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input maxLength={NAME_MAX} data-testid="kind-name" />
        </Form.Item>
        <Form.Item name="description" label={t('ticketing.description')}>
          <Input.TextArea maxLength={TEXT_MAX} autoSize={{ minRows: 1, maxRows: 6 }} />
        </Form.Item>
        <PriceFields categories={categoriesOf(whole)} />
        <VariationFields />
        <Limits />
        <RefundFields />
        <Changes />
        {others.length > 0 && <BundleFields others={others} />}
      </Form>
      <ErrorNotice error={error} />
    </Drawer>
  );
}

/** Categories that other kinds are priced by, or that nobody has priced yet. */
function categoriesOf({ ticketKinds, problems }: WholeEvent): string[] {
  const priced = ticketKinds.flatMap(({ prices }) => prices.flatMap(({ category }) => category ?? []));
  const unpriced = problems.flatMap(({ code, at }) => (code === 'category_unpriced' ? at : []));
  return [...new Set([...priced, ...unpriced])];
}

function Limits() {
  const t = useTexts();
  const number = (name: 'admits' | 'groupMinimum') => (
    <Form.Item name={name} label={t(`ticketing.${name}`)} rules={[{ required: true, message: t('check.needed') }]}>
      <InputNumber min={1} max={name === 'admits' ? 100 : COUNT_MAX} precision={0} className="event-wide" />
    </Form.Item>
  );
  return (
    <>
      <h3>{t('ticketing.limits')}</h3>
      <div className="event-pair">
        <Form.Item name="maxPerBuyer" label={t('ticketing.maxPerBuyer')} extra={t('ticketing.maxPerBuyerHint')}>
          <InputNumber min={1} max={COUNT_MAX} precision={0} className="event-wide" />
        </Form.Item>
        {number('groupMinimum')}
        {number('admits')}
        <Form.Item name="taxPercent" label={t('ticketing.taxPercent')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={0} max={100} precision={2} className="event-wide" />
        </Form.Item>
        <Form.Item name="audience" label={t('ticketing.audience')}>
          <Select
            options={TICKET_AUDIENCES.filter((value) => value !== 'levels').map((value) => ({ value, label: t(`ticketing.audience.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="isRealName" label={t('ticketing.realName')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}

function Changes() {
  const t = useTexts();
  return (
    <>
      <h3>{t('ticketing.change')}</h3>
      <div className="event-triple">
        <Form.Item name="changePolicy" label={t('ticketing.changePolicy')}>
          <Select options={CHANGE_POLICIES.map((value) => ({ value, label: t(`ticketing.change.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="changeFee"
          label={t('ticketing.changeFee')}
          rules={[{ validator: async (_, text: string) => (isPrice(text) ? undefined : Promise.reject(new Error(t('check.amount')))) }]}
        >
          <MoneyField />
        </Form.Item>
        <Form.Item name="changeEndsHoursBefore" label={t('ticketing.changeEnds')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={0} max={HOURS_MAX} className="event-wide" />
        </Form.Item>
      </div>
    </>
  );
}
