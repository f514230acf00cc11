import type { Survey, SurveyComment } from '@tessera/contract';
import { ANONYMOUS_MIN } from '@tessera/contract/survey-words';
import { useNamed } from '@tessera/ui';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useComments } from './use-surveys.ts';

/** What members wrote, to one question or to all. */
export function SurveyComments({ survey }: { survey: Survey }) {
  const t = useTexts();
  const can = useCan();
  const nameOf = useNamed();
  const filters = useFilters(['q', 'question']);
  const isHidden = survey.isAnonymous && survey.replyCount > 0 && survey.replyCount < ANONYMOUS_MIN;
  const asked = survey.questions.filter(({ kind }) => kind === 'words');
  const keys = asked.map(({ key }) => key);
  const list = useComments({ surveyId: survey.id, key: filters.pick('question', keys), q: filters.get('q') || undefined });
  const named = [
    {
      title: t('survey.who'),
      key: 'who',
      render: (_: unknown, { memberId, memberName, groupName, day }: SurveyComment) => (
        <span className="two-lines">
          {memberId && can('members.read') ? <Link to={`/members/${memberId}`}>{memberName}</Link> : memberName}
          <small>{[groupName, day].filter(Boolean).join(' · ')}</small>
        </span>
      ),
    },
  ];
  return (
    <Panel flush title={t('survey.comments')}>
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('survey.searchComments')} />
        {asked.length > 1 && (
          <FilterSelect
            filters={filters}
            name="question"
            placeholder={t('survey.allQuestions')}
            width={220}
            choices={asked.map(({ key, text }) => ({ value: key, label: nameOf(text) }))}
          />
        )}
      </FilterBar>
      <KeysetTable<SurveyComment>
        list={list}
        // Anonymous members may write the same: only its place tells one row from another.
        rowKey={(comment) => String(list.items.indexOf(comment))}
        label={t('survey.comments')}
        columns={[
          { title: t('satisfaction.said'), key: 'text', render: (_, { text }) => <p className="survey-words">{text}</p> },
          {
            title: t('survey.questions'),
            key: 'question',
            render: (_, { key }) => {
              const question = asked.find((one) => one.key === key);
              return question ? nameOf(question.text) : '';
            },
          },
          ...(survey.isAnonymous ? [] : named),
        ]}
        empty={<EmptyState compact title={t(isHidden ? 'survey.hidden' : filters.active ? 'empty.noMatch' : 'survey.noComments')} />}
        testId="survey-comments"
      />
    </Panel>
  );
}
