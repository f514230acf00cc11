import { useQuery } from '@tanstack/react-query';
import { HELP_TOPICS, type HelpTopic } from '@tessera/contract/help-words';
import { memberHelpCatalog } from '@tessera/messages';
import { createTexts, errorKey } from '@tessera/ui';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import { Answers } from '../../shared/answers.tsx';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { Part } from '../../shared/part.tsx';
import { keys } from '../../shared/queries.ts';
import styles from './help.module.css';

const { TextsProvider, useTexts: useHelpTexts } = createTexts(memberHelpCatalog);
const SEARCH_MAX = 80;

/** Answers before one has to ask: searched, by topic, and with a way on where none of them does. */
export function HelpPage() {
  return (
    <TextsProvider>
      <Help />
    </TextsProvider>
  );
}

function Help() {
  const t = useHelpTexts();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [topic, setTopic] = useState<HelpTopic | undefined>();
  const asked = { q: useDeferredValue(q.trim()), topic };
  const found = useQuery({
    queryKey: [...keys.help, asked],
    queryFn: () => client.faq.listHelp({ ...(asked.q && { q: asked.q }), ...(topic && { topic }) }),
    placeholderData: (before) => before,
  });
  const isAsked = asked.q !== '' || topic !== undefined;
  return (
    <main data-testid="help-page">
      <PageHeader title={t('help.title')} onBack={() => navigate(-1)} />
      <div className={styles.stack}>
        <input
          type="search"
          className={styles.search}
          value={q}
          maxLength={SEARCH_MAX}
          placeholder={t('help.search')}
          aria-label={t('help.search')}
          onChange={(event) => setQ(event.target.value)}
          data-testid="help-search"
        />
        <Topics topic={topic} onChange={setTopic} />
        {found.isPending ? <Skeleton height="16rem" /> : null}
        {found.isError && !found.data ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(found.error))}>
            <Button onClick={() => found.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : null}
        {found.data?.items.length === 0 ? (
          <Blank icon="info" title={t(isAsked ? 'help.none' : 'help.empty')} text={t(isAsked ? 'help.noneWhy' : 'help.emptyWhy')} />
        ) : null}
        {found.data && found.data.items.length > 0 ? (
          <>
            <p className={styles.quiet} role="status">
              {t('help.found', { count: found.data.items.length })}
            </p>
            <Part>
              <Answers items={found.data.items} testId="help-article" />
            </Part>
          </>
        ) : null}
        <Part>
          <strong>{t('help.still')}</strong>
          <Button wide onClick={() => navigate('/help/chat')} data-testid="help-chat">
            {t('help.chat')}
          </Button>
          <Button look="secondary" wide onClick={() => navigate('/disputes/new')} data-testid="help-tell">
            {t('help.tell')}
          </Button>
        </Part>
      </div>
    </main>
  );
}

function Topics({ topic, onChange }: { topic: HelpTopic | undefined; onChange: (topic: HelpTopic | undefined) => void }) {
  const t = useHelpTexts();
  return (
    <fieldset className={styles.topics}>
      <legend className={styles.unseen}>{t('help.topic')}</legend>
      {[undefined, ...HELP_TOPICS].map((one) => (
        <label key={one ?? 'all'} className={styles.topic}>
          <input type="radio" name="topic" checked={one === topic} onChange={() => onChange(one)} data-testid={`topic-${one ?? 'all'}`} />
          {one ? t(`helpTopic.${one}`) : t('help.all')}
        </label>
      ))}
    </fieldset>
  );
}
