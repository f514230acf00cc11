export type { ReadRetention } from './get-chain.ts';
export { createAuditJobs } from './jobs.ts';
export { createFaultBook } from './note-fault.ts';
export { auditPersonal } from './personal-records.ts';
export { type Act, type NamedPerson, record, recordAll } from './record.ts';
export { createAuditRoutes } from './routes.ts';
export { AUDIT_STEPS, sealRecords } from './seal-records.ts';
export { type Anchor, beginWalk, headOf, type Walk, walkOn } from './walk-chain.ts';
export { createWitness } from './witness.ts';
