import { merchants } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, pick } from '../../platform/bind.ts';
import { addDocument, amendApplication, removeDocument } from './amend-application.ts';
import { closeApplicantVisit, type MerchantsParts, openApplicantVisit, sendApplicantCode } from './applicant-visit.ts';
import { createShop } from './create-shop.ts';
import { drawUpContract } from './draw-up-contract.ts';
import { endMerchant, type StillOwed } from './end-merchant.ts';
import { downloadDocument, getApplication, listApplications, readApplicantPhone } from './list-applications.ts';
import { discardContract, getContract, listContracts, readPayoutAccount } from './list-contracts.ts';
import { listShops } from './list-shops.ts';
import { placeTerminal } from './place-terminal.ts';
import { approveApplication, askApplicant, refuseApplication } from './review-application.ts';
import { signContract } from './sign-contract.ts';
import { listApplicantApplications, submitApplication } from './submit-application.ts';
import { updateShop } from './update-shop.ts';

const APPLICANT = pick(merchants, [
  'sendApplicantCode',
  'openApplicantVisit',
  'closeApplicantVisit',
  'listApplicantApplications',
  'submitApplication',
  'amendApplication',
  'addDocument',
  'removeDocument',
]);
const REVIEW = pick(merchants, [
  'listApplications',
  'getApplication',
  'readApplicantPhone',
  'askApplicant',
  'refuseApplication',
  'approveApplication',
]);
const CONTRACTS = pick(merchants, [
  'listContracts',
  'getContract',
  'readPayoutAccount',
  'drawUpContract',
  'signContract',
  'discardContract',
  'endMerchant',
]);
const SHOPS = pick(merchants, ['listShops', 'createShop', 'updateShop', 'placeTerminal']);

export function createMerchantsRoutes(parts: MerchantsParts & { owed: readonly StillOwed[] }): BoundRoute[] {
  const { secrets } = parts;
  return [
    ...bindDirect(APPLICANT, {
      sendApplicantCode: (call, input) => sendApplicantCode(parts, call, input),
      openApplicantVisit: (call, input) => openApplicantVisit(parts, call, input),
      closeApplicantVisit: (call) => closeApplicantVisit(parts, call),
      listApplicantApplications: (call) => listApplicantApplications(parts, call),
      submitApplication: (call, input) => submitApplication(parts, call, input),
      amendApplication: (call, input) => amendApplication(parts, call, input),
      addDocument: (call, input) => addDocument(parts, call, input),
      removeDocument: (call, input) => removeDocument(parts, call, input),
    }),
    ...bind(REVIEW, {
      listApplications: (ctx, input) => listApplications(ctx, input, secrets),
      getApplication: (ctx, input) => getApplication(ctx, input, secrets),
      readApplicantPhone: (ctx, input) => readApplicantPhone(ctx, input, secrets),
      askApplicant: (ctx, input) => askApplicant(ctx, input, secrets),
      refuseApplication: (ctx, input) => refuseApplication(ctx, input, secrets),
      approveApplication: (ctx, input) => approveApplication(ctx, input, secrets),
    }),
    ...bindFiles(pick(merchants, ['downloadDocument']), { downloadDocument: (call, input) => downloadDocument(parts, call, input) }),
    ...bind(CONTRACTS, {
      listContracts,
      getContract,
      readPayoutAccount: (ctx, input) => readPayoutAccount(ctx, input, secrets),
      drawUpContract: (ctx, input) => drawUpContract(ctx, input, secrets),
      signContract,
      discardContract,
      endMerchant: (ctx, input) => endMerchant(ctx, input, parts.owed),
    }),
    ...bind(SHOPS, { listShops, createShop, updateShop, placeTerminal }),
  ];
}
