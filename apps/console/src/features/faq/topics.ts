import type { Article } from '@tessera/contract';

export const TOPICS = ['paying', 'cards', 'top_up', 'points', 'account', 'complaints', 'other'] as const satisfies readonly Article['topic'][];
export const STATES = ['published', 'draft'] as const satisfies readonly Article['state'][];
