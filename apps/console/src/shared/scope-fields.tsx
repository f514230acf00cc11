import type { Programme } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Form, Radio, Select } from 'antd';
import { CATEGORIES } from './limits.ts';
import { MerchantsField } from './merchants-field.tsx';
import { type Texts, useTexts } from './texts.ts';

export type ScopeValues = {
  where: 'everywhere' | 'some';
  categories: Programme['scope']['categories'];
  merchantIds: Id<'organization'>[];
};

/** Where money pays: everywhere, or at some categories and merchants; as fields of a form. */
export function ScopeFields(props: { chosen?: Programme['merchantNames'] | undefined }) {
  const t = useTexts();
  return (
    <>
      <Form.Item name="where" label={t('subsidies.scope')}>
        <Radio.Group
          options={(['everywhere', 'some'] as const).map((value) => ({
            value,
            label: t(value === 'some' ? 'subsidies.somewhere' : 'subsidies.everywhere'),
          }))}
        />
      </Form.Item>
      <Form.Item<ScopeValues> noStyle shouldUpdate={(before, after) => before.where !== after.where}>
        {({ getFieldValue }) =>
          getFieldValue('where') === 'some' && (
            <>
              <Form.Item
                name="categories"
                label={t('subsidies.categories')}
                dependencies={['merchantIds']}
                rules={[
                  {
                    validator: async (_, categories: string[]) => {
                      if (categories.length + (getFieldValue('merchantIds') as string[]).length === 0) throw new Error(t('subsidies.chooseScope')); // A field of this form.
                    },
                  },
                ]}
              >
                <Select
                  mode="multiple"
                  options={CATEGORIES.map((category) => ({ value: category, label: t(`category.${category}`) }))}
                  data-testid="programme-categories"
                />
              </Form.Item>
              <Form.Item name="merchantIds" label={t('subsidies.merchants')}>
                <MerchantsField chosen={props.chosen} />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
    </>
  );
}

export function scopeOf({ where, categories, merchantIds }: ScopeValues): Programme['scope'] {
  return where === 'everywhere' ? { everywhere: true, categories: [], merchantIds: [] } : { everywhere: false, categories, merchantIds };
}

export function scopeValues({ everywhere, categories, merchantIds }: Programme['scope']): ScopeValues {
  return { where: everywhere ? 'everywhere' : 'some', categories, merchantIds };
}

/** Where it pays, in one line. */
export function scopeWords(t: Texts, { scope, merchantNames }: { scope: Programme['scope']; merchantNames: readonly { name: string }[] }): string {
  if (scope.everywhere) return t('subsidies.everywhere');
  const categories = scope.categories.map((category) => t(`category.${category}`));
  return [...categories, ...merchantNames.map(({ name }) => name)].join(t('subsidies.and'));
}
