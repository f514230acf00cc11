import type { Id } from '@tessera/kernel';
import { Form, Modal } from 'antd';
import { useState } from 'react';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { StepProgress } from './step-progress.tsx';
import { type Moved, useMove } from './use-move.ts';

type MoveDialogProps = {
  memberIds: readonly Id<'member'>[];
  /** Whose tree is offered; without one, the reader's own. */
  issuerId?: Id<'organization'> | undefined;
  onClose: () => void;
  onDone: (said: string, moved: Moved[]) => void;
};

/** Into which department the chosen members go. */
export function MoveDialog(props: MoveDialogProps) {
  const t = useTexts();
  const own = useSession().staff?.organizationId;
  const [departmentId, setDepartmentId] = useState<Id<'department'> | null>(null);
  const { progress, error, move } = useMove();
  const organizationId = props.issuerId ?? own;
  const submit = async () => {
    const { moved, refused, error: fault } = await move(props.memberIds, { departmentId, department: null });
    if (fault && moved.length === 0) return;
    const said = t(refused > 0 ? 'members.movedSome' : 'members.moved', { count: moved.length, refused });
    props.onDone(said, moved);
  };
  return (
    <Modal
      open
      title={t('members.moveMany', { count: props.memberIds.length })}
      okText={t('members.move')}
      okButtonProps={{ disabled: departmentId === null, 'data-testid': 'move-submit' }}
      confirmLoading={progress !== null}
      mask={{ closable: progress === null }}
      onOk={submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form layout="vertical">
        <Form.Item label={t('members.moveTo')} extra={t('members.moveHint')}>
          <DepartmentSelect
            value={departmentId}
            onChange={setDepartmentId}
            {...(organizationId && { organizationId })}
            placeholder={t('departments.choose')}
            testId="move-department"
          />
        </Form.Item>
      </Form>
      <StepProgress progress={progress} />
      <ErrorNotice error={error} />
    </Modal>
  );
}
