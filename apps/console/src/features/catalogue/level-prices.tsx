import type { CatalogueItem } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { App, Button, Form, InputNumber, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useLevelChoices, useSetLevelPrices } from './use-prices.ts';

const LEVEL_PRICES_MAX = 20;
type Price = { levelId: Id<'pointsLevel'>; points: number };
type Values = { prices: Partial<Price>[] };

/** What members on a level pay in points; of whoever sets prices and reads programmes. */
export function LevelPrices({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  const levelWords = useLevelWords();
  const [setting, setSetting] = useState(false);
  if (!can('catalogue.approve') || !can('loyalty.read') || item.pointsPrice === null) return null;
  const rows = item.levelPrices.map((price) => ({ label: levelWords(price), value: t('redemption.points', { count: price.points }) }));
  const set = (
    <Button size="small" onClick={() => setSetting(true)} data-testid="set-level-prices">
      {t('items.setLevelPrices')}
    </Button>
  );
  return (
    <Panel title={t('items.levelPrices')} extra={set} testId="level-prices">
      {rows.length > 0 ? <Facts rows={rows} /> : <EmptyState compact title={t('items.noLevelPrices')} />}
      {setting && <SetLevelPrices item={item} points={item.pointsPrice} onClose={() => setSetting(false)} />}
    </Panel>
  );
}

/** A level that is no more has no names left. */
function useLevelWords() {
  const t = useTexts();
  const named = useNamed();
  return ({ name, programmeName }: Pick<CatalogueItem['levelPrices'][number], 'name' | 'programmeName'>): string =>
    name.zh === '' ? t('items.levelGone') : t('items.levelWords', { programme: named(programmeName), level: named(name) });
}

function SetLevelPrices({ item, points, onClose }: { item: CatalogueItem; points: number; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const setPrices = useSetLevelPrices();
  const submit = async ({ prices }: Values) => {
    const levelPrices = prices.flatMap((price) => (price.levelId && price.points ? [{ levelId: price.levelId, points: price.points }] : []));
    await setPrices.mutateAsync({ itemId: item.id, revision: item.revision, levelPrices });
    message.success(t('saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={560}
      title={t('items.levelPrices')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'level-prices-submit' }}
      confirmLoading={setPrices.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="quiet">{t('items.levelPricesHint', { points })}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ prices: item.levelPrices.map(({ levelId, points: price }) => ({ levelId, points: price })) }}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        <PriceRows item={item} most={points - 1} />
        <ErrorNotice error={setPrices.error} />
      </Form>
    </Modal>
  );
}

function PriceRows({ item, most }: { item: CatalogueItem; most: number }) {
  const t = useTexts();
  return (
    <Form.List name="prices">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Space key={key} align="baseline" wrap>
              <Form.Item name={[name, 'levelId']} label={t('items.level')} rules={[{ required: true, message: t('items.levelNeeded') }, onceRule(t)]}>
                <LevelSelect item={item} />
              </Form.Item>
              <Form.Item
                name={[name, 'points']}
                label={t('items.levelPoints')}
                rules={[{ required: true, type: 'integer', min: 1, max: most, message: t('items.levelPointsRule', { most }) }]}
              >
                <InputNumber precision={0} data-testid="level-price-points" />
              </Form.Item>
              <Button type="text" danger onClick={() => remove(name)}>
                {t('items.removeLevelPrice')}
              </Button>
            </Space>
          ))}
          <Form.Item>
            <Button block type="dashed" disabled={fields.length >= LEVEL_PRICES_MAX} onClick={() => add({})} data-testid="add-level-price">
              {t('items.addLevelPrice')}
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  );
}

const onceRule =
  (t: ReturnType<typeof useTexts>) =>
  ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: async (_: unknown, levelId: string | undefined) => {
      const prices = getFieldValue('prices') as Values['prices']; // A field of this form.
      if (levelId && prices.filter((price) => price?.levelId === levelId).length > 1) throw new Error(t('items.levelTwice'));
    },
  });

type FieldProps = { id?: string; value?: Id<'pointsLevel'>; onChange?: (value: Id<'pointsLevel'>) => void };

function LevelSelect({ item, ...field }: FieldProps & { item: CatalogueItem }) {
  const t = useTexts();
  const levelWords = useLevelWords();
  const levels = useLevelChoices();
  const open = (levels.data?.items ?? []).map((level) => ({ value: level.id, label: levelWords(level) }));
  const closed = item.levelPrices.map((price) => ({ value: price.levelId, label: levelWords(price) }));
  return (
    <Select<Id<'pointsLevel'>>
      {...field}
      style={{ width: 280 }}
      loading={levels.isPending}
      notFoundContent={levels.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...open, ...closed.filter(({ value }) => !open.some((one) => one.value === value))]}
      data-testid="level-price-level"
    />
  );
}
