import type { HelpState, HelpTopic } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

export type FaqTables = {
  'faq.article': {
    id: Id<'article'>;
    topic: HelpTopic;
    place: number;
    title_zh: string;
    title_en: string;
    body_zh: string;
    body_en: string;
    state: HelpState;
    updated_at: Date;
    updated_by_name: string;
  };
};
