import type { MealPeriod, MealPlan } from '@tessera/contract';
import { formatDecimal, toMinor } from '@tessera/kernel';
import { Checkbox, Form, type FormInstance, Input } from 'antd';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { useTexts } from '../../shared/texts.ts';
import { MEAL_PERIODS } from './use-mealplans.ts';
import './mealplans.css';

/** What a new plan proposes. A period that ends before it begins goes on past midnight. */
const USUAL_TIMES = {
  breakfast: { from: '06:30', until: '09:30' },
  lunch: { from: '10:30', until: '13:30' },
  dinner: { from: '16:30', until: '19:30' },
  night: { from: '21:00', until: '23:30' },
} as const satisfies Record<MealPeriod, { from: string; until: string }>;
type PeriodValues = { on: boolean; from: string; until: string; worth?: string };
export type PeriodsValues = { periods: Record<MealPeriod, PeriodValues> };

/** Each period of the day: whether the plan pays in it, from when until when, and what a meal is worth. */
export function PeriodFields(props: { form: FormInstance }) {
  const t = useTexts();
  const chosen = Form.useWatch<PeriodsValues['periods'] | undefined>('periods', props.form);
  return (
    <fieldset className="meal-periods">
      <legend>{t('mealplans.periods')}</legend>
      <small className="quiet">{t('mealplans.periodsHint')}</small>
      {MEAL_PERIODS.map((period) => (
        <div key={period} className="meal-period">
          <Form.Item name={['periods', period, 'on']} valuePropName="checked" noStyle>
            <Checkbox data-testid={`period-${period}`}>{t(`meal.${period}`)}</Checkbox>
          </Form.Item>
          {chosen?.[period]?.on && (
            <>
              <Form.Item name={['periods', period, 'from']} rules={[{ required: true, message: t('check.needed') }]}>
                <Input type="time" aria-label={t('mealplans.periodFrom', { period: t(`meal.${period}`) })} />
              </Form.Item>
              <Form.Item name={['periods', period, 'until']} rules={[{ required: true, message: t('check.needed') }]}>
                <Input type="time" aria-label={t('mealplans.periodUntil', { period: t(`meal.${period}`) })} />
              </Form.Item>
              <Form.Item name={['periods', period, 'worth']} rules={[amountRule(t)]}>
                <MoneyField aria-label={t('mealplans.periodWorth', { period: t(`meal.${period}`) })} data-testid={`worth-${period}`} />
              </Form.Item>
            </>
          )}
        </div>
      ))}
    </fieldset>
  );
}

export function periodsOf({ periods }: PeriodsValues) {
  return MEAL_PERIODS.flatMap((period) => {
    const { on, from, until, worth } = periods[period];
    const worthMinor = readAmount(worth);
    return on && worthMinor !== undefined ? [{ period, from, until, worthMinor }] : [];
  });
}

export function periodValues(plan: MealPlan | undefined): PeriodsValues['periods'] {
  const of = (period: MealPeriod): PeriodValues => {
    const known = plan?.periods.find((one) => one.period === period);
    if (known) return { on: true, from: known.from, until: known.until, worth: formatDecimal(toMinor(known.worthMinor)) };
    return { on: !plan && period === 'lunch', ...USUAL_TIMES[period] };
  };
  return { breakfast: of('breakfast'), lunch: of('lunch'), dinner: of('dinner'), night: of('night') };
}
