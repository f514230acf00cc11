import { NECESSARY_PURPOSE, OPTIONAL_PURPOSES, PURPOSES, type Purpose } from '@tessera/contract';
import type { Standing } from './notice-queries.ts';

export type PurposeState = { purpose: Purpose; necessary: boolean; given: boolean; since: Date | null };

/** The version of the notice that the member has answered last; null when none. */
export function agreedVersion(standing: readonly Standing[]): number | null {
  return standing.find((one) => one.purpose === NECESSARY_PURPOSE)?.noticeVersion ?? null;
}

/**
 * What each purpose's switch shows. Consent belongs to the version that holds: after a new one, nothing optional is given until the member
 * has answered it.
 */
export function purposeStates(standing: readonly Standing[], currentVersion: number | null): PurposeState[] {
  const answered = currentVersion !== null && agreedVersion(standing) === currentVersion;
  return PURPOSES.map((purpose) => {
    const newest = standing.find((one) => one.purpose === purpose);
    const necessary = purpose === NECESSARY_PURPOSE;
    return { purpose, necessary, given: necessary || (answered && newest?.given === true), since: newest?.at ?? null };
  });
}

export function isGiven(standing: readonly Standing[], currentVersion: number | null, purpose: Purpose): boolean {
  return purposeStates(standing, currentVersion).some((state) => state.purpose === purpose && state.given);
}

/** The rows that an answer to a version adds: the version itself, what is chosen, and what was given before and is not chosen any more. */
export function answerRows(standing: readonly Standing[], chosen: readonly Purpose[]): { purpose: Purpose; given: boolean }[] {
  const optional = OPTIONAL_PURPOSES.flatMap((purpose) => {
    const given = chosen.includes(purpose);
    const wasGiven = standing.some((one) => one.purpose === purpose && one.given);
    return given || wasGiven ? [{ purpose, given }] : [];
  });
  return [{ purpose: NECESSARY_PURPOSE, given: true }, ...optional];
}
