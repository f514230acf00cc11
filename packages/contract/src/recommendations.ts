import { z } from 'zod';
import { offeredItem } from './catalogue-shapes.ts';
import { routes } from './route.ts';
import { bilingualName } from './subsidies.ts';

export const SUGGESTION_REASONS = ['alike', 'category', 'again'] as const;

const suggestion = z.object({
  item: offeredItem,
  /** Redeemed by others beside the same thing, in a category that one uses, or redeemed by oneself more than once. */
  reason: z.enum(SUGGESTION_REASONS),
  /** The thing or the category that it is suggested for. */
  because: bilingualName,
});
export type Suggestion = z.input<typeof suggestion>;

export const recommendations = routes({
  listOwnSuggestions: {
    method: 'GET',
    path: '/self/suggestions',
    summary: 'What the signed-in member may like, each with its reason; nothing while they do not allow it',
    permission: 'self.read',
    /** `isOn`: whether they allow it. */
    response: z.object({ isOn: z.boolean(), items: z.array(suggestion) }),
    errors: [],
  },
});
