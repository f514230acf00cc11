import type { Id } from '@tessera/kernel';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { StepProgress } from './step-progress.tsx';
import { useSteps } from './use-steps.ts';

type Values = { reason: string; count?: string };
type TurnDialogProps = {
  act: 'close' | 'reopen';
  memberIds: readonly Id<'member'>[];
  title: string;
  onClose: () => void;
  onDone: (said: string) => void;
};
/** Of so many and more, the number is typed by whoever closes them: a slip must not reach a whole school. */
const TYPED_FROM = 10;
const REASON_MIN = 2;

/** Asks why members are closed or opened again, says what follows, and does it in steps. */
export function TurnDialog(props: TurnDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const { progress, run } = useSteps();
  const [error, setError] = useState<unknown>(null);
  const { act, memberIds } = props;
  const total = memberIds.length;
  const submit = async ({ reason }: Values) => {
    const turn = act === 'close' ? client.members.closeMembers : client.members.reopenMembers;
    const { results, error: fault } = await run(memberIds, (step) => turn({ memberIds: step, reason: reason.trim() }));
    setError(fault);
    if (!fault) props.onDone(t(`members.${act}Done`, { count: results.reduce((sum, { turned }) => sum + turned.length, 0) }));
  };
  return (
    <Modal
      open
      title={props.title}
      okText={t(`members.${act}`)}
      okButtonProps={{ danger: act === 'close', 'data-testid': 'turn-submit' }}
      confirmLoading={progress !== null}
      mask={{ closable: progress === null }}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <ul className="changes">
        <li>{t(`members.${act}What`)}</li>
        <li>{t(`members.${act}Rest`)}</li>
      </ul>
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('members.reason')}
          rules={[{ required: true, whitespace: true, min: REASON_MIN, message: t('members.reasonNeeded') }]}
        >
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" placeholder={t(`members.${act}Example`)} data-testid="turn-reason" />
        </Form.Item>
        {act === 'close' && total >= TYPED_FROM && (
          <Form.Item
            name="count"
            label={t('members.typeCount', { count: total })}
            rules={[
              {
                required: true,
                validator: (_, typed) => (typed === String(total) ? Promise.resolve() : Promise.reject(new Error(t('members.countWrong')))),
              },
            ]}
          >
            <Input inputMode="numeric" autoComplete="off" data-testid="turn-count" />
          </Form.Item>
        )}
        <EnterSubmits />
      </Form>
      <StepProgress progress={progress} />
      <ErrorNotice error={error} />
    </Modal>
  );
}
