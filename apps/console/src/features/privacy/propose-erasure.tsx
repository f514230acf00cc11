import type { Member } from '@tessera/contract';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useProposeErasure } from './use-privacy.ts';

const REASON_MIN = 2;
const REASON_MAX = 200;

/** One of the two people that an erasure by staff takes. */
export function ProposeErasure({ member }: { member: Member }) {
  const t = useTexts();
  const { message } = App.useApp();
  const propose = useProposeErasure();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const run = () =>
    propose.mutate(
      { memberId: member.id, reason: reason.trim() },
      {
        onSuccess: () => {
          message.success(t('erasures.proposed'));
          setOpen(false);
        },
      },
    );
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="propose-erasure">
        {t('erasures.propose')}
      </Button>
      <Modal
        open={open}
        title={t('erasures.proposeTitle', { name: member.name })}
        okText={t('erasures.propose')}
        okButtonProps={{ danger: true, disabled: reason.trim().length < REASON_MIN, 'data-testid': 'propose-ok' }}
        confirmLoading={propose.isPending}
        onOk={run}
        onCancel={() => setOpen(false)}
        width={440}
      >
        <ul className="changes">
          <li>{t('erasures.confirmWhat')}</li>
          <li>{t('erasures.confirmKeeps')}</li>
        </ul>
        <Input
          aria-label={t('erasures.reason')}
          placeholder={t('erasures.reason')}
          value={reason}
          maxLength={REASON_MAX}
          onChange={(event) => setReason(event.target.value)}
          data-testid="propose-reason"
        />
        <ErrorNotice error={propose.error} />
      </Modal>
    </>
  );
}
