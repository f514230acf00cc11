import type { Member, PointsProgramme } from '@tessera/contract';
import { App, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { formatPoints } from './loyalty-words.tsx';
import { useGrantPoints } from './use-loyalty.ts';

type Values = { points: number; reason?: string };
export const POINTS_MAX = 100_000_000;

/** Gives one member points: at once, or after the programme's days. */
export function GrantPoints(props: { programme: PointsProgramme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [member, setMember] = useState<Member>();
  const grant = useGrantPoints();
  const { programme } = props;
  const submit = ({ points, reason }: Values) => {
    if (!member) return;
    const done = {
      onSuccess: () => {
        message.success(t('loyalty.grantedTo', { name: member.name, points: formatPoints(points) }));
        props.onClose();
      },
    };
    grant.mutate({ pointsProgrammeId: programme.id, memberId: member.id, points, ...(reason?.trim() && { reason: reason.trim() }) }, done);
  };
  return (
    <Modal
      open
      title={t('loyalty.toMember')}
      okText={t('loyalty.grant')}
      okButtonProps={{ disabled: !member, 'data-testid': 'points-grant-submit' }}
      confirmLoading={grant.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <Form.Item label={t('field.member')} htmlFor="points-to" required>
          <MemberSearch id="points-to" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <Form.Item name="points" label={t('loyalty.points')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber min={1} max={POINTS_MAX} precision={0} style={{ width: '100%' }} data-testid="points-amount" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('loyalty.reason')}
          {...(programme.pendingDays > 0 && { extra: t('loyalty.pendingNote', { days: programme.pendingDays }) })}
        >
          <Input maxLength={TEXT_MAX} autoComplete="off" />
        </Form.Item>
        <ErrorNotice error={grant.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
