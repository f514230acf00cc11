import type { Id } from '@tessera/kernel';

export type RecommendationsTables = {
  'recommendations.pair': { item_id: Id<'item'>; with_item_id: Id<'item'>; member_count: number };
};
