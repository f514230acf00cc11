import type { Survey, SurveyResults } from '@tessera/contract';
import { useNamed, useSettings } from '@tessera/ui';
import { Button, Dropdown, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { QuestionResult } from './question-result.tsx';
import { SurveyActs } from './survey-acts.tsx';
import { SurveyComments } from './survey-comments.tsx';
import { SurveyDrawer } from './survey-drawer.tsx';
import { TONES, useResults, useSurvey } from './use-surveys.ts';
import './surveys.css';

/** One survey: what it is, and what was answered so far, beside what was answered the last time. */
export function SurveyPage() {
  const surveyId = readId<'survey'>(useParams().surveyId);
  const survey = useSurvey(surveyId ?? ('' as Survey['id'])); // A wrong address is answered like an unknown survey.
  if (survey.data) return <Loaded survey={survey.data} />;
  return survey.error ? <ErrorNotice error={survey.error} onRetry={() => survey.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
}

function Loaded({ survey }: { survey: Survey }) {
  const t = useTexts();
  const navigate = useNavigate();
  const named = useNamed();
  const [isEdited, setEdited] = useState(false);
  const { state, isAnonymous, opensAt, closesAt } = survey;
  const hasOpened = state === 'open' || state === 'closed';
  return (
    <>
      <PageHeader
        title={named(survey.title)}
        badge={<Status tone={TONES[state]}>{t(`survey.state.${state}`)}</Status>}
        note={named(survey.note) && <span className="survey-note">{named(survey.note)}</span>}
        back={{ to: '/surveys', label: t('survey.back') }}
        actions={
          <>
            {hasOpened && <Export survey={survey} />}
            <SurveyActs survey={survey} onEdit={() => setEdited(true)} onRemoved={() => navigate('/surveys')} />
          </>
        }
      />
      <div className="stack">
        <Panel>
          <div className="survey-facts">
            <span>{t(isAnonymous ? 'survey.anonymous' : 'survey.named')}</span>
            {opensAt && closesAt && (
              <span>
                <Time at={opensAt} exact /> – <Time at={closesAt} exact />
              </span>
            )}
            {survey.isAsking && state === 'open' && <span role="status">{t('survey.asking', { count: survey.askedCount })}</span>}
          </div>
        </Panel>
        {hasOpened ? <Results survey={survey} /> : <Questions survey={survey} />}
      </div>
      {isEdited && <SurveyDrawer survey={survey} onClose={() => setEdited(false)} />}
    </>
  );
}

function Export({ survey }: { survey: Survey }) {
  const t = useTexts();
  const { locale } = useSettings();
  const named = useNamed();
  const [failed, setFailed] = useState<unknown>(null);
  const save = (format: 'xlsx' | 'csv') =>
    client.surveys.exportSurveyReplies({ surveyId: survey.id, language: locale, format }).then((blob) => {
      setFailed(null);
      saveFile(`${named(survey.title)}.${format}`, blob);
    }, setFailed);
  const items = (['xlsx', 'csv'] as const).map((format) => ({ key: format, label: format.toUpperCase(), onClick: () => void save(format) }));
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<Icon name="download" size={16} />} data-testid="survey-export">
          {t('export.open')}
        </Button>
      </Dropdown>
      <ErrorNotice error={failed} />
    </>
  );
}

