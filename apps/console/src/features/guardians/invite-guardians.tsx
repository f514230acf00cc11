import type { Member } from '@tessera/contract';
import { Alert, Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useInviteGuardians } from './use-guardians.ts';

const EACH_MAX = 4;
const EACH_USUAL = 2;

/** Codes to hand out on paper: shown once, and used once. */
export function InviteGuardians(props: { member: Member; onClose: () => void }) {
  const t = useTexts();
  const invite = useInviteGuardians();
  const [each, setEach] = useState(EACH_USUAL);
  const [bornOn, setBornOn] = useState('');
  const { member, onClose } = props;
  const made = invite.data?.invitations[0];
  const skipped = invite.data?.skipped[0];
  const send = () => invite.mutate({ memberIds: [member.id], each, ...(bornOn && { bornOn }) });
  return (
    <Modal
      open
      width={480}
      title={t('guardians.inviteTitle', { child: member.name })}
      onCancel={onClose}
      footer={
        made ? (
          <Button type="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <Button type="primary" loading={invite.isPending} onClick={send} data-testid="invite-submit">
            {t('guardians.makeCodes')}
          </Button>
        )
      }
      data-testid="invite-guardians-dialog"
    >
      {made && invite.data ? (
        <>
          <p className="quiet guardian-lead">{t('guardians.codesNote')}</p>
          {made.codes.map((code) => (
            <p key={code} className="guardian-code" data-testid="invitation-code">
              {`${code.slice(0, 5)}-${code.slice(5)}`}
            </p>
          ))}
          <p className="quiet">
            {t('guardians.codesUntil')} <Time at={invite.data.expiresAt} />
          </p>
        </>
      ) : (
        <Form layout="vertical">
          <p className="quiet guardian-lead">{t('guardians.inviteNote')}</p>
          <Form.Item label={t('guardians.each')}>
            <InputNumber min={1} max={EACH_MAX} value={each} onChange={(value) => setEach(value ?? EACH_USUAL)} />
          </Form.Item>
          <Form.Item label={t('guardians.bornOn')} extra={t('guardians.bornOnKnown')}>
            <Input type="date" value={bornOn} onChange={(event) => setBornOn(event.target.value)} data-testid="invite-born-on" />
          </Form.Item>
          {skipped && <Alert type="warning" showIcon title={t(`guardians.skipped.${skipped.problem}`)} data-testid="invite-skipped" />}
        </Form>
      )}
      <ErrorNotice error={invite.error} />
    </Modal>
  );
}
