import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../../shared/texts.ts';

/** Whoever goes away from work that is not saved is asked first. */
export function LeaveGuard({ isChanged, isSaving, save }: { isChanged: boolean; isSaving: boolean; save: () => Promise<boolean> }) {
  const t = useTexts();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);
  if (blocker.state !== 'blocked') return null;
  const saveAndLeave = async () => {
    if (await save()) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Modal
      open
      width={440}
      title={t('planEditor.leaveTitle')}
      onCancel={blocker.reset}
      footer={[
        <Button key="stay" onClick={blocker.reset}>
          {t('planEditor.stay')}
        </Button>,
        <Button key="leave" danger onClick={blocker.proceed} data-testid="leave-unsaved">
          {t('planEditor.leave')}
        </Button>,
        <Button key="save" type="primary" loading={isSaving} onClick={saveAndLeave} data-testid="save-and-leave">
          {t('planEditor.saveAndLeave')}
        </Button>,
      ]}
    >
      {t('planEditor.leaveNote')}
    </Modal>
  );
}
