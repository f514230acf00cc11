import type { SurveyQuestion } from '@tessera/contract';
import { SCALE_MAX, SURVEY_TEXT_MAX } from '@tessera/contract/survey-words';
import { useNamed } from '@tessera/ui';
import { cx } from '../../shared/cx.ts';
import inputs from '../../shared/input.module.css';
import styles from './surveys.module.css';
import { useSurveyTexts } from './use-surveys.ts';

const SCALE = Array.from({ length: SCALE_MAX }, (_, at) => String(at + 1));

type Props = { question: SurveyQuestion; number: number; values: readonly string[]; isMissing: boolean; onChange: (values: string[]) => void };

/** One question with its way of answering. */
export function QuestionPart(props: Props) {
  const t = useSurveyTexts();
  const named = useNamed();
  const { question, isMissing } = props;
  return (
    <fieldset className={cx(styles.question, isMissing && styles.missing)} id={`question-${question.key}`} data-testid={`question-${props.number}`}>
      <legend>
        {props.number}. {named(question.text)} {question.isRequired ? null : <span className={styles.quiet}>{t('survey.optional')}</span>}
      </legend>
      {isMissing ? (
        <p className={styles.problem} role="alert">
          {t('survey.needed')}
        </p>
      ) : null}
      <Field {...props} />
    </fieldset>
  );
}

function Field({ question, number, values, onChange }: Props) {
  const t = useSurveyTexts();
  const named = useNamed();
  const { key, kind } = question;
  if (kind === 'words') {
    return (
      <textarea
        className={inputs.area}
        maxLength={SURVEY_TEXT_MAX}
        value={values[0] ?? ''}
        aria-label={t('survey.words')}
        onChange={(event) => onChange([event.target.value])}
        data-testid={`question-${number}-words`}
      />
    );
  }
  if (kind === 'scale') {
    const ends: Record<string, string> = { '1': t('survey.lowest'), [SCALE_MAX]: t('survey.highest') };
    const spoken = (value: string) => [value, ends[value]].filter(Boolean).join(' ');
    return (
      <>
        <div className={styles.scale}>
          {SCALE.map((value) => (
            <label key={value} className={styles.point}>
              <input
                type="radio"
                name={key}
                checked={values[0] === value}
                aria-label={spoken(value)}
                onChange={() => onChange([value])}
                data-testid={`question-${number}-${value}`}
              />
              <span>{value}</span>
            </label>
          ))}
        </div>
        <div className={styles.ends} aria-hidden="true">
          <span>{t('survey.lowest')}</span>
          <span>{t('survey.highest')}</span>
        </div>
      </>
    );
  }
  const toggled = (value: string, isOn: boolean) => (isOn ? [...values, value] : values.filter((one) => one !== value));
  return question.choices.map((choice, at) => (
    <label key={choice.key} className={styles.choice}>
      <input
        type={kind === 'one' ? 'radio' : 'checkbox'}
        name={key}
        checked={values.includes(choice.key)}
        onChange={(event) => onChange(kind === 'one' ? [choice.key] : toggled(choice.key, event.target.checked))}
        data-testid={`question-${number}-choice-${at + 1}`}
      />
      <span>{named(choice.text)}</span>
    </label>
  ));
}
