import type { CatalogueItem } from '@tessera/contract';
import { formatDecimal, type Id, parseAmount, toMinor } from '@tessera/kernel';
import { App, Form, Input, InputNumber, Modal, Radio, Select, Switch, TreeSelect } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { MoneyField, optionalAmountRule } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useShops } from '../../shared/use-shops.ts';
import { useCategoryNodes } from './item-words.tsx';
import { useCategories } from './use-categories.ts';
import { ITEM_KINDS, useCreateItem, useUpdateItem } from './use-items.ts';

type Values = {
  merchantId?: Id<'organization'>;
  categoryId: Id<'category'>;
  kind: CatalogueItem['kind'];
  name: string;
  description?: string;
  money?: string;
  points?: number | null;
  shopIds?: Id<'shop'>[];
  needsPhoto: boolean;
  needsBooking: boolean;
  needsConfirmation: boolean;
  stock?: number | null;
};
const DESCRIPTION_MAX = 1_000;
const POINTS_MAX = 100_000_000;
const STOCK_MAX = 1_000_000;

/** Enters an item, or changes one as it was when the form was opened: what somebody else changed meanwhile is not written over. */
export function ItemForm(props: { item?: CatalogueItem; onClose: () => void; onSaved?: (item: CatalogueItem) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [item] = useState(props.item);
  const create = useCreateItem();
  const update = useUpdateItem();
  const { staff } = useSession();
  const isOperator = staff?.organizationKind === 'operator';
  const submit = (values: Values) => {
    const done = {
      onSuccess: (saved: CatalogueItem) => {
        message.success(t('saved'));
        props.onClose();
        props.onSaved?.(saved);
      },
    };
    const merchantId = isOperator ? values.merchantId : staff?.organizationId;
    if (item) update.mutate({ itemId: item.id, revision: item.revision, ...fieldsOf(values, item) }, done);
    else if (merchantId) create.mutate({ merchantId, ...fieldsOf(values, item), stock: values.stock ?? null }, done);
  };
  return (
    <Modal
      open
      width={560}
      title={t(item ? 'items.edit' : 'items.create')}
      okText={t(item ? 'action.save' : 'items.create')}
      okButtonProps={{ 'data-testid': 'item-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      {item?.state === 'on' && !isOperator && <p className="form-note">{t('items.looksAgain')}</p>}
      <Form<Values> form={form} layout="vertical" initialValues={valuesOf(item)} onFinish={submit}>
        {!item && isOperator && <MerchantField t={t} onChange={() => form.setFieldValue('shopIds', [])} />}
        <WhatFields t={t} />
        <PriceFields t={t} />
        <ServingFields t={t} ownMerchantId={item?.merchantId ?? (isOperator ? undefined : staff?.organizationId)} />
        {!item && (
          <Form.Item name="stock" label={t('items.stock')} extra={t('items.stockHint')}>
            <InputNumber min={0} max={STOCK_MAX} precision={0} data-testid="item-stock" />
          </Form.Item>
        )}
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function MerchantField({ t, onChange }: { t: Texts; onChange: () => void }) {
  return (
    <Form.Item name="merchantId" label={t('field.merchant')} rules={[{ required: true, message: t('check.choose') }]}>
      <OrganizationSelect kind="merchant" onPicked={onChange} testId="item-merchant" />
    </Form.Item>
  );
}

function WhatFields({ t }: { t: Texts }) {
  const categories = useCategories();
  const nodes = useCategoryNodes(categories.data?.items ?? [], 'open');
  return (
    <>
      <Form.Item name="kind" label={t('field.kind')}>
        <Radio.Group options={ITEM_KINDS.map((value) => ({ value, label: t(`itemKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="item-name" />
      </Form.Item>
      <Form.Item name="categoryId" label={t('items.category')} rules={[{ required: true, message: t('check.choose') }]}>
        <TreeSelect
          treeData={nodes}
          loading={categories.isPending}
          treeDefaultExpandAll
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder={t('items.chooseCategory')}
          notFoundContent={t('empty.noMatch')}
          data-testid="item-category"
        />
      </Form.Item>
      <Form.Item name="description" label={t('items.description')} extra={t('items.descriptionHint')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={DESCRIPTION_MAX} data-testid="item-description" />
      </Form.Item>
    </>
  );
}

/** In money, in points, or in both. */
function PriceFields({ t }: { t: Texts }) {
  const form = Form.useFormInstance<Values>();
  const priced = {
    validator: async () => {
      const { money, points } = form.getFieldsValue(['money', 'points']);
      if (!money && !points) throw new Error(t('items.priceless'));
    },
  };
  return (
    <div className="item-prices">
      <Form.Item name="money" label={t('items.money')} dependencies={['points']} rules={[optionalAmountRule(t), priced]}>
        <MoneyField data-testid="item-money" />
      </Form.Item>
      <Form.Item name="points" label={t('items.points')} extra={t('items.pointsHint')}>
        <InputNumber min={1} max={POINTS_MAX} precision={0} data-testid="item-points" />
      </Form.Item>
    </div>
  );
}

function ServingFields({ t, ownMerchantId }: { t: Texts; ownMerchantId: Id<'organization'> | undefined }) {
  const can = useCan();
  const chosen = Form.useWatch<Id<'organization'> | undefined>('merchantId');
  const shops = useShops(can('shops.read') ? (ownMerchantId ?? chosen) : undefined);
  return (
    <>
      {can('shops.read') && (
        <Form.Item name="shopIds" label={t('items.shops')} extra={t('items.shopsHint')}>
          <Select<Id<'shop'>[]>
            mode="multiple"
            loading={shops.isLoading}
            placeholder={t('items.everyShop')}
            notFoundContent={t('shops.empty')}
            showSearch={{ optionFilterProp: 'label' }}
            options={(shops.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <div className="item-switches">
        <Form.Item name="needsBooking" label={t('items.needsBooking')} valuePropName="checked">
          <Switch data-testid="item-booking" />
        </Form.Item>
        <Form.Item name="needsConfirmation" label={t('items.needsConfirmation')} valuePropName="checked">
          <Switch data-testid="item-confirmation" />
        </Form.Item>
        <Form.Item name="needsPhoto" label={t('items.needsPhoto')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}

function valuesOf(item: CatalogueItem | undefined): Partial<Values> {
  if (!item) return { kind: 'service', needsPhoto: false, needsBooking: false, needsConfirmation: false, shopIds: [] };
  const { categoryId, kind, name, description, moneyPriceMinor, pointsPrice, shopIds, needsPhoto, needsBooking, needsConfirmation } = item;
  const money = moneyPriceMinor === null ? '' : formatDecimal(toMinor(moneyPriceMinor));
  return { categoryId, kind, name, description, money, points: pointsPrice, shopIds: shopIds ?? [], needsPhoto, needsBooking, needsConfirmation };
}

/** Whoever may not see the shops leaves them as they are. */
function fieldsOf(values: Values, item: CatalogueItem | undefined) {
  const { categoryId, kind, name, description, money, points, needsPhoto, needsBooking, needsConfirmation } = values;
  const shopIds = values.shopIds ?? item?.shopIds ?? [];
  return {
    categoryId,
    kind,
    name: name.trim(),
    description: description ?? '',
    moneyPriceMinor: money ? (parseAmount(money) ?? null) : null,
    pointsPrice: points ?? null,
    shopIds: shopIds.length > 0 ? shopIds : null,
    needsPhoto,
    needsBooking,
    needsConfirmation,
  };
}
