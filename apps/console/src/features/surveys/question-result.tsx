import type { SurveyQuestion, SurveyResults } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Table } from 'antd';
import { Drawn } from '../../shared/drawn.tsx';
import { useTexts } from '../../shared/texts.ts';

type Result = SurveyResults['questions'][number];

/** Of those who answered, in hundredths. */
function shareOf(result: Result | undefined, value: string): number {
  const count = result?.counts.find((one) => one.value === value)?.count ?? 0;
  return result && result.count > 0 ? Math.round((100 * count) / result.count) : 0;
}

/** How one question was answered, as a drawing and as a table; beside it the last time. */
export function QuestionResult(props: { question: SurveyQuestion; result: Result | undefined; before: Result | undefined }) {
  const t = useTexts();
  const named = useNamed();
  const { question, result, before } = props;
  const nameOf = (value: string) => {
    const choice = question.choices.find(({ key }) => key === value);
    return choice ? named(choice.text) : value;
  };
  const rows = result?.counts ?? [];
  const note = [
    t('survey.answered', { count: result?.count ?? 0 }),
    ...(result?.average != null ? [`${t('survey.groupAverage')} ${result.average.toFixed(1)}`] : []),
    ...(before?.average != null ? [t('survey.before', { value: before.average.toFixed(1) })] : []),
  ].join(' · ');
  return (
    <Drawn
      title={named(question.text)}
      testId={`question-${question.key}`}
      note={note}
      chart={{
        kind: 'bars',
        title: named(question.text),
        labels: rows.map(({ value }) => nameOf(value)),
        values: rows.map(({ value }) => shareOf(result, value)),
        ...(before && { before: { title: t('survey.beforeTitle'), values: rows.map(({ value }) => shareOf(before, value)) } }),
        format: (value) => `${Math.round(value)}%`,
      }}
      table={
        <Table
          size="small"
          rowKey="value"
          pagination={false}
          dataSource={[...rows]}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('survey.answer'), key: 'answer', render: (_, { value }) => nameOf(value) },
            { title: t('survey.people'), dataIndex: 'count', align: 'right', className: 'number' },
            { title: t('survey.share'), key: 'share', align: 'right', className: 'number', render: (_, { value }) => `${shareOf(result, value)}%` },
            ...(before
              ? [
                  {
                    title: t('survey.beforeTitle'),
                    key: 'before',
                    align: 'right' as const,
                    className: 'number',
                    render: (_: unknown, { value }: Result['counts'][number]) => `${shareOf(before, value)}%`,
                  },
                ]
              : []),
          ]}
        />
      }
    />
  );
}
