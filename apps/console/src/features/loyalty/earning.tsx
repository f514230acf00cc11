import type { EarningRule, PointsProgramme } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { formatMoney, toMinor } from '@tessera/kernel';
import { pointsEarned } from '@tessera/rules';
import { Alert, App, Button, Form, InputNumber, Modal, Space, type TableProps } from 'antd';
import { useState } from 'react';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MEMBER_KINDS, type MemberKind } from '../../shared/limits.ts';
import { MerchantsField } from '../../shared/merchants-field.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { POINTS_MAX } from './grant-points.tsx';
import { formatPoints } from './loyalty-words.tsx';
import { useCreateEarningRule, useEarningRules, useTurnEarningRule } from './use-loyalty.ts';

/** By what spending earns points. */
export function Earning(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const can = useCan();
  const { message } = App.useApp();
  const [creating, setCreating] = useState(false);
  const turn = useTurnEarningRule();
  const { programme } = props;
  const list = useEarningRules(programme.id);
  const mayWrite = can('loyalty.write');
  const onTurn = ({ id: earningRuleId, status }: EarningRule) =>
    turn.mutate({ earningRuleId, status: status === 'active' ? 'paused' : 'active' }, { onSuccess: () => void message.success(t('saved')) });
  const create = mayWrite && programme.status === 'open' && (
    <Button onClick={() => setCreating(true)} data-testid="create-earning-rule">
      {t('loyalty.createRule')}
    </Button>
  );
  return (
    <Panel flush extra={create}>
      <ErrorNotice error={turn.error} />
      <KeysetTable<EarningRule>
        list={list}
        columns={columns(t, mayWrite ? onTurn : undefined)}
        rowKey={(rule) => rule.id}
        label={t('loyalty.earning')}
        empty={<EmptyState title={t('loyalty.noEarning')} hint={t('loyalty.noEarningHint')} />}
        testId="earning-rules-table"
      />
      {creating && <EarningDialog programme={programme} onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function whoWords(t: Texts, { departmentNames, memberKinds }: EarningRule): string {
  const kinds = MEMBER_KINDS.filter((kind) => memberKinds.includes(kind)).map((kind) => t(`memberKind.${kind}`));
  return [...kinds, ...departmentNames].join(t('subsidies.and')) || t('loyalty.everybody');
}

function columns(t: Texts, onTurn: ((rule: EarningRule) => void) | undefined): NonNullable<TableProps<EarningRule>['columns']> {
  return [
    {
      title: t('loyalty.earns'),
      key: 'earns',
      render: (_, { points, perMinor, factorPercent }) => (
        <>
          {t('loyalty.earnsPer', { points: formatPoints(points), amount: formatMoney(toMinor(perMinor)) })}
          {factorPercent !== 100 && <span className="number"> × {factorPercent / 100}</span>}
        </>
      ),
    },
    { title: t('loyalty.where'), key: 'where', render: (_, { merchantNames }) => merchantNames.join(t('subsidies.and')) || t('loyalty.everywhere') },
    { title: t('loyalty.earner'), key: 'who', render: (_, rule) => whoWords(t, rule) },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, { status }) => <Status tone={status === 'active' ? 'good' : 'warn'}>{t(`ruleStatus.${status}`)}</Status>,
    },
    {
      key: 'act',
      align: 'right',
      render: (_, rule) =>
        onTurn && (
          <Button size="small" onClick={() => onTurn(rule)} data-testid="turn-earning-rule">
            {t(rule.status === 'active' ? 'loyalty.pause' : 'loyalty.resume')}
          </Button>
        ),
    },
  ];
}

type Values = {
  points: number;
  per: string;
  factor: number;
  merchantIds: Id<'organization'>[];
  kinds: MemberKind[];
  departmentIds: Id<'department'>[];
};
const FACTOR_MAX = 10;
const HUNDRED = 100;

function EarningDialog(props: { programme: PointsProgramme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateEarningRule();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const watched = Form.useWatch([], form);
  const submit = ({ points, per, factor, merchantIds, kinds, departmentIds }: Values) => {
    const perMinor = readAmount(per);
    if (perMinor === undefined) return;
    const terms = { points, perMinor, factorPercent: Math.round(factor * HUNDRED) };
    const asked = { pointsProgrammeId: props.programme.id, ...terms, merchantIds, audience: { memberKinds: kinds, departmentIds } };
    const onSuccess = () => {
      message.success(t('saved'));
      props.onClose();
    };
    create.mutate(asked, { onSuccess });
  };
  const needed = [{ required: true, message: t('check.needed') }];
  return (
    <Modal
      open
      title={t('loyalty.createEarning')}
      okText={t('loyalty.createRule')}
      okButtonProps={{ 'data-testid': 'earning-rule-submit' }}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={520}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ points: 1, per: '1.00', factor: 1, merchantIds: [], kinds: [], departmentIds: [] }}
        onFinish={submit}
      >
        <Space align="start" wrap>
          <Form.Item name="points" label={t('loyalty.points')} rules={needed}>
            <InputNumber min={1} max={POINTS_MAX} precision={0} data-testid="earning-points" />
          </Form.Item>
          <Form.Item name="per" label={t('loyalty.perAmount')} rules={[amountRule(t)]}>
            <MoneyField data-testid="earning-per" />
          </Form.Item>
          <Form.Item name="factor" label={t('loyalty.factor')} rules={needed}>
            <InputNumber min={0.01} max={FACTOR_MAX} step={0.5} precision={2} data-testid="earning-factor" />
          </Form.Item>
        </Space>
        {isOperator && <WhereAndWho />}
        <Example values={watched} />
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** Merchants and departments are the operator's to name. */
function WhereAndWho() {
  const t = useTexts();
  return (
    <>
      <Form.Item name="merchantIds" label={t('loyalty.where')} extra={t('loyalty.whereHint')}>
        <MerchantsField />
      </Form.Item>
      <AudienceFields label={t('loyalty.earner')} hint={t('subsidies.kindsHint')} />
    </>
  );
}

/** Of which amounts the example speaks, in fen. */
const EXAMPLE = { paid: toMinor(25_80), back: toMinor(10_00) };

/** What a payment would earn, by the same arithmetic as the server's. */
function Example(props: { values: Values | undefined }) {
  const t = useTexts();
  const { points, per, factor } = props.values ?? {};
  const perMinor = readAmount(per);
  if (!points || !perMinor || !factor) return null;
  const terms = { points, perMinor, factorPercent: Math.round(factor * HUNDRED) };
  const { paid, back } = EXAMPLE;
  const words = {
    paid: formatMoney(paid),
    back: formatMoney(back),
    points: formatPoints(pointsEarned(terms, paid)),
    left: formatPoints(pointsEarned(terms, paid - back)),
  };
  return (
    <Alert type="info" showIcon role="status" title={t('loyalty.earningExample', words)} style={{ marginBottom: 16 }} data-testid="earning-example" />
  );
}
