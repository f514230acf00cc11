import type { Survey } from '@tessera/contract';
import { App, Button, Drawer, Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { AudiencePart } from './audience-part.tsx';
import { QuestionsField } from './questions-field.tsx';
import { draftOf, type Values, valuesOf } from './survey-values.ts';
import { useSurveyActs } from './use-surveys.ts';
import './surveys.css';

const TITLE_MAX = 80;
const NOTE_MAX = 1_000;

/** Writes a survey, or changes a draft. */
export function SurveyDrawer({ survey, onClose }: { survey: Survey | null; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { create, update } = useSurveyActs();
  const [initial] = useState(() => valuesOf(survey));
  const save = async (values: Values) => {
    // What this role may not choose is in no field, and stays as it was.
    const draft = draftOf({ ...initial, ...values });
    if (survey) await update.mutateAsync({ surveyId: survey.id, ...draft });
    else await create.mutateAsync(draft);
    message.success(t('survey.saved'));
    onClose();
  };
  return (
    <Drawer
      open
      size={720}
      title={t(survey ? 'survey.edit' : 'survey.new')}
      onClose={onClose}
      footer={
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={create.isPending || update.isPending} onClick={form.submit} data-testid="survey-save">
            {t('action.save')}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={initial}
        scrollToFirstError
        // What is refused stands in the drawer.
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        <Words />
        <Form.Item name="isAnonymous" label={t('survey.anonymous')} extra={t('survey.anonymousHint')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <h3>{t('survey.questions')}</h3>
        <QuestionsField />
        <h3>{t('survey.audience')}</h3>
        <p className="quiet">{t('survey.audienceHint')}</p>
        <AudiencePart initial={initial} />
        <ErrorNotice error={create.error ?? update.error} />
      </Form>
    </Drawer>
  );
}

function Words() {
  const t = useTexts();
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <div className="survey-pair">
      <Form.Item name={['title', 'zh']} label={t('survey.titleZh')} rules={needed}>
        <Input maxLength={TITLE_MAX} lang="zh-CN" data-testid="survey-title-zh" />
      </Form.Item>
      <Form.Item name={['title', 'en']} label={t('survey.titleEn')} rules={needed}>
        <Input maxLength={TITLE_MAX} lang="en" data-testid="survey-title-en" />
      </Form.Item>
      <Form.Item name={['note', 'zh']} label={t('survey.noteZh')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={NOTE_MAX} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={['note', 'en']} label={t('survey.noteEn')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={NOTE_MAX} lang="en" />
      </Form.Item>
    </div>
  );
}
