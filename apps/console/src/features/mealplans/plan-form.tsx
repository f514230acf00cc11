import type { MealPlan } from '@tessera/contract';
import { formatDecimal, type Id, toMinor } from '@tessera/kernel';
import { App, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import type { MemberKind } from '../../shared/limits.ts';
import { MoneyField, optionalAmountRule, readAmount } from '../../shared/money-field.tsx';
import { NameFields, type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { ScopeFields, type ScopeValues, scopeOf, scopeValues } from '../../shared/scope-fields.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { PeriodFields, type PeriodsValues, periodsOf, periodValues } from './period-fields.tsx';
import { TerminalsField } from './terminals-field.tsx';
import { useCreatePlan, useUpdatePlan } from './use-mealplans.ts';

type Values = NameValues &
  ScopeValues &
  PeriodsValues & {
    terminalIds: Id<'terminal'>[];
    perPeriod: number;
    perDay: number | null;
    perWeek: number | null;
    price?: string;
    kinds: MemberKind[];
    /** Not asked of whoever may not read departments. */
    departmentIds?: Id<'department'>[];
    term: MealPlan['term']['kind'];
    from?: string;
    until?: string;
    days?: number;
  };
const DAYS_MAX = 731;
const TERM_DAYS = 120;

/** Opens a plan, or changes the one given for everybody who holds it. Its days are fixed, since people hold it for them. */
export function PlanForm(props: { plan?: MealPlan; onClose: () => void; onSaved?: (plan: MealPlan) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreatePlan();
  const update = useUpdatePlan();
  const { plan } = props;
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: MealPlan) => {
        message.success(t(plan ? 'saved' : 'mealplans.created'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    if (plan) update.mutate({ planId: plan.id, ...termsOf(values, plan) }, done);
    else create.mutate({ ...termsOf(values), term: termOf(values) }, done);
  };
  return (
    <Modal
      open
      title={t(plan ? 'mealplans.edit' : 'mealplans.create')}
      okText={t(plan ? 'action.save' : 'mealplans.create')}
      okButtonProps={{ 'data-testid': 'plan-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={600}
    >
      <Form<Values> form={form} layout="vertical" initialValues={initialValues(plan)} onFinish={submit}>
        <NameFields testId="plan" />
        <PeriodFields form={form} />
        <CountFields t={t} />
        <ScopeFields chosen={plan?.merchantNames} />
        <Form.Item name="terminalIds" label={t('mealplans.terminals')} extra={t('mealplans.terminalsHint')}>
          <TerminalsField chosen={plan?.terminalNames} />
        </Form.Item>
        <AudienceFields label={t('mealplans.eligible')} hint={t('mealplans.eligibleHint')} />
        {!plan && <TermFields t={t} />}
        <Form.Item name="price" label={t('mealplans.price')} extra={t('mealplans.priceHint')} rules={[optionalAmountRule(t)]}>
          <MoneyField data-testid="plan-price" />
        </Form.Item>
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function CountFields(props: { t: Texts }) {
  const { t } = props;
  return (
    <div className="plan-counts">
      <Form.Item name="perPeriod" label={t('mealplans.perPeriod')} rules={[{ required: true, message: t('check.needed') }]}>
        <InputNumber min={1} max={9} precision={0} />
      </Form.Item>
      <Form.Item name="perDay" label={t('mealplans.perDay')}>
        <InputNumber min={1} max={20} precision={0} placeholder={t('mealplans.noBound')} data-testid="plan-per-day" />
      </Form.Item>
      <Form.Item name="perWeek" label={t('mealplans.perWeek')}>
        <InputNumber min={1} max={100} precision={0} placeholder={t('mealplans.noBound')} />
      </Form.Item>
    </div>
  );
}

function TermFields(props: { t: Texts }) {
  const { t } = props;
  const needed = [{ required: true, message: t('check.needed') }];
  return (
    <>
      <Form.Item name="term" label={t('mealplans.term')}>
        <Radio.Group options={(['days', 'fixed'] as const).map((value) => ({ value, label: t(`mealplans.termKind.${value}`) }))} />
      </Form.Item>
      <Form.Item<Values> noStyle shouldUpdate={(before, after) => before.term !== after.term}>
        {({ getFieldValue }) =>
          getFieldValue('term') === 'fixed' ? (
            <div className="plan-counts">
              <Form.Item name="from" label={t('filter.from')} rules={needed}>
                <Input type="date" />
              </Form.Item>
              <Form.Item name="until" label={t('filter.to')} rules={needed}>
                <Input type="date" />
              </Form.Item>
            </div>
          ) : (
            <Form.Item name="days" label={t('subsidies.days')} rules={needed}>
              <InputNumber min={1} max={DAYS_MAX} precision={0} />
            </Form.Item>
          )
        }
      </Form.Item>
    </>
  );
}

function termsOf(values: Values, plan?: MealPlan) {
  const { terminalIds, perPeriod, perDay, perWeek, price, kinds } = values;
  return {
    name: nameOf(values),
    scope: scopeOf(values),
    terminalIds,
    periods: periodsOf(values),
    perPeriod,
    perDay,
    perWeek,
    priceMinor: readAmount(price) ?? null,
    // Whoever may not read departments leaves them as they are.
    eligible: { memberKinds: kinds, departmentIds: values.departmentIds ?? plan?.eligible.departmentIds ?? [] },
  };
}

function termOf({ term, from = '', until = '', days = 1 }: Values): MealPlan['term'] {
  return term === 'fixed' ? { kind: 'fixed', from, until } : { kind: 'days', days };
}

function initialValues(plan: MealPlan | undefined): Partial<Values> {
  const periods = periodValues(plan);
  if (!plan) {
    const where = { where: 'some' as const, categories: ['canteen' as const], merchantIds: [] };
    return {
      ...where,
      periods,
      perPeriod: 1,
      perDay: null,
      perWeek: null,
      kinds: [],
      departmentIds: [],
      terminalIds: [],
      term: 'days',
      days: TERM_DAYS,
    };
  }
  const { name, scope, terminalIds, perPeriod, perDay, perWeek, priceMinor, eligible } = plan;
  return {
    zh: name.zh,
    en: name.en,
    ...scopeValues(scope),
    terminalIds,
    periods,
    perPeriod,
    perDay,
    perWeek,
    kinds: eligible.memberKinds,
    departmentIds: eligible.departmentIds,
    ...(priceMinor !== null && { price: formatDecimal(toMinor(priceMinor)) }),
  };
}
