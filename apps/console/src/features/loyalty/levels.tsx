import type { PointsLadder, PointsLevelsPreview, PointsProgramme } from '@tessera/contract';
import { formatDecimal, toMinor } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { App, Button, Form, Input, InputNumber, Radio, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { GiveLevel } from './give-level.tsx';
import { usePointsLevels, usePreviewPointsLevels, useSetPointsLevels } from './use-loyalty.ts';

type Level = { zh: string; en: string; points: number | null; amount: string; factor: number };
type Values = Pick<PointsLadder, 'measure' | 'periodMonths' | 'graceDays'> & { levels: Level[] };

const LEVELS_MAX = 10;
const HUNDRED = 100;
const NEW_LEVEL: Level = { zh: '', en: '', points: null, amount: '', factor: 1 };

function valuesOf({ levels, ...terms }: PointsLadder): Values {
  return {
    ...terms,
    levels: levels.map(({ name, threshold, factorPercent }) => ({
      ...name,
      points: threshold,
      amount: formatDecimal(toMinor(threshold)),
      factor: factorPercent / HUNDRED,
    })),
  };
}

/** The levels of a programme's members: what they climb by, how long a level holds, and what it makes of spending. */
export function Levels(props: { programme: PointsProgramme }) {
  const found = usePointsLevels(props.programme.id);
  if (found.data) {
    return (
      <div className="stack">
        {found.data.levels.length > 0 && <ByHand programme={props.programme} ladder={found.data} />}
        <LevelsForm programme={props.programme} ladder={found.data} />
      </div>
    );
  }
  return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active />;
}

function ByHand(props: { programme: PointsProgramme; ladder: PointsLadder }) {
  const t = useTexts();
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  if (!can('loyalty.grant')) return null;
  return (
    <div>
      <Button onClick={() => setOpen(true)} data-testid="give-level">
        {t('loyalty.giveLevel')}
      </Button>
      {isOpen && <GiveLevel {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

function LevelsForm(props: { programme: PointsProgramme; ladder: PointsLadder }) {
  const t = useTexts();
  const can = useCan();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const preview = usePreviewPointsLevels();
  const save = useSetPointsLevels();
  const askFirst = useAskBeforeMoving();
  const { programme, ladder } = props;
  const mayWrite = can('loyalty.write');
  const submit = ({ levels, ...terms }: Values) => {
    const read = ({ zh, en, points, amount, factor }: Level) => ({
      name: { zh: zh.trim(), en: en.trim() },
      threshold: (terms.measure === 'points' ? points : readAmount(amount)) ?? 1,
      factorPercent: Math.round(factor * HUNDRED),
    });
    const asked = { pointsProgrammeId: programme.id, ...terms, levels: levels.map(read).toSorted((one, other) => one.threshold - other.threshold) };
    const apply = () =>
      save.mutateAsync(asked).then((saved) => {
        form.setFieldsValue(valuesOf(saved));
        message.success(t('saved'));
      });
    preview.mutate(asked, { onSuccess: (found) => askFirst(found, apply) });
  };
  const needed = [{ required: true, message: t('check.needed') }];
  return (
    <Panel testId="points-levels">
      <Form<Values> form={form} layout="vertical" disabled={!mayWrite} initialValues={valuesOf(ladder)} onFinish={submit}>
        <Form.Item name="measure" label={t('loyalty.climbBy')}>
          <Radio.Group options={(['points', 'spending'] as const).map((value) => ({ value, label: t(`levelMeasure.${value}`) }))} />
        </Form.Item>
        <Space align="start" wrap>
          <Form.Item name="periodMonths" label={t('loyalty.periodMonths')} rules={needed}>
            <InputNumber min={1} max={36} precision={0} />
          </Form.Item>
          <Form.Item name="graceDays" label={t('loyalty.graceDays')} rules={needed}>
            <InputNumber min={0} max={365} precision={0} />
          </Form.Item>
        </Space>
        <LevelRows ladder={ladder} mayWrite={mayWrite} />
        <ErrorNotice error={preview.error ?? save.error} />
        {mayWrite && (
          <Button type="primary" htmlType="submit" loading={preview.isPending || save.isPending} data-testid="levels-submit">
            {t('action.save')}
          </Button>
        )}
      </Form>
    </Panel>
  );
}

/** A change that moves nobody is made at once; any other says whom it moves, and waits for a yes. */
function useAskBeforeMoving() {
  const t = useTexts();
  const named = useNamed();
  const confirm = useConfirm();
  return ({ moves, stayCount }: PointsLevelsPreview, run: () => Promise<unknown>) => {
    // What is refused stands beneath the form.
    if (moves.length === 0) return run().catch(() => undefined);
    const level = (name: PointsLevelsPreview['moves'][number]['from']) => (name ? named(name) : t('loyalty.noLevel'));
    const moved = moves.map(({ from, to, memberCount: count }) => t('loyalty.levelsMove', { from: level(from), to: level(to), count }));
    return confirm({
      title: t('loyalty.levelsMoveTitle', { count: moves.reduce((sum, { memberCount }) => sum + memberCount, 0) }),
      changes: [...moved, t('loyalty.levelsStay', { count: stayCount })],
      ok: t('loyalty.levelsApply'),
      run,
    });
  };
}

function LevelRows(props: { ladder: PointsLadder; mayWrite: boolean }) {
  const t = useTexts();
  const measure = Form.useWatch<Values['measure']>('measure') ?? props.ladder.measure;
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <Form.List name="levels">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Space key={key} align="start" wrap data-testid="level-row">
              <Form.Item name={[name, 'zh']} label={t('subsidies.nameZh')} rules={needed}>
                <Input maxLength={NAME_MAX} lang="zh-CN" autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'en']} label={t('subsidies.nameEn')} rules={needed}>
                <Input maxLength={NAME_MAX} lang="en" autoComplete="off" />
              </Form.Item>
              {measure === 'points' ? (
                <Form.Item name={[name, 'points']} label={t('loyalty.fromPoints')} rules={[{ required: true, message: t('check.needed') }]}>
                  <InputNumber min={1} precision={0} />
                </Form.Item>
              ) : (
                <Form.Item name={[name, 'amount']} label={t('loyalty.fromAmount')} rules={[amountRule(t)]}>
                  <MoneyField />
                </Form.Item>
              )}
              <Form.Item name={[name, 'factor']} label={t('loyalty.factor')} rules={[{ required: true, message: t('check.needed') }]}>
                <InputNumber min={0.01} max={10} step={0.1} precision={2} />
              </Form.Item>
              <Form.Item label={t('loyalty.levelMembers')}>
                <span className="number">{props.ladder.levels[name]?.memberCount ?? 0}</span>
              </Form.Item>
              {props.mayWrite && (
                <Form.Item label=" ">
                  <Button type="text" onClick={() => remove(name)}>
                    {t('loyalty.removeLevel')}
                  </Button>
                </Form.Item>
              )}
            </Space>
          ))}
          {fields.length === 0 && <p>{t('loyalty.noLevels')}</p>}
          {props.mayWrite && fields.length < LEVELS_MAX && (
            <Form.Item>
              <Button onClick={() => add(NEW_LEVEL)} data-testid="add-level">
                {t('loyalty.addLevel')}
              </Button>
            </Form.Item>
          )}
        </>
      )}
    </Form.List>
  );
}
