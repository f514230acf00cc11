import { useMutation } from '@tanstack/react-query';
import type { StaffRecord } from '@tessera/contract';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { StaffStatus } from './staff-status.tsx';
import { useChangeStaffStatus, useUpdateStaff } from './use-staff.ts';

export function StaffProfile(props: { person: StaffRecord }) {
  const t = useTexts();
  const { person } = props;
  return (
    <Panel title={t('staff.profile')} testId="staff-profile">
      <Facts
        rows={[
          { label: t('field.userName'), value: <span className="mono">{person.userName}</span> },
          { label: t('field.organization'), value: person.organizationName },
          { label: t('staff.department'), value: person.departmentName ?? t('departments.none') },
          { label: t('field.status'), value: <StaffStatus status={person.status} /> },
          { label: t('field.createdAt'), value: <Time at={person.createdAt} /> },
        ]}
      />
    </Panel>
  );
}

const TURNS = {
  suspended: { word: 'suspend', danger: true },
  left: { word: 'leave', danger: true },
  active: { word: 'reinstate', danger: false },
} as const;
type Turn = keyof typeof TURNS;

/** What a colleague may do with a person: nobody does it to themselves. */
export function StaffActs(props: { person: StaffRecord }) {
  const t = useTexts();
  const can = useCan();
  const { staff } = useSession();
  const [editing, setEditing] = useState(false);
  const [turn, setTurn] = useState<Turn>();
  const { person } = props;
  if (!can('staff.write') || staff?.staffId === person.id) return null;
  const turns: Turn[] = person.status === 'active' ? ['suspended', 'left'] : person.status === 'suspended' ? ['active', 'left'] : ['active'];
  return (
    <>
      <Button onClick={() => setEditing(true)} data-testid="edit-staff">
        {t('staff.edit')}
      </Button>
      {turns.map((one) => (
        <Button key={one} danger={TURNS[one].danger} onClick={() => setTurn(one)} data-testid={`staff-${TURNS[one].word}`}>
          {t(`staff.${TURNS[one].word}`)}
        </Button>
      ))}
      <SignInActs person={person} />
      {editing && <EditStaff person={person} onClose={() => setEditing(false)} />}
      {turn && <TurnStaff person={person} turn={turn} onClose={() => setTurn(undefined)} />}
    </>
  );
}

/** For a device or a second factor that was lost. */
function SignInActs(props: { person: StaffRecord }) {
  const t = useTexts();
  const { message } = App.useApp();
  const ask = useConfirm();
  const [resetting, setResetting] = useState(false);
  const reset = useMutation({ mutationFn: (reason: string) => client.organizations.resetStaffSecondFactors({ staffId: props.person.id, reason }) });
  const { id, name } = props.person;
  const end = () =>
    ask({
      title: t('staff.endSessionsTitle', { name }),
      changes: [t('staff.endSessionsWhat')],
      ok: t('staff.endSessions'),
      danger: true,
      run: async () => {
        const { ended } = await client.organizations.endStaffSessions({ staffId: id });
        message.success(t('staff.sessionsEnded', { count: ended }));
      },
    });
  const onReset = () => {
    message.success(t('staff.factorsReset', { name }));
    setResetting(false);
  };
  return (
    <>
      <Button onClick={end} data-testid="end-staff-sessions">
        {t('staff.endSessions')}
      </Button>
      <Button onClick={() => setResetting(true)} data-testid="reset-staff-factors">
        {t('staff.resetFactors')}
      </Button>
      {resetting && (
        <ReasonDialog
          title={t('staff.resetFactorsTitle', { name })}
          note={t('staff.resetFactorsNote')}
          ok={t('staff.resetFactors')}
          danger
          busy={reset.isPending}
          error={reset.error}
          onClose={() => setResetting(false)}
          onSubmit={(reason) => reset.mutate(reason, { onSuccess: onReset })}
        />
      )}
    </>
  );
}

function TurnStaff(props: { person: StaffRecord; turn: Turn; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const change = useChangeStaffStatus();
  const { person, turn } = props;
  const { word, danger } = TURNS[turn];
  return (
    <ReasonDialog
      title={t(`staff.${word}Title`, { name: person.name })}
      note={t(`staff.${word}Note`)}
      ok={t(`staff.${word}`)}
      danger={danger}
      busy={change.isPending}
      error={change.error}
      onClose={props.onClose}
      onSubmit={(reason) =>
        change.mutate(
          { staffId: person.id, status: turn, reason },
          {
            onSuccess: () => {
              message.success(t('staff.statusDone', { name: person.name, status: t(`staffStatus.${turn}`) }));
              props.onClose();
            },
          },
        )
      }
    />
  );
}

type Values = { name: string; departmentId?: StaffRecord['departmentId'] };

function EditStaff(props: { person: StaffRecord; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const update = useUpdateStaff();
  const { person } = props;
  const submit = (values: Values) =>
    update.mutate(
      { staffId: person.id, name: values.name.trim(), departmentId: values.departmentId ?? null },
      {
        onSuccess: () => {
          message.success(t('saved'));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('staff.editTitle')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'edit-staff-submit' }}
      confirmLoading={update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ name: person.name, departmentId: person.departmentId }} onFinish={submit}>
        <Form.Item name="name" label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item name="departmentId" label={t('staff.worksIn')} extra={t('staff.moveHint')}>
          <DepartmentSelect organizationId={person.organizationId} testId="edit-staff-department" />
        </Form.Item>
        <ErrorNotice error={update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
