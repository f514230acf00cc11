import type { Campaign } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { Form, type FormInstance, Select, Switch } from 'antd';
import { useState } from 'react';
import { usePaused } from '../../shared/organization-select.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Values } from './campaign-values.ts';
import { useItemSearch, useLevelChoices, useProductCategories } from './use-scope-choices.ts';

type Chosen = { campaign: Campaign | undefined };

/** What a campaign is for: categories with what is below them, and products by name; only of whoever may read the catalogue. */
export function ProductFields({ campaign }: Chosen) {
  const t = useTexts();
  const can = useCan();
  if (!can('catalogue.read')) return null;
  return (
    <>
      <Form.Item name="categoryIds" label={t('promotions.categories')}>
        <CategoriesSelect />
      </Form.Item>
      <Form.Item name="itemIds" label={t('promotions.items')} extra={t('promotions.itemsHint')}>
        <ItemsSelect campaign={campaign} />
      </Form.Item>
    </>
  );
}

/** Whether whoever redeems something is thanked with one, and for what; only of whoever may read the catalogue. */
export function ThanksFields({ form }: { form: FormInstance<Values> }) {
  const t = useTexts();
  const can = useCan();
  const thanks = Form.useWatch('thanks', form);
  if (!can('catalogue.read')) return null;
  return (
    <>
      <Form.Item name="thanks" label={t('promotions.thanks')} extra={t('promotions.thanksHint')} valuePropName="checked">
        <Switch data-testid="campaign-thanks" />
      </Form.Item>
      {thanks && (
        <Form.Item name="thanksCategoryIds" label={t('promotions.thanksFor')}>
          <CategoriesSelect />
        </Form.Item>
      )}
    </>
  );
}

/** On which levels a member must stand; only of whoever may read points programmes. */
export function LevelField({ campaign }: Chosen) {
  const t = useTexts();
  const can = useCan();
  if (!can('loyalty.read')) return null;
  return (
    <Form.Item name="levelIds" label={t('promotions.levels')} extra={t('promotions.levelsHint')}>
      <LevelsSelect campaign={campaign} />
    </Form.Item>
  );
}

type FieldProps<Value> = { id?: string; value?: Value[]; onChange?: (value: Value[]) => void };

function CategoriesSelect(props: FieldProps<Id<'category'>>) {
  const t = useTexts();
  const named = useNamed();
  const categories = useProductCategories();
  const all = categories.data?.items ?? [];
  const label = ({ name, parentId }: (typeof all)[number]) => {
    const parent = all.find(({ id }) => id === parentId);
    return parent ? `${named(parent.name)} / ${named(name)}` : named(name);
  };
  return (
    <Select<Id<'category'>[]>
      {...props}
      mode="multiple"
      placeholder={t('promotions.everything')}
      loading={categories.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={all.map((category) => ({ value: category.id, label: label(category) }))}
      data-testid="campaign-categories"
    />
  );
}

function ItemsSelect({ campaign, ...field }: FieldProps<Id<'item'>> & Chosen) {
  const t = useTexts();
  const [text, setText] = useState('');
  const search = useItemSearch(usePaused(text.trim()));
  const found = (search.data?.items ?? []).map(({ id, name, merchantName }) => {
    return { value: id, label: t('promotions.itemWords', { name, merchant: merchantName }) };
  });
  const chosen = (campaign?.scope.itemIds ?? []).map((id) => ({ value: id, label: campaign?.names.find((one) => one.id === id)?.name ?? id }));
  return (
    <Select<Id<'item'>[]>
      {...field}
      mode="multiple"
      placeholder={t('promotions.everything')}
      loading={search.isFetching}
      notFoundContent={search.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={[...chosen.filter(({ value }) => !found.some((one) => one.value === value)), ...found]}
      data-testid="campaign-items"
    />
  );
}

function LevelsSelect({ campaign, ...field }: FieldProps<Id<'pointsLevel'>> & Chosen) {
  const t = useTexts();
  const named = useNamed();
  const levels = useLevelChoices();
  const open = levels.data?.items ?? [];
  const closed = (campaign?.levels ?? []).filter(({ id }) => !open.some((one) => one.id === id));
  const known = [...open, ...closed].map(({ id, name, programmeName }) => ({
    value: id,
    label: t('promotions.levelWords', { programme: named(programmeName), level: named(name) }),
  }));
  const gone = (campaign?.scope.levelIds ?? []).filter((id) => !known.some(({ value }) => value === id));
  return (
    <Select<Id<'pointsLevel'>[]>
      {...field}
      mode="multiple"
      placeholder={t('promotions.everybody')}
      loading={levels.isPending}
      notFoundContent={levels.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...known, ...gone.map((id) => ({ value: id, label: t('promotions.levelGone') }))]}
      data-testid="campaign-levels"
    />
  );
}
