import type { Survey } from '@tessera/contract';
import { App, DatePicker, Form, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSurveyActs } from './use-surveys.ts';

type Values = { opensAt?: Dayjs | null; closesAt: Dayjs };
/** How long a survey is usually open. */
const USUAL_DAYS = 14;

/** When a survey opens and closes, or, once it is open, when it closes. */
export function TimesDialog({ survey, purpose, onClose }: { survey: Survey; purpose: 'open' | 'prolong'; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { open, end } = useSurveyActs();
  const { id: surveyId } = survey;
  const save = async ({ opensAt, closesAt }: Values) => {
    if (purpose === 'open') {
      await open.mutateAsync({ surveyId, closesAt: closesAt.toISOString(), ...(opensAt && { opensAt: opensAt.toISOString() }) });
      message.success(t(opensAt ? 'survey.scheduledDone' : 'survey.opened'));
    } else {
      await end.mutateAsync({ surveyId, closesAt: closesAt.toISOString() });
      message.success(t('survey.saved'));
    }
    onClose();
  };
  const closesAt = dayjs(purpose === 'prolong' && survey.closesAt ? survey.closesAt : undefined).add(purpose === 'prolong' ? 7 : USUAL_DAYS, 'day');
  return (
    <Modal
      open
      width={420}
      title={t(purpose === 'open' ? 'survey.open' : 'survey.prolong')}
      okText={t(purpose === 'open' ? 'survey.open' : 'action.save')}
      okButtonProps={{ 'data-testid': 'survey-times-ok' }}
      confirmLoading={open.isPending || end.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      {purpose === 'open' && <p>{t('survey.openAsk')}</p>}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ closesAt: closesAt.isAfter(dayjs()) ? closesAt : dayjs().add(7, 'day') }}
        // What is refused stands in the dialog.
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        {purpose === 'open' && (
          <Form.Item name="opensAt" label={t('survey.opensAt')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="survey-wide" />
          </Form.Item>
        )}
        <Form.Item name="closesAt" label={t('survey.closesAt')} rules={[{ required: true, message: t('check.needed') }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="survey-wide" />
        </Form.Item>
      </Form>
      <ErrorNotice error={open.error ?? end.error} />
    </Modal>
  );
}
