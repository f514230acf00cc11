import type { EventKind, PointsEvent, PointsProgramme } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { App, Button, Form, Input, InputNumber, Modal, Select, Switch, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { NameFields, type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { POINTS_MAX } from './grant-points.tsx';
import { Points } from './loyalty-words.tsx';
import { useCreateEventKind, useEventKinds, usePointsEvents, usePointsLevels, useUpdateEventKind } from './use-loyalty.ts';

/** What the issuer's own system may tell, and what it told. */
export function Events(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const named = useNamed();
  const list = usePointsEvents(props.programme.id);
  return (
    <div className="stack">
      <Kinds programme={props.programme} />
      <Panel flush title={t('loyalty.eventLog')}>
        <KeysetTable<PointsEvent>
          list={list}
          columns={eventColumns(t, named)}
          rowKey={(event) => event.id}
          label={t('loyalty.eventLog')}
          empty={<EmptyState title={t('loyalty.noEvents')} hint={t('loyalty.noEventsHint')} />}
          testId="points-events-table"
        />
      </Panel>
    </div>
  );
}

function Kinds(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const can = useCan();
  const [creating, setCreating] = useState(false);
  const kinds = useEventKinds(props.programme.id);
  const { columns, error } = useKindColumns(props.programme);
  const mayWrite = can('loyalty.write');
  return (
    <Panel
      flush
      title={t('loyalty.eventKinds')}
      extra={
        mayWrite && (
          <Button size="small" onClick={() => setCreating(true)} data-testid="create-event-kind">
            {t('loyalty.createKind')}
          </Button>
        )
      }
    >
      <ErrorNotice error={error ?? kinds.error} />
      <Table<EventKind>
        dataSource={kinds.data?.items ?? []}
        loading={kinds.isPending}
        rowKey={(kind) => kind.id}
        pagination={false}
        size="middle"
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState compact title={t('loyalty.noKinds')} hint={t('loyalty.noKindsHint')} /> }}
        columns={columns}
      />
      {creating && <KindDialog programme={props.programme} onClose={() => setCreating(false)} />}
    </Panel>
  );
}

function useKindColumns(programme: PointsProgramme) {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const { message } = App.useApp();
  const update = useUpdateEventKind();
  const levels = useLevelNames(programme);
  const mayWrite = can('loyalty.write');
  const turn = (kind: EventKind) =>
    update.mutate({ eventKindId: kind.id, status: kind.status === 'on' ? 'off' : 'on' }, { onSuccess: () => void message.success(t('saved')) });
  const columns: NonNullable<TableProps<EventKind>['columns']> = [
    { title: t('field.name'), key: 'name', render: (_, kind) => named(kind.name) },
    { title: t('loyalty.code'), key: 'code', render: (_, kind) => <code>{kind.code}</code> },
    { title: t('loyalty.points'), key: 'points', align: 'right', render: (_, kind) => <Points points={kind.points} /> },
    ...(levels.length > 0
      ? [
          {
            title: t('loyalty.eventLevel'),
            key: 'level',
            render: (_: unknown, { levelRank }: EventKind) => (levelRank ? (levels[levelRank - 1] ?? '') : '—'),
          },
        ]
      : []),
    {
      title: t('loyalty.counts'),
      key: 'status',
      align: 'right',
      render: (_, kind) => (
        <Switch
          checked={kind.status === 'on'}
          disabled={!mayWrite}
          loading={update.isPending && update.variables?.eventKindId === kind.id}
          aria-label={t('loyalty.countsOf', { name: named(kind.name) })}
          onChange={() => turn(kind)}
        />
      ),
    },
  ];
  return { columns, error: update.error };
}

function useLevelNames(programme: PointsProgramme): string[] {
  const named = useNamed();
  return (usePointsLevels(programme.id).data?.levels ?? []).map(({ name }) => named(name));
}

type Values = NameValues & { code: string; points: number; levelRank?: number };
const CODE = /^[a-z][a-z0-9_]{1,39}$/;

function KindDialog(props: { programme: PointsProgramme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateEventKind();
  const levels = useLevelNames(props.programme);
  const submit = (values: Values) => {
    const done = {
      onSuccess: () => {
        message.success(t('saved'));
        props.onClose();
      },
    };
    create.mutate(
      { pointsProgrammeId: props.programme.id, name: nameOf(values), code: values.code, points: values.points, levelRank: values.levelRank ?? null },
      done,
    );
  };
  return (
    <Modal
      open
      title={t('loyalty.createKind')}
      okText={t('loyalty.createKind')}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <NameFields testId="event-kind" />
        <Form.Item
          name="code"
          label={t('loyalty.code')}
          extra={t('loyalty.codeHint')}
          rules={[{ required: true, pattern: CODE, message: t('loyalty.codeWrong') }]}
        >
          <Input placeholder="policy_bought" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="points" label={t('loyalty.points')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={POINTS_MAX} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        {levels.length > 0 && (
          <Form.Item name="levelRank" label={t('loyalty.eventLevel')}>
            <Select allowClear placeholder={t('loyalty.eventNoLevel')} options={levels.map((label, at) => ({ value: at + 1, label }))} />
          </Form.Item>
        )}
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function eventColumns(t: Texts, named: ReturnType<typeof useNamed>): NonNullable<TableProps<PointsEvent>['columns']> {
  return [
    { title: t('loyalty.event'), key: 'kind', render: (_, event) => named(event.kindName) },
    { title: t('loyalty.eventId'), key: 'eventId', render: (_, event) => <code>{event.eventId}</code> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, event) => (
        <Link className="cell-link" to={`/members/${event.memberId}`}>
          {event.memberName}
        </Link>
      ),
    },
    { title: t('loyalty.points'), key: 'points', align: 'right', render: (_, event) => <Points points={event.points} /> },
    { title: t('loyalty.key'), dataIndex: 'keyName', key: 'key' },
    { title: t('loyalty.receivedAt'), key: 'receivedAt', align: 'right', render: (_, event) => <Time at={event.receivedAt} /> },
  ];
}
