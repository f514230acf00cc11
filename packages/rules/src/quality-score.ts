/** What is known of a merchant over the last months. */
export type QualityFacts = {
  /** Of all shown reviews together. */
  starsSum: number;
  reviewCount: number;
  /** Complaints and cases that turned out to be right. */
  upheldCount: number;
  /** Those that are not decided, or were cleared up without a word on who was right. */
  openCount: number;
  saleCount: number;
};

/** So many reviews of four stars stand behind every merchant, so that a single voice decides nothing. */
const PRIOR_COUNT = 5;
const PRIOR_STARS = 4;
/** Of a small shop one complaint is not taken for a habit. */
const SALES_MIN = 200;
/** Points that one complaint in a thousand sales costs, of a hundred. */
const POINTS_PER_MILLE = 5;
const STARS_WEIGHT = 0.7;

/**
 * From 0 to 100: seven tenths are the stars, from one to five, and three tenths the complaints in a thousand sales, of which one that is open
 * counts half. Null while there is neither a review nor a complaint. Rounded to the nearest whole, halves up.
 */
export function qualityScore(facts: QualityFacts): number | null {
  const { starsSum, reviewCount, upheldCount, openCount, saleCount } = facts;
  if (reviewCount + upheldCount + openCount === 0) return null;
  const mean = (starsSum + PRIOR_COUNT * PRIOR_STARS) / (reviewCount + PRIOR_COUNT);
  const starsPart = ((mean - 1) / 4) * 100;
  const perMille = ((upheldCount + openCount / 2) * 1_000) / Math.max(saleCount, SALES_MIN);
  const complaintsPart = Math.max(0, 100 - perMille * POINTS_PER_MILLE);
  return Math.round(STARS_WEIGHT * starsPart + (1 - STARS_WEIGHT) * complaintsPart);
}
