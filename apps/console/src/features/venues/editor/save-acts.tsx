import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useConfirm } from '../../../shared/confirm.tsx';
import { Icon } from '../../../shared/icons.tsx';
import { ErrorNotice } from '../../../shared/notices.tsx';
import { useTexts } from '../../../shared/texts.ts';
import { usePublishPlan } from '../use-venues.ts';
import type { PlanFile } from './use-plan-file.tsx';

/** Save, and publish what is saved once nothing keeps it from it. */
export function SaveActs({ file, isChanged, blocking }: { file: PlanFile; isChanged: boolean; blocking: number }) {
  const t = useTexts();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const publish = usePublishPlan();
  const { head } = file;
  const asking = {
    title: t('venues.publishTitle', { name: head.name, version: head.version }),
    changes: [t('venues.publishChange'), t('venues.publishSeats', { seats: head.seatCount, standing: head.standingCount })],
    ok: t('venues.publish'),
    run: async () => {
      await publish.mutateAsync({ seatPlanId: head.id, revision: head.revision });
      message.success(t('venues.publishedNow'));
      navigate(`/venues/${head.venueId}/plans/${head.id}`);
    },
  };
  return (
    <>
      <Button onClick={file.download} icon={<Icon name="download" size={16} />} data-testid="plan-take">
        {t('planEditor.download')}
      </Button>
      <Button type="primary" disabled={!isChanged} loading={file.isSaving} onClick={file.save} data-testid="plan-save">
        {t('planEditor.save')}
      </Button>
      <Button disabled={isChanged || blocking > 0} onClick={() => confirm(asking)} data-testid="plan-publish">
        {t('venues.publish')}
      </Button>
    </>
  );
}

/** Why it was not saved, and what to do about it. */
export function SaveNotice({ file: { error, isOutrun, download }, onAnew }: { file: PlanFile; onAnew: () => void }) {
  const t = useTexts();
  if (!isOutrun) return <ErrorNotice error={error} />;
  return (
    <div className="plan-editor-outrun" role="alert">
      <strong>{t('planEditor.outrun')}</strong>
      <p>{t('planEditor.outrunNote')}</p>
      <Button onClick={download}>{t('planEditor.takeMine')}</Button>
      <Button danger onClick={onAnew} data-testid="open-theirs">
        {t('planEditor.openTheirs')}
      </Button>
    </div>
  );
}
