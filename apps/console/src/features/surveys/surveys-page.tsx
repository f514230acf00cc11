import type { Survey } from '@tessera/contract';
import { SURVEY_STATES } from '@tessera/contract/survey-words';
import { useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { SurveyActs } from './survey-acts.tsx';
import { SurveyDrawer } from './survey-drawer.tsx';
import { SURVEY_FILTERS, TONES, useSurveys } from './use-surveys.ts';

/** What the house asks its members, newest first. */
export function SurveysPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const named = useNamed();
  const filters = useFilters(SURVEY_FILTERS);
  const list = useSurveys(filters);
  const [edited, setEdited] = useState<Survey | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('nav.surveys')}
        note={t('survey.note')}
        actions={
          can('surveys.write') && (
            <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEdited('new')} data-testid="survey-new">
              {t('survey.new')}
            </Button>
          )
        }
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('survey.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={SURVEY_STATES.map((state) => ({ value: state, label: t(`survey.state.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<Survey>
          list={list}
          columns={columns(t, named, setEdited)}
          rowKey={(survey) => survey.id}
          label={t('nav.surveys')}
          onOpen={(survey) => navigate(`/surveys/${survey.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('survey.empty')} hint={t('survey.emptyHint')} />
            )
          }
          testId="surveys-table"
        />
      </Panel>
      {edited && <SurveyDrawer survey={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

type Named = ReturnType<typeof useNamed>;

function columns(t: Texts, named: Named, onEdit: (survey: Survey) => void): NonNullable<TableProps<Survey>['columns']> {
  return [
    {
      title: t('survey.title'),
      key: 'title',
      render: (_, survey) => <Link to={`/surveys/${survey.id}`}>{named(survey.title)}</Link>,
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, { state }) => <Status tone={TONES[state]}>{t(`survey.state.${state}`)}</Status>,
    },
    { title: t('survey.anonymous'), key: 'anonymous', render: (_, { isAnonymous }) => t(isAnonymous ? 'survey.anonymous' : 'survey.named') },
    {
      title: t('survey.replies'),
      key: 'replies',
      align: 'right',
      className: 'number',
      render: (_, { replyCount, askedCount, state }) =>
        state === 'draft' || state === 'scheduled' ? '' : t('survey.repliesOf', { count: replyCount, all: askedCount }),
    },
    {
      title: t('survey.times'),
      key: 'times',
      render: (_, { opensAt, closesAt }) =>
        opensAt && closesAt ? (
          <span className="two-lines">
            <Time at={opensAt} />
            <Time at={closesAt} />
          </span>
        ) : (
          ''
        ),
    },
    { key: 'acts', align: 'right', render: (_, survey) => <SurveyActs survey={survey} onEdit={() => onEdit(survey)} /> },
  ];
}
