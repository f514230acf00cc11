import { useQuery } from '@tanstack/react-query';
import type { HelpTopic, OwnDispute } from '@tessera/contract';
import { Answers } from '../../shared/answers.tsx';
import { client } from '../../shared/client.ts';
import { Part } from '../../shared/part.tsx';
import { keys } from '../../shared/queries.ts';
import { useDisputeTexts } from './texts.ts';

const SHOWN_MAX = 3;
const TOPICS: Record<OwnDispute['kind'], HelpTopic> = {
  charged_twice: 'paying',
  wrong_amount: 'paying',
  not_me: 'cards',
  not_received: 'paying',
  top_up_missing: 'top_up',
  bad_quality: 'complaints',
  bad_service: 'complaints',
  unclean: 'complaints',
  facility: 'complaints',
  other: 'other',
};

/** What others asked about the same, before the desk is asked. Nothing where there is no answer, or none could be read. */
export function HelpFirst({ kind }: { kind: OwnDispute['kind'] }) {
  const t = useDisputeTexts();
  const topic = TOPICS[kind];
  const found = useQuery({ queryKey: [...keys.help, { topic }], queryFn: () => client.faq.listHelp({ topic }) });
  const items = found.data?.items.slice(0, SHOWN_MAX) ?? [];
  if (items.length === 0) return null;
  return (
    <Part>
      <strong>{t('case.maybe')}</strong>
      <Answers items={items} testId="help-first-article" />
    </Part>
  );
}
