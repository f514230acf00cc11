import type { Programme, Round } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { App, Button, Skeleton, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { GrantAudience } from './grant-audience.tsx';
import { GrantMember } from './grant-member.tsx';
import { ProgrammeForm } from './programme-form.tsx';
import { ProgrammeStatus, RoundState, useExpiryWords, useRoundName } from './programme-words.tsx';
import { useProgramme, useRounds, useUpdateProgramme } from './use-subsidies.ts';

export function ProgrammePage() {
  const t = useTexts();
  const programmeId = readId<'programme'>(useParams().programmeId);
  if (!programmeId) return <PageHeader title={t('nav.subsidies')} note={t('subsidies.programme_unknown')} />;
  return <OneProgramme key={programmeId} programmeId={programmeId} />;
}

/** What it is for, what became of its money, and its rounds. */
function OneProgramme(props: { programmeId: Programme['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const found = useProgramme(props.programmeId);
  const programme = found.data;
  const back = { to: '/subsidies', label: t('nav.subsidies') };
  if (!programme) {
    return (
      <>
        <PageHeader title={t('nav.subsidies')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={named(programme.name)}
        badge={<ProgrammeStatus status={programme.status} />}
        back={back}
        actions={<Acts programme={programme} />}
      />
      <div className="columns">
        <Rounds programmeId={programme.id} />
        <div className="stack">
          <Figures programme={programme} />
          <Terms programme={programme} />
        </div>
      </div>
    </>
  );
}

function Figures(props: { programme: Programme }) {
  const t = useTexts();
  const { programme } = props;
  const rows = [
    { label: t('subsidies.granted'), minor: programme.grantedMinor },
    { label: t('subsidies.spent'), minor: programme.spentMinor },
    { label: t('subsidies.expired'), minor: programme.expiredMinor },
    { label: t('subsidies.takenBack'), minor: programme.takenBackMinor },
    { label: t('subsidies.left'), minor: programme.leftMinor },
  ];
  return (
    <Panel title={t('subsidies.figures')} testId="programme-figures">
      <Facts rows={rows.map(({ label, minor }) => ({ label, value: <Money minor={minor} /> }))} />
    </Panel>
  );
}

function Terms(props: { programme: Programme }) {
  const t = useTexts();
  const expiryWords = useExpiryWords();
  const { programme } = props;
  return (
    <Panel title={t('subsidies.terms')}>
      <Facts
        rows={[
          { label: t('subsidies.scope'), value: scopeWords(t, programme) },
          { label: t('subsidies.expiry'), value: expiryWords(programme.expiry) },
          { label: t('subsidies.budget'), value: programme.budgetMinor === null ? t('subsidies.noBudget') : <Money minor={programme.budgetMinor} /> },
        ]}
      />
    </Panel>
  );
}

type Dialog = 'edit' | 'member' | 'audience';

function Acts(props: { programme: Programme }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateProgramme();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { programme } = props;
  const close = () => setDialog(null);
  if (!can('subsidies.write')) return null;
  const turn = () =>
    confirm({
      title: t(programme.status === 'open' ? 'subsidies.closeTitle' : 'subsidies.openTitle'),
      changes: [t(programme.status === 'open' ? 'subsidies.closeChange' : 'subsidies.openChange')],
      ok: t(programme.status === 'open' ? 'subsidies.close' : 'subsidies.open'),
      run: async () => {
        await update.mutateAsync({ programmeId: programme.id, status: programme.status === 'open' ? 'closed' : 'open' });
        message.success(t('saved'));
      },
    });
  return (
    <>
      <Button onClick={() => setDialog('edit')}>{t('action.edit')}</Button>
      <Button onClick={turn}>{t(programme.status === 'open' ? 'subsidies.close' : 'subsidies.open')}</Button>
      {programme.status === 'open' && (
        <>
          <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate(`/imports?programme=${programme.id}`)} data-testid="grant-file">
            {t('subsidies.byFile')}
          </Button>
          <Button onClick={() => setDialog('audience')} data-testid="grant-audience">
            {t('subsidies.toAudience')}
          </Button>
          <Button type="primary" onClick={() => setDialog('member')} data-testid="grant-member">
            {t('subsidies.toMember')}
          </Button>
        </>
      )}
      {dialog === 'edit' && <ProgrammeForm programme={programme} onClose={close} />}
      {dialog === 'member' && <GrantMember programme={programme} onClose={close} />}
      {dialog === 'audience' && <GrantAudience programme={programme} onClose={close} />}
    </>
  );
}

function Rounds(props: { programmeId: Programme['id'] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const nameOf = useRoundName();
  const list = useRounds(props.programmeId);
  return (
    <Panel flush title={t('subsidies.rounds')}>
      <KeysetTable<Round>
        list={list}
        columns={roundColumns(t, nameOf)}
        rowKey={(round) => round.id}
        label={t('subsidies.rounds')}
        onOpen={(round) => navigate(`/subsidies/rounds/${round.id}`)}
        empty={<EmptyState title={t('subsidies.noRounds')} hint={t('subsidies.noRoundsHint')} />}
        testId="rounds-table"
      />
    </Panel>
  );
}

function roundColumns(t: Texts, nameOf: (round: Round) => string): NonNullable<TableProps<Round>['columns']> {
  return [
    {
      title: t('subsidies.round'),
      key: 'round',
      render: (_, round) => (
        <Link className="cell-link" to={`/subsidies/rounds/${round.id}`}>
          {nameOf(round)}
        </Link>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, round) => <RoundState state={round.state} /> },
    { title: t('subsidies.members'), key: 'members', align: 'right', className: 'number', render: (_, round) => round.allottedCount },
    { title: t('subsidies.sum'), key: 'sum', align: 'right', render: (_, round) => <Money minor={round.allottedMinor} /> },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, round) => <Time at={round.createdAt} /> },
  ];
}
