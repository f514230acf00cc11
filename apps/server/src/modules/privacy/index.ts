export { answerForWard } from './answer-for-ward.ts';
export { answerNotice, setOwnConsent } from './answer-notice.ts';
export { findConsenting } from './find-consenting.ts';
export { createPrivacyJobs } from './jobs.ts';
export { privacyPersonal } from './personal-records.ts';
export { publishNotice } from './publish-notice.ts';
export { createPrivacyRoutes } from './routes.ts';
export { saveNoticeDraft } from './save-notice-draft.ts';
export { privacySealedColumns } from './sealed-columns.ts';
