import type { SurveyQuestion } from '@tessera/contract';
import { CHOICES_MAX, QUESTION_KINDS, QUESTIONS_MAX } from '@tessera/contract/survey-words';
import { Button, Form, Input, Select, Switch } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { useTexts } from '../../shared/texts.ts';

const TEXT_MAX = 200;
const KEY_LENGTH = 8;

/** A key that no other question has; it stays with the question when the survey is copied. */
function newKey(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, KEY_LENGTH);
}

/** The questions in their order; as the field `questions` of a form. */
export function QuestionsField() {
  const t = useTexts();
  const add = (): SurveyQuestion => ({ key: newKey(), kind: 'scale', text: { zh: '', en: '' }, isRequired: true, choices: [] });
  return (
    <Form.List
      name="questions"
      rules={[{ validator: (_, value?: unknown[]) => (value?.length ? Promise.resolve() : Promise.reject(new Error(t('survey.needsQuestion')))) }]}
    >
      {(fields, list, { errors }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset className="survey-question" key={key}>
              <legend>{t('survey.question', { number: name + 1 })}</legend>
              <Question name={name} />
              <div className="survey-question-acts">
                <MoveButton label={t('survey.up', { number: name + 1 })} icon="up" isOff={name === 0} onMove={() => list.move(name, name - 1)} />
                <MoveButton
                  label={t('survey.down', { number: name + 1 })}
                  icon="down"
                  isOff={name === fields.length - 1}
                  onMove={() => list.move(name, name + 1)}
                />
                <Button
                  type="text"
                  danger
                  size="small"
                  onClick={() => list.remove(name)}
                  aria-label={t('survey.removeQuestion', { number: name + 1 })}
                >
                  {t('survey.remove')}
                </Button>
              </div>
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            block
            icon={<Icon name="plus" size={16} />}
            disabled={fields.length >= QUESTIONS_MAX}
            onClick={() => list.add(add())}
            data-testid="survey-add-question"
          >
            {t('survey.addQuestion')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function MoveButton(props: { label: string; icon: 'up' | 'down'; isOff: boolean; onMove: () => void }) {
  return (
    <Button
      type="text"
      size="small"
      icon={<Icon name={props.icon} size={16} />}
      disabled={props.isOff}
      onClick={props.onMove}
      aria-label={props.label}
    />
  );
}

function Question({ name }: { name: number }) {
  const t = useTexts();
  const kind = Form.useWatch<SurveyQuestion['kind']>(['questions', name, 'kind']);
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <>
      <div className="survey-pair">
        <Form.Item name={[name, 'text', 'zh']} label={t('survey.textZh')} rules={needed}>
          <Input maxLength={TEXT_MAX} lang="zh-CN" data-testid={`question-${name}-zh`} />
        </Form.Item>
        <Form.Item name={[name, 'text', 'en']} label={t('survey.textEn')} rules={needed}>
          <Input maxLength={TEXT_MAX} lang="en" data-testid={`question-${name}-en`} />
        </Form.Item>
        <Form.Item name={[name, 'kind']} label={t('survey.kind')}>
          <Select options={QUESTION_KINDS.map((value) => ({ value, label: t(`survey.kind.${value}`) }))} data-testid={`question-${name}-kind`} />
        </Form.Item>
        <Form.Item name={[name, 'isRequired']} label={t('survey.required')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      {(kind === 'one' || kind === 'several') && <Choices name={name} />}
    </>
  );
}

function Choices({ name }: { name: number }) {
  const t = useTexts();
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <Form.List
      name={[name, 'choices']}
      rules={[
        {
          validator: (_, value?: unknown[]) => ((value?.length ?? 0) >= 2 ? Promise.resolve() : Promise.reject(new Error(t('survey.needsChoices')))),
        },
      ]}
    >
      {(fields, list, { errors }) => (
        <>
          {fields.map((field) => (
            <div className="survey-choice" key={field.key}>
              <Form.Item name={[field.name, 'text', 'zh']} rules={needed}>
                <Input
                  maxLength={TEXT_MAX}
                  lang="zh-CN"
                  placeholder={t('survey.choiceZh', { number: field.name + 1 })}
                  aria-label={t('survey.choiceZh', { number: field.name + 1 })}
                />
              </Form.Item>
              <Form.Item name={[field.name, 'text', 'en']} rules={needed}>
                <Input
                  maxLength={TEXT_MAX}
                  lang="en"
                  placeholder={t('survey.choiceEn', { number: field.name + 1 })}
                  aria-label={t('survey.choiceEn', { number: field.name + 1 })}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<Icon name="close" size={16} />}
                aria-label={t('survey.removeChoice', { number: field.name + 1 })}
                onClick={() => list.remove(field.name)}
              />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            type="dashed"
            size="small"
            disabled={fields.length >= CHOICES_MAX}
            onClick={() => list.add({ key: newKey(), text: { zh: '', en: '' } })}
            data-testid={`question-${name}-add-choice`}
          >
            {t('survey.addChoice')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
