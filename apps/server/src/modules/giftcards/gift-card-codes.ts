/** Codes of the transfers of gift cards. */
export const GIFT_CARD_CODES = {
  /** What a buyer paid, and what the operator put on top of it where a card costs less than it holds. */
  sale: 170,
  bonus: 171,
  /** Into the wallet of whoever took the card. */
  take: 172,
  return: 173,
  bonusReturn: 174,
  /** What was left after its last day. */
  lapse: 175,
} as const;