/** What a survey will ask, before it opens. */
function Questions({ survey }: { survey: Survey }) {
  const t = useTexts();
  const named = useNamed();
  return (
    <Panel title={t('survey.questions')}>
      <ol>
        {survey.questions.map(({ key, text, kind, choices, isRequired }) => (
          <li key={key}>
            {named(text)}{' '}
            <span className="quiet">
              {t(`survey.kind.${kind}`)}
              {isRequired && ` · ${t('survey.required')}`}
            </span>
            {choices.length > 0 && <p className="quiet">{choices.map((choice) => named(choice.text)).join(' · ')}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Results({ survey }: { survey: Survey }) {
  const t = useTexts();
  const filters = useFilters(['group']);
  const departmentId = readId<'department'>(filters.get('group'));
  const results = useResults(survey.id, departmentId);
  const last = useResults(survey.previousId, departmentId);
  const before = last.data?.replyCount && !last.isPlaceholderData ? last.data : undefined;
  if (results.error && !results.data) return <ErrorNotice error={results.error} onRetry={() => results.refetch()} />;
  if (!results.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { data } = results;
  const group = data.byGroup.find((one) => one.departmentId === departmentId);
  return (
    <>
      <Figures survey={survey} results={data} before={before} isOfGroup={departmentId !== undefined} />
      {group && (
        <Button onClick={filters.clear} icon={<Icon name="close" size={14} />} data-testid="survey-group-clear">
          {t('survey.ofGroup', { name: group.name || t('survey.noGroup') })}
        </Button>
      )}
      {data.replyCount === 0 && <EmptyState title={t('survey.noAnswers')} />}
      {data.isHidden && data.replyCount > 0 && <EmptyState title={t('survey.hidden')} hint={t('survey.hiddenHint')} />}
      {!data.isHidden && data.replyCount > 0 && (
        <div className="survey-results">
          {survey.questions
            .filter(({ kind }) => kind !== 'words')
            .map((question) => (
              <QuestionResult
                key={question.key}
                question={question}
                result={data.questions.find(({ key }) => key === question.key)}
                before={before?.questions.find(({ key }) => key === question.key)}
              />
            ))}
        </div>
      )}
      <Groups groups={data.byGroup} onPick={(departmentId) => filters.set({ group: departmentId })} />
      {survey.questions.some(({ kind }) => kind === 'words') && <SurveyComments survey={survey} />}
    </>
  );
}

/** Of every scale together, as a reader compares terms. */
function averageOf(survey: Survey, results: SurveyResults | undefined): number | null {
  const scales = survey.questions.filter(({ kind }) => kind === 'scale').map(({ key }) => key);
  const found = (results?.questions ?? []).filter(({ key, average }) => scales.includes(key) && average !== null);
  const count = found.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? null : found.reduce((sum, one) => sum + (one.average ?? 0) * one.count, 0) / count;
}

type FiguresProps = { survey: Survey; results: SurveyResults; before: SurveyResults | undefined; isOfGroup: boolean };

/** Of everybody or of one department; how many of a department were asked is not told. */
function Figures({ survey, results, before, isOfGroup }: FiguresProps) {
  const t = useTexts();
  const [now, then] = [averageOf(survey, results), averageOf(survey, before)];
  return (
    <Panel>
      <div className="survey-facts" data-testid="survey-figures">
        <span>
          {t('survey.replies')}{' '}
          <strong className="number">
            {isOfGroup ? results.replyCount : t('survey.repliesOf', { count: survey.replyCount, all: survey.askedCount })}
          </strong>
        </span>
        {!isOfGroup && survey.askedCount > 0 && (
          <span>
            {t('survey.rate')} <strong className="number">{Math.round((100 * survey.replyCount) / survey.askedCount)}%</strong>
          </span>
        )}
        {now !== null && (
          <span>
            {t('survey.average')} <strong className="number">{now.toFixed(1)}</strong>{' '}
            {then !== null && <span className="quiet">{t('survey.before', { value: then.toFixed(1) })}</span>}
          </span>
        )}
      </div>
    </Panel>
  );
}

type Group = SurveyResults['byGroup'][number];

function Groups({ groups, onPick }: { groups: readonly Group[]; onPick: (departmentId: string) => void }) {
  const t = useTexts();
  if (groups.length === 0) return null;
  return (
    <Panel flush title={t('survey.byGroup')}>
      <Table<Group>
        size="small"
        rowKey={({ departmentId }) => departmentId ?? ''}
        dataSource={[...groups]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('survey.group'),
            key: 'name',
            render: (_, { departmentId, name }) =>
              departmentId ? (
                <Button type="link" className="flush-link" onClick={() => onPick(departmentId)}>
                  {name}
                </Button>
              ) : (
                t('survey.noGroup')
              ),
          },
          { title: t('survey.replies'), dataIndex: 'count', align: 'right', className: 'number', sorter: (one, other) => one.count - other.count },
          {
            title: t('survey.groupAverage'),
            key: 'average',
            align: 'right',
            className: 'number',
            sorter: (one, other) => (one.average ?? 0) - (other.average ?? 0),
            render: (_, { average }) => average?.toFixed(1) ?? <span className="quiet">–</span>,
          },
        ]}
      />
    </Panel>
  );
}
