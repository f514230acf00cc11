import type { Member, PointsLadder, PointsProgramme } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useGiveMemberLevel } from './use-loyalty.ts';

type Values = { rank: number; until?: Dayjs; reason: string };
/** The choice to place a member back on what they have reached. */
const REACHED = 0;

/** Places one member on a level by hand until a day, or back on what they have reached. */
export function GiveLevel(props: { programme: PointsProgramme; ladder: PointsLadder; onClose: () => void }) {
  const t = useTexts();
  const named = useNamed();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [member, setMember] = useState<Member>();
  const give = useGiveMemberLevel();
  const { programme, ladder, onClose } = props;
  const levelName = (of: number) => {
    const level = ladder.levels[of - 1];
    return level ? named(level.name) : t('loyalty.noLevel');
  };
  const submit = (values: Values) => {
    if (!member) return;
    const isLevel = values.rank !== REACHED && values.until;
    const until = isLevel ? (values.until?.format('YYYY-MM-DD') as BusinessDay) : null; // A day as it is written.
    const asked = { pointsProgrammeId: programme.id, memberId: member.id, rank: isLevel ? values.rank : null, until, reason: values.reason.trim() };
    const leave = (placed: { rank: number }) => {
      message.success(t('loyalty.levelGiven', { name: member.name, level: levelName(placed.rank) }));
      onClose();
    };
    // What is refused stands in the dialog.
    give.mutateAsync(asked).then(leave, () => undefined);
  };
  return (
    <Modal
      open
      title={t('loyalty.giveLevel')}
      okText={t('action.save')}
      okButtonProps={{ disabled: !member, 'data-testid': 'give-level-submit' }}
      confirmLoading={give.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ rank: ladder.levels.length }} onFinish={submit}>
        <Form.Item label={t('field.member')} htmlFor="level-to" required>
          <MemberSearch id="level-to" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <LevelFields ladder={ladder} />
        <Form.Item name="reason" label={t('loyalty.levelReason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input maxLength={TEXT_MAX} autoComplete="off" data-testid="level-reason" />
        </Form.Item>
        <ErrorNotice error={give.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function LevelFields(props: { ladder: PointsLadder }) {
  const t = useTexts();
  const named = useNamed();
  const rank = Form.useWatch<Values['rank']>('rank');
  return (
    <>
      <Form.Item name="rank" label={t('loyalty.level')} extra={t('loyalty.giveLevelNote')}>
        <Select
          options={[
            ...props.ladder.levels.map(({ name }, at) => ({ value: at + 1, label: named(name) })),
            { value: REACHED, label: t('loyalty.levelReached') },
          ]}
        />
      </Form.Item>
      {rank !== REACHED && (
        <Form.Item name="until" label={t('loyalty.levelUntil')} rules={[{ required: true, message: t('check.choose') }]}>
          <DatePicker style={{ width: '100%' }} disabledDate={(day) => day.isBefore(dayjs(), 'day')} data-testid="level-until" />
        </Form.Item>
      )}
    </>
  );
}
