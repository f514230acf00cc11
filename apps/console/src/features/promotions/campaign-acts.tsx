import type { Campaign } from '@tessera/contract';
import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CampaignForm } from './campaign-form.tsx';
import { type Act, useTurnCampaign } from './use-campaigns.ts';

/** What may be done with a campaign now; the rest is not shown. */
export function CampaignActs({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const turn = useTurnCampaign();
  const [form, setForm] = useState<'edit' | 'copy' | null>(null);
  const acts = actsOf(campaign).filter((act) => can(act === 'approve' ? 'promotions.approve' : 'promotions.write'));
  const ask = (act: Act) =>
    confirm({
      title: t(`promotions.${act}Title`),
      changes: [t(`promotions.${act}Change`)],
      ok: t(`promotions.${act}`),
      danger: act === 'end',
      run: async () => {
        await turn.mutateAsync({ act, campaign });
        message.success(t('saved'));
      },
    });
  const isEditable = (campaign.state === 'draft' || campaign.state === 'approved' || campaign.state === 'paused') && !isBound(campaign);
  return (
    <Space wrap>
      {can('promotions.write') && isEditable && (
        <Button onClick={() => setForm('edit')} data-testid="edit-campaign">
          {t('promotions.edit')}
        </Button>
      )}
      {can('promotions.write') && (
        <Button onClick={() => setForm('copy')} data-testid="copy-campaign">
          {t('promotions.copy')}
        </Button>
      )}
      {waitsForOther(campaign) && (
        <span className="quiet" data-testid="somebody-else-approves">
          {t('promotions.somebodyElse')}
        </span>
      )}
      {acts.map((act) => (
        <Button
          key={act}
          type={act === 'start' || act === 'approve' ? 'primary' : 'default'}
          danger={act === 'end'}
          onClick={() => ask(act)}
          data-testid={`${act}-campaign`}
        >
          {t(`promotions.${act}`)}
        </Button>
      ))}
      {form && (
        <CampaignForm
          campaign={campaign}
          copy={form === 'copy'}
          onClose={() => setForm(null)}
          onSaved={(saved) => form === 'copy' && navigate(`/campaigns/${saved.id}`)}
        />
      )}
    </Space>
  );
}

/** Somebody relies on its words: it is paused and copied. */
const isBound = ({ isApplied, issuedCount }: Campaign) => isApplied || issuedCount > 0;
const isUnapproved = ({ state, needsApproval, approvedByName }: Campaign) => state === 'draft' && needsApproval && approvedByName === null;
const waitsForOther = (campaign: Campaign) => isUnapproved(campaign) && campaign.isOwn;

function actsOf(campaign: Campaign): Act[] {
  if (campaign.state === 'ended') return [];
  if (campaign.state === 'running') return ['pause', 'end'];
  if (isUnapproved(campaign)) return campaign.isOwn ? ['end'] : ['approve', 'end'];
  return ['start', 'end'];
}
