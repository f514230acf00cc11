import { useMutation } from '@tanstack/react-query';
import type { VenueSeatPlan } from '@tessera/contract';
import { App, Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCopyPlan, usePublishPlan, useRemovePlan } from './use-venues.ts';

type Form = 'whole' | 'pretix';

/** What can be done with one version. */
export function PlanActs({ plan, onPage }: { plan: VenueSeatPlan; onPage?: boolean }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const isOpen = can('venues.write') && !plan.publishedAt;
  return (
    <span className="row-acts">
      {isOpen && (
        <Button
          size="small"
          type={onPage ? 'primary' : 'default'}
          icon={<Icon name="edit" size={14} />}
          onClick={() => navigate(`/venues/${plan.venueId}/plans/${plan.id}/edit`)}
          data-testid="plan-edit"
        >
          {t('planEditor.edit')}
        </Button>
      )}
      <Download plan={plan} />
      {can('venues.write') && (plan.publishedAt ? <Copy plan={plan} /> : <DraftActs plan={plan} />)}
    </span>
  );
}

function Download({ plan }: { plan: VenueSeatPlan }) {
  const t = useTexts();
  const save = useMutation({
    mutationFn: (form: Form) => client.venues.getSeatPlanContent({ seatPlanId: plan.id, form }),
    onSuccess: (file, form) => saveFile(`${plan.name} v${plan.version}${form === 'pretix' ? ' pretix' : ''}.json`, file),
  });
  const items = (['pretix', 'whole'] as const).map((form) => ({ key: form, label: t(`venues.form.${form}`), onClick: () => save.mutate(form) }));
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" icon={<Icon name="download" size={14} />} loading={save.isPending} data-testid="plan-download">
          {t('venues.download')}
        </Button>
      </Dropdown>
      <ErrorNotice error={save.error} />
    </>
  );
}

function Copy({ plan }: { plan: VenueSeatPlan }) {
  const t = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const copy = useCopyPlan();
  const run = async () => {
    const made = await copy.mutateAsync({ seatPlanId: plan.id }).catch(() => undefined);
    if (!made) return;
    message.success(t('venues.copied', { version: made.version }));
    navigate(`/venues/${made.venueId}/plans/${made.id}`);
  };
  return (
    <>
      <Button size="small" loading={copy.isPending} onClick={run} data-testid="plan-copy">
        {t('venues.copy')}
      </Button>
      <ErrorNotice error={copy.error} />
    </>
  );
}

function DraftActs({ plan }: { plan: VenueSeatPlan }) {
  const t = useTexts();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [publish, remove] = [usePublishPlan(), useRemovePlan()];
  const named = { name: plan.name, version: plan.version };
  const publishing = {
    title: t('venues.publishTitle', named),
    changes: [t('venues.publishChange'), t('venues.publishSeats', { seats: plan.seatCount, standing: plan.standingCount })],
    ok: t('venues.publish'),
    run: async () => {
      await publish.mutateAsync({ seatPlanId: plan.id, revision: plan.revision });
      message.success(t('venues.publishedNow'));
    },
  };
  const removing = {
    title: t('venues.removeTitle', named),
    changes: [t('venues.removeChange')],
    ok: t('venues.remove'),
    danger: true,
    run: async () => {
      await remove.mutateAsync({ seatPlanId: plan.id });
      message.success(t('venues.removed'));
      navigate(`/venues/${plan.venueId}`);
    },
  };
  return (
    <>
      <Button size="small" onClick={() => confirm(publishing)} data-testid="plan-publish">
        {t('venues.publish')}
      </Button>
      <Button size="small" danger onClick={() => confirm(removing)} data-testid="plan-remove">
        {t('venues.remove')}
      </Button>
    </>
  );
}
