import { issuertopups } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { giveIssuerTopUp, tellIssuerTopUp } from './give-top-up.ts';
import { listIssuerTopUps } from './list-top-ups.ts';
import { takeBackIssuerTopUp } from './take-back-top-up.ts';

const DIRECT = ['tellIssuerTopUp'] as const;

export function createIssuertopupsRoutes(database: Database): BoundRoute[] {
  return [
    ...bind(omit(issuertopups, DIRECT), { listIssuerTopUps, giveIssuerTopUp, takeBackIssuerTopUp }),
    ...bindDirect(pick(issuertopups, DIRECT), { tellIssuerTopUp: (call, told) => tellIssuerTopUp(database, call, told) }),
  ];
}
