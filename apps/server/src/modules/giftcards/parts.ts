import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';

export type GiftcardsParts = {
  readonly database: Database;
  readonly secrets: SecretBox;
  /** The account of cash over the counter: it belongs to payments, which stand above because they draw on gift cards. */
  readonly cashAccountOf: (ctx: Ctx) => Promise<number>;
};
