import { EVENT_QUESTION_KINDS, type EventQuestion, type WholeEvent } from '@tessera/contract';
import { Form, Input, Select, Switch } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { ListForm } from './list-form.tsx';
import { useSaveRules } from './use-events.ts';

const [TEXT_MAX, CODE_MAX] = [200, 20];
const CODE = /^[a-z0-9][a-z0-9-]{0,19}$/;

/** What buyers are asked, of each ticket or once an order. */
export function QuestionsTab({ whole: { event, windows, questions, ticketKinds }, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const save = useSaveRules();
  const write = (rows: EventQuestion[]) =>
    save.mutateAsync({
      eventId: event.eventId,
      revision: event.revision,
      windows,
      questions: rows.map((row) => ({ ...row, text: row.text.trim() })),
    });
  const kinds = ticketKinds.filter(({ isRetired }) => !isRetired).map(({ ticketKindId, name }) => ({ value: ticketKindId, label: name }));
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <ListForm<EventQuestion>
      title={t('ticketing.tab.questions')}
      hint={t('ticketing.questionsHint')}
      empty={t('ticketing.noQuestions')}
      add={t('ticketing.questionAdd')}
      rows={questions}
      blank={() => ({ code: '', text: '', kind: 'text', options: [], isRequired: true, perTicket: true, ticketKindIds: [] })}
      isOpen={isOpen}
      error={save.error}
      isBusy={save.isPending}
      onSave={write}
      testId="questions"
      row={(at) => (
        <>
          <div className="event-pair">
            <Form.Item name={[at, 'text']} label={t('ticketing.questionText')} rules={needed}>
              <Input maxLength={TEXT_MAX} />
            </Form.Item>
            <Form.Item name={[at, 'code']} label={t('ticketing.code')} rules={[{ pattern: CODE, required: true, message: t('ticketing.codeRule') }]}>
              <Input maxLength={CODE_MAX} />
            </Form.Item>
            <Form.Item name={[at, 'kind']} label={t('ticketing.questionKind')}>
              <Select options={EVENT_QUESTION_KINDS.map((value) => ({ value, label: t(`ticketing.question.${value}`) }))} />
            </Form.Item>
            <Form.Item name={[at, 'options']} label={t('ticketing.questionOptions')} extra={t('ticketing.questionOptionsHint')}>
              <Select mode="tags" />
            </Form.Item>
            <Form.Item name={[at, 'ticketKindIds']} label={t('ticketing.windowKinds')}>
              <Select mode="multiple" placeholder={t('ticketing.allKinds')} options={kinds} />
            </Form.Item>
            <div className="event-pair">
              <Form.Item name={[at, 'isRequired']} label={t('ticketing.questionRequired')} valuePropName="checked">
                <Switch />
              </Form.Item>
              <Form.Item name={[at, 'perTicket']} label={t('ticketing.questionPerTicket')} valuePropName="checked">
                <Switch />
              </Form.Item>
            </div>
          </div>
        </>
      )}
    />
  );
}
