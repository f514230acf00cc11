import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { watchChats } from './watch-chats.ts';

export const chatsJobs: readonly AnyJob[] = [every('*/5 * * * *', 'chats.watchChats', watchChats)];
