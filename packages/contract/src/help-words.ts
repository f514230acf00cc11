/** By which members find an answer. */
export const HELP_TOPICS = ['paying', 'cards', 'top_up', 'points', 'account', 'complaints', 'other'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];
export const HELP_STATES = ['published', 'draft'] as const;
export type HelpState = (typeof HELP_STATES)[number];
