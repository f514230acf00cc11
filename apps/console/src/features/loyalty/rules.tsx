import type { PointsProgramme, PointsRule } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Alert, App, Button, Form, Input, InputNumber, Modal, Radio, type TableProps } from 'antd';
import { useState } from 'react';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MEMBER_KINDS, type MemberKind, TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { POINTS_MAX } from './grant-points.tsx';
import { Points } from './loyalty-words.tsx';
import { useCreateRule, usePointsRules, useRulePreview, useTurnRule } from './use-loyalty.ts';

/** Who is given how much, once or every month. */
export function Rules(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const can = useCan();
  const { message } = App.useApp();
  const [creating, setCreating] = useState(false);
  const turn = useTurnRule();
  const { programme } = props;
  const list = usePointsRules(programme.id);
  const mayWrite = can('loyalty.write');
  const onTurn = (rule: PointsRule) =>
    turn.mutate(
      { pointsRuleId: rule.id, status: rule.status === 'active' ? 'paused' : 'active' },
      { onSuccess: () => void message.success(t('saved')) },
    );
  const create = mayWrite && programme.status === 'open' && (
    <Button onClick={() => setCreating(true)} data-testid="create-points-rule">
      {t('loyalty.createRule')}
    </Button>
  );
  return (
    <Panel flush extra={create}>
      <ErrorNotice error={turn.error} />
      <KeysetTable<PointsRule>
        list={list}
        columns={columns(t, mayWrite ? onTurn : undefined)}
        rowKey={(rule) => rule.id}
        label={t('loyalty.rules')}
        empty={<EmptyState title={t('loyalty.noRules')} hint={t('loyalty.noRulesHint')} />}
        testId="points-rules-table"
      />
      {creating && <RuleDialog programme={programme} onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function audienceWords(t: Texts, { departmentNames, memberKinds }: PointsRule): string {
  const kinds = memberKinds.map((kind) => MEMBER_KINDS.find((one) => one === kind)).flatMap((kind) => (kind ? [t(`memberKind.${kind}`)] : []));
  return [...kinds, ...departmentNames].join(t('subsidies.and')) || t('loyalty.everybody');
}

function columns(t: Texts, onTurn: ((rule: PointsRule) => void) | undefined): NonNullable<TableProps<PointsRule>['columns']> {
  return [
    { title: t('loyalty.who'), key: 'who', render: (_, rule) => audienceWords(t, rule) },
    { title: t('loyalty.points'), key: 'points', align: 'right', render: (_, rule) => <Points points={rule.points} /> },
    {
      title: t('loyalty.when'),
      key: 'when',
      render: (_, rule) => (rule.dayOfMonth === null ? t('loyalty.once') : t('loyalty.monthlyOn', { day: rule.dayOfMonth })),
    },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, rule) => (
        <Status tone={rule.status === 'active' ? 'good' : rule.status === 'paused' ? 'warn' : 'quiet'}>{t(`ruleStatus.${rule.status}`)}</Status>
      ),
    },
    { title: t('loyalty.nextOn'), key: 'nextOn', className: 'number', render: (_, rule) => rule.nextOn ?? '—' },
    {
      key: 'act',
      align: 'right',
      render: (_, rule) =>
        onTurn &&
        rule.status !== 'done' && (
          <Button size="small" onClick={() => onTurn(rule)}>
            {t(rule.status === 'active' ? 'loyalty.pause' : 'loyalty.resume')}
          </Button>
        ),
    },
  ];
}

type Values = {
  kinds: MemberKind[];
  departmentIds: Id<'department'>[];
  points: number;
  schedule: 'once' | 'monthly';
  dayOfMonth?: number;
  reason?: string;
};
/** In every month there is such a day. */
const DAY_MAX = 28;

function RuleDialog(props: { programme: PointsProgramme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateRule();
  const watched = Form.useWatch([], form);
  const audience = { memberKinds: watched?.kinds ?? [], departmentIds: watched?.departmentIds ?? [] };
  const preview = useRulePreview({ pointsProgrammeId: props.programme.id, audience });
  const submit = ({ points, schedule, dayOfMonth, reason }: Values) => {
    const asked = {
      pointsProgrammeId: props.programme.id,
      audience,
      points,
      schedule,
      dayOfMonth: schedule === 'monthly' ? (dayOfMonth ?? 1) : null,
    };
    const done = {
      onSuccess: () => {
        message.success(t('saved'));
        props.onClose();
      },
    };
    create.mutate({ ...asked, ...(reason?.trim() && { reason: reason.trim() }) }, done);
  };
  return (
    <Modal
      open
      title={t('loyalty.createRule')}
      okText={t('loyalty.createRule')}
      okButtonProps={{ disabled: !preview.data || preview.data.memberCount === 0, 'data-testid': 'points-rule-submit' }}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={480}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ kinds: [], departmentIds: [], schedule: 'once', dayOfMonth: 1 }} onFinish={submit}>
        <AudienceFields label={t('subsidies.kinds')} hint={t('subsidies.kindsHint')} />
        <Form.Item name="points" label={t('loyalty.each')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={POINTS_MAX} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <ScheduleFields isMonthly={watched?.schedule === 'monthly'} />
        <Form.Item name="reason" label={t('loyalty.reason')}>
          <Input maxLength={TEXT_MAX} autoComplete="off" />
        </Form.Item>
        {preview.data && <Alert type="info" showIcon role="status" title={t('loyalty.previewMembers', { count: preview.data.memberCount })} />}
        <ErrorNotice error={create.error ?? preview.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** Once now, or on a day of every month. */
function ScheduleFields(props: { isMonthly: boolean }) {
  const t = useTexts();
  return (
    <>
      <Form.Item name="schedule" label={t('loyalty.when')}>
        <Radio.Group
          options={[
            { value: 'once', label: t('loyalty.onceNow') },
            { value: 'monthly', label: t('loyalty.monthly') },
          ]}
        />
      </Form.Item>
      {props.isMonthly && (
        <Form.Item name="dayOfMonth" label={t('loyalty.dayOfMonth')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={DAY_MAX} precision={0} />
        </Form.Item>
      )}
    </>
  );
}
