import { cardCare } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import { checkIdentity } from './check-identity.ts';
import { getOwnEmergencyCode, removeOwnEmergencyCode } from './own-emergency-code.ts';
import type { CareParts } from './parts.ts';
import { reportLoss } from './report-loss.ts';
import { sendCardCode } from './send-card-code.ts';
import { setEmergencyCode, setOwnEmergencyCode } from './set-emergency-code.ts';
import { takeBackLoss } from './take-back-loss.ts';

/** Codes are sent and counted in transactions of their own: a wrong one counts although the request is refused. */
const DIRECT = ['sendCardCode', 'checkIdentity'] as const;

/** What is done for somebody who calls, and the code for a phone that is dead. */
export function createCardCareRoutes(parts: CareParts): BoundRoute[] {
  const { secrets } = parts;
  return [
    ...bindDirect(pick(cardCare, DIRECT), {
      sendCardCode: (call, input) => sendCardCode(parts, call, input),
      checkIdentity: (call, input) => checkIdentity(parts, call, input),
    }),
    ...bind(omit(cardCare, DIRECT), {
      reportLoss,
      takeBackLoss: (ctx, input) => takeBackLoss(ctx, input, secrets),
      getOwnEmergencyCode,
      setOwnEmergencyCode: (ctx) => setOwnEmergencyCode(ctx, secrets),
      removeOwnEmergencyCode,
      setEmergencyCode: (ctx, input) => setEmergencyCode(ctx, input, secrets),
    }),
  ];
}
