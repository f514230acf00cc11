import { z } from 'zod';
import { factorPercent } from './loyalty-earning.ts';
import { routes } from './route.ts';
import { businessDay, id, shortText } from './schemas.ts';
import { bilingualName } from './subsidies.ts';

/** What a member climbs by: points that were given, or money that earned some. */
export const LEVEL_MEASURES = ['points', 'spending'] as const;
const LEVELS_MAX = 10;
const PERIOD_MONTHS_MAX = 36;
const GRACE_DAYS_MAX = 365;
const THRESHOLD_MAX = 10_000_000_000;

const terms = {
  measure: z.enum(LEVEL_MEASURES),
  /** Of the last so many months; a level holds for as long. */
  periodMonths: z.int().min(1).max(PERIOD_MONTHS_MAX),
  /** How many days longer it holds. */
  graceDays: z.int().min(0).max(GRACE_DAYS_MAX),
};
const level = z.object({
  name: bilingualName,
  /** Points, or fen. */
  threshold: z.int().min(1).max(THRESHOLD_MAX),
  /** What spending earns on that level, beside the rule's own factor. */
  factorPercent,
});

/** The lowest first; none: the programme has no levels. */
const ladder = z.object({ ...terms, levels: z.array(level.extend({ id: id<'pointsLevel'>(), memberCount: z.int().min(0) })) });
export type PointsLadder = z.input<typeof ladder>;

const wish = z
  .object({ ...terms, levels: z.array(level).max(LEVELS_MAX) })
  .refine(({ levels }) => levels.every((one, at) => at === 0 || one.threshold > (levels[at - 1]?.threshold ?? 0)), 'each level above the one before');

/** Null: below the first level. */
const levelName = bilingualName.nullable();
const preview = z.object({
  /** Who would change to a level of another name. */
  moves: z.array(z.object({ from: levelName, to: levelName, memberCount: z.int().min(1) })),
  stayCount: z.int().min(0),
});
export type PointsLevelsPreview = z.input<typeof preview>;

const params = z.object({ pointsProgrammeId: id<'pointsProgramme'>() });
/** 1 is the lowest. */
export const levelRank = z.int().min(1).max(LEVELS_MAX);

/** A level by its name keeps its id whenever the levels of its programme are set anew. */
const levelOfProgramme = z.object({
  id: id<'pointsLevel'>(),
  name: bilingualName,
  pointsProgrammeId: id<'pointsProgramme'>(),
  programmeName: bilingualName,
});
export type LevelOfProgramme = z.input<typeof levelOfProgramme>;

/** Levels of a programme's members. */
export const pointsLevels = routes({
  listPointsLevels: {
    method: 'GET',
    path: '/loyalty/levels',
    summary: 'The levels of every programme that the actor may see and that is not closed, to choose from; the lowest of each first',
    permission: 'loyalty.read',
    response: z.object({ items: z.array(levelOfProgramme) }),
    errors: [],
  },
  getPointsLevels: {
    method: 'GET',
    path: '/loyalty/programmes/:pointsProgrammeId/levels',
    summary: 'The levels of a programme, the lowest first, and how many members are on each',
    permission: 'loyalty.read',
    params,
    response: ladder,
    errors: ['loyalty.programme_unknown'],
  },
  previewPointsLevels: {
    method: 'POST',
    path: '/loyalty/programmes/:pointsProgrammeId/levels-preview',
    summary: 'How many members would change to which level if the levels were set so',
    permission: 'loyalty.write',
    params,
    body: wish,
    response: preview,
    errors: ['loyalty.programme_unknown'],
  },
  setPointsLevels: {
    method: 'PUT',
    path: '/loyalty/programmes/:pointsProgrammeId/levels',
    summary: 'Set the levels of a programme; members are placed on them at once, not below a level of the same name that they hold',
    permission: 'loyalty.write',
    params,
    body: wish,
    response: ladder,
    errors: ['loyalty.programme_unknown'],
  },
  giveMemberLevel: {
    method: 'PUT',
    path: '/loyalty/programmes/:pointsProgrammeId/members/:memberId/level',
    summary: 'Place a member on a level by hand until a day, not below what they have reached; without a level, back on what they have reached',
    permission: 'loyalty.grant',
    params: params.extend({ memberId: id<'member'>() }),
    body: z
      .object({ rank: levelRank.nullable(), /** The last day. */ until: businessDay.nullable(), reason: shortText })
      .refine(({ rank, until }) => (rank === null) === (until === null), 'a day for each level, and only then'),
    /** Rank 0: below the first level. */
    response: z.object({ rank: z.int().min(0), until: businessDay }),
    errors: [
      'loyalty.programme_unknown',
      'members.unknown',
      'loyalty.member_not_yours',
      'loyalty.level_unknown',
      'loyalty.level_day_past',
      'loyalty.level_below_reached',
    ],
  },
});
