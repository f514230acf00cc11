import { disputes } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { answerCorrection } from './answer-correction.ts';
import { answerDispute } from './answer-dispute.ts';
import { askMerchant } from './ask-merchant.ts';
import { assignDispute } from './assign-dispute.ts';
import { decideDispute } from './decide-dispute.ts';
import { approveGoodwill, rejectGoodwill } from './decide-goodwill.ts';
import { acceptDecision, withdrawDispute, withdrawOwnDispute } from './end-dispute.ts';
import { createExportDisputes } from './export-disputes.ts';
import { getDispute, getOwnDispute } from './get-dispute.ts';
import { listDisputeDesk } from './list-dispute-desk.ts';
import { countDisputes, listDisputes, listOwnDisputes } from './list-disputes.ts';
import { openDispute, openOwnDispute } from './open-dispute.ts';
import { writeToDispute, writeToOwnDispute } from './write-to-dispute.ts';

const FILES = ['exportDisputes'] as const;

export function createDisputesRoutes(database: Database): BoundRoute[] {
  return [
    ...bindFiles(pick(disputes, FILES), createExportDisputes(database)),
    ...bind(omit(disputes, FILES), {
      listDisputes,
      countDisputes,
      listDisputeDesk,
      getDispute,
      openDispute,
      writeToDispute,
      assignDispute,
      askMerchant,
      answerDispute,
      decideDispute,
      approveGoodwill,
      rejectGoodwill,
      withdrawDispute,
      listOwnDisputes,
      getOwnDispute,
      openOwnDispute,
      writeToOwnDispute,
      withdrawOwnDispute,
      answerCorrection,
      acceptDecision,
    }),
  ];
}
