import type { merchantErrorsZhCn } from './errors.merchants.zh-CN.ts';

/** Refusals of applications, contracts and shops. */
export const merchantErrorsEn: Record<keyof typeof merchantErrorsZhCn, string> = {
  'merchants.applications_off': 'Companies cannot apply online here. Please contact the operator.',
  'merchants.visit_over': 'Half an hour has passed since your phone was proved. Prove it again; what was saved is still there.',
  'merchants.already_applied': 'This phone has an application for this company already. Open it in the list.',
  'merchants.too_many_applications': 'This phone has made as many applications as it may. Please contact the operator.',
  'merchants.application_unknown': 'This application does not exist.',
  'merchants.document_unknown': 'This document does not exist or was taken back.',
  'merchants.document_not_accepted': 'Only JPEG or PNG pictures and PDF files of up to 4 MB are accepted. Nothing was uploaded.',
  'merchants.too_many_documents': 'Eight documents at most, and forty uploads in all. Take one back first, or contact the operator.',
  'merchants.not_now': 'That is not possible in this state any more. Nothing was changed; reload the page.',
  'merchants.changed_meanwhile': 'The applicant has changed the application meanwhile. Nothing was decided; read it again first.',
  'merchants.needs_another_person':
    'It takes two people: who approved the application does not draw the contract up, and who drew it up does not sign it. Ask a colleague.',
  'merchants.contract_unknown': 'This contract does not exist.',
  'merchants.begins_in_past': 'A contract begins today or later.',
  'merchants.begins_today': 'This merchant has a contract that holds today. A new one begins tomorrow or later, so that one day has one rate.',
  'merchants.manager_needed': 'Name the merchant’s first manager, with a user name and a first password.',
  'merchants.no_contract': 'This merchant has no contract that could end.',
  'merchants.still_owed': 'Something is still owed between you and this merchant, so it cannot leave. Settle it first.',
  'merchants.shop_unknown': 'This shop does not exist.',
  'merchants.shop_name_taken': 'The merchant has a shop of this name already.',
};
