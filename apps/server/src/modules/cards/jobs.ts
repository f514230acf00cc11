import { on } from '../../platform/events.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { walletsOpened } from '../wallets/index.ts';
import { issueVirtualCards } from './issue-virtual-cards.ts';

/** A new wallet gets its virtual card by itself. Called once, before anything is published. */
export function createCardsJobs(secrets: SecretBox) {
  return [on(walletsOpened, 'cards.issueVirtualCards', (ctx, opened) => issueVirtualCards(ctx, opened, secrets))];
}
