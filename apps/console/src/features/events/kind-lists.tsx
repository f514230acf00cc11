import type { TicketKind } from '@tessera/contract';
import { AutoComplete, Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { MoneyField } from '../../shared/money-field.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { isDifference, isPrice } from './kind-values.ts';

const [NAME_MAX, CODE_MAX, CATEGORY_MAX, HOURS_MAX, COUNT_MAX] = [80, 20, 190, 8_784, 20];
const CODE = /^[a-z0-9][a-z0-9-]{0,19}$/;

const needed = (t: Texts) => [{ required: true, message: t('check.needed') }];
const checked = (t: Texts, fits: (text: string | undefined) => boolean) => [
  { validator: async (_: unknown, text: string) => (fits(text) ? undefined : Promise.reject(new Error(t('check.amount')))) },
];

type Rows = { name: string; title: string; hint?: string; add: string; blank: object; className: string; row: (at: number) => ReactNode };
/** Rows of fields that are added and taken away. */
function RowsField({ name, title, hint, add, blank, className, row }: Rows) {
  const t = useTexts();
  return (
    <>
      <h3>{title}</h3>
      {hint && <p className="quiet">{hint}</p>}
      <Form.List name={name}>
        {(fields, list) => (
          <div className="event-rows">
            {fields.map((field) => (
              <div key={field.key} className={`event-row ${className}`}>
                {row(field.name)}
                <Button onClick={() => list.remove(field.name)} aria-label={t('ticketing.rowRemove')} icon={<Icon name="close" size={14} />} />
              </div>
            ))}
            <Button onClick={() => list.add(blank)} data-testid={`add-${name}`}>
              {add}
            </Button>
          </div>
        )}
      </Form.List>
    </>
  );
}

export function PriceFields({ categories }: { categories: readonly string[] }) {
  const t = useTexts();
  return (
    <RowsField
      name="prices"
      title={t('ticketing.prices')}
      hint={t('ticketing.pricesHint')}
      add={t('ticketing.priceAdd')}
      blank={{ category: null, price: '' }}
      className="event-row-2"
      row={(at) => (
        <>
          <Form.Item name={[at, 'category']}>
            <AutoComplete
              allowClear
              maxLength={CATEGORY_MAX}
              placeholder={t('ticketing.anySeat')}
              aria-label={t('ticketing.category')}
              options={categories.map((value) => ({ value }))}
            />
          </Form.Item>
          <Form.Item name={[at, 'price']} rules={checked(t, isPrice)}>
            <MoneyField aria-label={t('ticketing.price')} />
          </Form.Item>
        </>
      )}
    />
  );
}

export function VariationFields() {
  const t = useTexts();
  return (
    <RowsField
      name="variations"
      title={t('ticketing.variations')}
      hint={t('ticketing.variationsHint')}
      add={t('ticketing.variationAdd')}
      blank={{ code: '', name: '', difference: '0' }}
      className="event-row-3"
      row={(at) => (
        <>
          <Form.Item name={[at, 'name']} rules={needed(t)}>
            <Input maxLength={NAME_MAX} placeholder={t('ticketing.variationName')} aria-label={t('ticketing.variationName')} />
          </Form.Item>
          <Form.Item name={[at, 'code']} rules={[{ pattern: CODE, required: true, message: t('ticketing.codeRule') }]}>
            <Input maxLength={CODE_MAX} placeholder={t('ticketing.code')} aria-label={t('ticketing.code')} />
          </Form.Item>
          <Form.Item name={[at, 'difference']} rules={checked(t, isDifference)}>
            <Input prefix="± ¥" inputMode="decimal" aria-label={t('ticketing.difference')} />
          </Form.Item>
        </>
      )}
    />
  );
}

export function RefundFields() {
  const t = useTexts();
  return (
    <RowsField
      name="refundSteps"
      title={t('ticketing.refunds')}
      hint={t('ticketing.refundsHint')}
      add={t('ticketing.stepAdd')}
      blank={{ hoursBefore: 24, feePercent: 0, fee: '0' }}
      className="event-row-3"
      row={(at) => (
        <>
          <Form.Item name={[at, 'hoursBefore']} rules={needed(t)}>
            <InputNumber min={0} max={HOURS_MAX} suffix={t('ticketing.hoursBefore')} className="event-wide" aria-label={t('ticketing.hoursBefore')} />
          </Form.Item>
          <Form.Item name={[at, 'feePercent']} rules={needed(t)}>
            <InputNumber min={0} max={100} precision={2} suffix="%" className="event-wide" aria-label={t('ticketing.feePercent')} />
          </Form.Item>
          <Form.Item name={[at, 'fee']} rules={checked(t, isPrice)}>
            <MoneyField aria-label={t('ticketing.fee')} />
          </Form.Item>
        </>
      )}
    />
  );
}

/** What it is made of, and with what it is sold. */
export function BundleFields({ others }: { others: readonly TicketKind[] }) {
  const t = useTexts();
  const options = others.map(({ ticketKindId, name }) => ({ value: ticketKindId, label: name }));
  return (
    <>
      <RowsField
        name="parts"
        title={t('ticketing.parts')}
        hint={t('ticketing.partsHint')}
        add={t('ticketing.partAdd')}
        blank={{ count: 1 }}
        className="event-row-2"
        row={(at) => (
          <>
            <Form.Item name={[at, 'ticketKindId']} rules={needed(t)}>
              <Select options={options} aria-label={t('ticketing.kindName')} />
            </Form.Item>
            <Form.Item name={[at, 'count']} rules={needed(t)}>
              <InputNumber min={1} max={COUNT_MAX} precision={0} className="event-wide" aria-label={t('ticketing.count')} />
            </Form.Item>
          </>
        )}
      />
      <Form.Item name="addOnTo" label={t('ticketing.addOnTo')} extra={t('ticketing.addOnToHint')}>
        <Select mode="multiple" options={options} />
      </Form.Item>
    </>
  );
}
