import { loyalty } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { createEarningRule, listEarningRules, updateEarningRule } from './create-earning-rule.ts';
import { createPointsProgramme } from './create-points-programme.ts';
import { createPointsRule, listPointsRules, previewPointsRule, updatePointsRule } from './create-points-rule.ts';
import { agreePointPrice, refusePointPrice } from './decide-point-price.ts';
import { createEventKind, listEventKinds, updateEventKind } from './event-kinds.ts';
import { listPointsLevels } from './find-levels.ts';
import { giveMemberLevel } from './give-member-level.ts';
import { grantPoints } from './grant-points.ts';
import { createIssuerKey, listIssuerKeys, revokeIssuerKey } from './issuer-keys.ts';
import { listMemberPoints, listMemberPointsHistory, listOwnPoints, listOwnPointsHistory } from './list-member-points.ts';
import { listPointsEvents } from './list-points-events.ts';
import { getPointsProgramme, listPointPrices, listPointsProgrammes } from './list-points-programmes.ts';
import { getPointsRound, listPointsLots, listPointsRounds } from './list-points-rounds.ts';
import { proposePointPrice } from './propose-point-price.ts';
import { getPointsLevels, previewPointsLevels, setPointsLevels } from './set-points-levels.ts';
import { takeBackPointsRound } from './take-back-points-round.ts';
import { takeCalledEvent } from './take-points-event.ts';
import { updatePointsProgramme } from './update-points-programme.ts';

const inTransaction = bind(omit(loyalty, ['takePointsEvent']), {
  listPointsProgrammes,
  getPointsProgramme,
  createPointsProgramme,
  updatePointsProgramme,
  listPointPrices,
  proposePointPrice,
  agreePointPrice,
  refusePointPrice,
  grantPoints,
  listPointsRounds,
  getPointsRound,
  listPointsLots,
  takeBackPointsRound,
  listMemberPoints,
  listMemberPointsHistory,
  listOwnPoints,
  listOwnPointsHistory,
  previewPointsRule,
  createPointsRule,
  listPointsRules,
  updatePointsRule,
  listPointsLevels,
  getPointsLevels,
  previewPointsLevels,
  setPointsLevels,
  giveMemberLevel,
  listEarningRules,
  createEarningRule,
  updateEarningRule,
  listEventKinds,
  createEventKind,
  updateEventKind,
  listPointsEvents,
  listIssuerKeys,
  createIssuerKey,
  revokeIssuerKey,
});

export function createLoyaltyRoutes(database: Database): BoundRoute[] {
  const direct = bindDirect(pick(loyalty, ['takePointsEvent']), { takePointsEvent: (call, told) => takeCalledEvent(database, call, told) });
  return [...inTransaction, ...direct];
}
