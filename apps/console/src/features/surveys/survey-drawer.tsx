import type { Survey, SurveyAudience, SurveyDraft, SurveyQuestion } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Drawer, Form, Input, Switch } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { AudiencePart } from './audience-part.tsx';
import { QuestionsField } from './questions-field.tsx';
import { useSurveyActs } from './use-surveys.ts';
import './surveys.css';

const TITLE_MAX = 80;
const NOTE_MAX = 1_000;

/** A survey as its form holds it. */
export type Values = {
  title: { zh: string; en: string };
  note: { zh?: string; en?: string };
  isAnonymous: boolean;
  questions: SurveyQuestion[];
  organizationIds: SurveyAudience['organizationIds'];
  departmentIds: SurveyAudience['departmentIds'];
  memberKinds: SurveyAudience['memberKinds'];
  /** Programme and rank, as the choice of a level is named. */
  level?: string;
  merchantId?: Id<'organization'> | null;
  shopDays?: number;
};

/** Writes a survey, or changes a draft. */
export function SurveyDrawer({ survey, onClose }: { survey: Survey | null; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { create, update } = useSurveyActs();
  const save = async (values: Values) => {
    const draft = draftOf(values);
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
        initialValues={valuesOf(survey)}
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
        <AudiencePart />
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

const BLANK: Partial<Values> = { isAnonymous: true, organizationIds: [], departmentIds: [], memberKinds: [], questions: [], shopDays: 30 };

function valuesOf(survey: Survey | null): Partial<Values> {
  if (!survey) return BLANK;
  const { audience, title, note, isAnonymous, questions } = survey;
  const { organizationIds, departmentIds, memberKinds, level, shop } = audience;
  return {
    ...{ title, note, isAnonymous, questions, organizationIds, departmentIds, memberKinds },
    ...(level && { level: `${level.pointsProgrammeId} ${level.rank}` }),
    ...(shop && { merchantId: shop.merchantId }),
    shopDays: shop?.days ?? 30,
  };
}

/** What the form holds, as the server takes it. */
export function audienceOf(values: Partial<Values>): SurveyAudience {
  const { organizationIds = [], departmentIds = [], memberKinds = [], level, merchantId, shopDays = 30 } = values;
  const [programmeId, rank] = (level ?? '').split(' ');
  return {
    organizationIds,
    departmentIds,
    memberKinds,
    level: programmeId ? { pointsProgrammeId: programmeId as Id<'pointsProgramme'>, rank: Number(rank) } : null, // The choice was made from ids.
    shop: merchantId ? { merchantId, days: shopDays } : null,
  };
}

function draftOf(values: Values): SurveyDraft {
  const { title, note, isAnonymous, questions } = values;
  return {
    title: { zh: title.zh.trim(), en: title.en.trim() },
    note: { zh: note?.zh?.trim() ?? '', en: note?.en?.trim() ?? '' },
    isAnonymous,
    questions: questions.map((question) => ({
      key: question.key,
      kind: question.kind,
      text: question.text,
      isRequired: question.isRequired,
      choices: question.kind === 'one' || question.kind === 'several' ? (question.choices ?? []) : [],
    })),
    audience: audienceOf(values),
  };
}
