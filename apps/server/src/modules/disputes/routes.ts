import { disputes } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { addDisputePhoto, addOwnDisputePhoto, type PhotoParts } from './add-photo.ts';
import { answerCorrection } from './answer-correction.ts';
import { answerDispute } from './answer-dispute.ts';
import { askMerchant } from './ask-merchant.ts';
import { assignDispute } from './assign-dispute.ts';
import { decideDispute } from './decide-dispute.ts';
import { approveGoodwill, rejectGoodwill } from './decide-goodwill.ts';
import { acceptDecision, withdrawDispute, withdrawOwnDispute } from './end-dispute.ts';
import { createExportDisputes } from './export-disputes.ts';
import { getDispute, getOwnDispute } from './get-dispute.ts';
import { getPhoto } from './get-photo.ts';
import { listDisputeDesk } from './list-dispute-desk.ts';
import { countDisputes, listDisputes, listOwnDisputes } from './list-disputes.ts';
import { openDispute, openOwnDispute } from './open-dispute.ts';
import { reopenOwnDispute } from './reopen-dispute.ts';
import { writeToDispute, writeToOwnDispute } from './write-to-dispute.ts';

const FILES = ['exportDisputes', 'getDisputePhoto', 'getOwnDisputePhoto'] as const;
const UPLOADS = ['addDisputePhoto', 'addOwnDisputePhoto'] as const;

export function createDisputesRoutes(parts: PhotoParts): BoundRoute[] {
  return [
    ...bindFiles(pick(disputes, FILES), {
      ...createExportDisputes(parts.database),
      getDisputePhoto: (call, input) => getPhoto(parts, call, input),
      getOwnDisputePhoto: (call, input) => getPhoto(parts, call, input),
    }),
    ...bindDirect(pick(disputes, UPLOADS), {
      addDisputePhoto: (call, input) => addDisputePhoto(parts, call, input),
      addOwnDisputePhoto: (call, input) => addOwnDisputePhoto(parts, call, input),
    }),
    ...bind(omit(disputes, [...FILES, ...UPLOADS]), {
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
      reopenOwnDispute,
      answerCorrection,
      acceptDecision,
    }),
  ];
}
