import type { Survey } from '@tessera/contract';
import { errorKey, errorValues, useNamed } from '@tessera/ui';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { TimesDialog } from './times-dialog.tsx';
import { useSurveyActs } from './use-surveys.ts';

/** What may be done with a survey as it stands; what cannot be taken back is asked about. */
export function SurveyActs({ survey, onEdit, onRemoved }: { survey: Survey; onEdit: () => void; onRemoved?: () => void }) {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const { modal, message } = App.useApp();
  const { end, recall, copy, remove } = useSurveyActs();
  const [asked, setAsked] = useState<'open' | 'prolong' | null>(null);
  if (!can('surveys.write')) return null;
  const { id: surveyId, state } = survey;
  const title = named(survey.title);
  const attempt = (work: Promise<unknown>, after?: () => void) =>
    work.then(
      () => after?.(),
      (error: unknown) => void message.error(t(errorKey(error), errorValues(error))),
    );
  const confirm = (content: string, act: () => Promise<unknown>) => modal.confirm({ title, content, onOk: act });
  const items = [
    state === 'draft' && { key: 'edit', label: t('action.edit'), onClick: onEdit },
    state === 'draft' && { key: 'open', label: t('survey.open'), onClick: () => setAsked('open') },
    state === 'scheduled' && { key: 'recall', label: t('survey.recall'), onClick: () => void attempt(recall.mutateAsync({ surveyId })) },
    state === 'open' && {
      key: 'end',
      label: t('survey.end'),
      onClick: () => confirm(t('survey.endAsk'), () => attempt(end.mutateAsync({ surveyId }))),
    },
    (state === 'open' || state === 'closed') && { key: 'prolong', label: t('survey.prolong'), onClick: () => setAsked('prolong') },
    state !== 'draft' && {
      key: 'copy',
      label: t('survey.copy'),
      onClick: () => void attempt(copy.mutateAsync({ surveyId }), () => message.success(t('survey.copied'))),
    },
    state === 'draft' && {
      key: 'remove',
      danger: true,
      label: t('survey.remove'),
      onClick: () => confirm(t('survey.removeAsk'), () => attempt(remove.mutateAsync({ surveyId }), onRemoved)),
    },
  ].filter((item) => item !== false);
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" size="small" icon={<Icon name="more" size={16} />} aria-label={t('survey.acts', { title })} data-testid="survey-acts" />
      </Dropdown>
      {asked && <TimesDialog survey={survey} purpose={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
