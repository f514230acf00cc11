export { type AllowanceFacts, allowanceFacts, findGuardians, isGuardianOf } from './guardian-of.ts';
export { createGuardiansImport } from './import-guardians.ts';
export { guardiansJobs } from './jobs.ts';
export { linkMembers } from './link-members.ts';
export { guardiansPersonal } from './personal-records.ts';
export { createGuardiansRoutes } from './routes.ts';
