export { endCasSession } from './end-cas-session.ts';
export { onboardingJobs } from './jobs.ts';
export { onboardingPersonal } from './personal-records.ts';
export { createOnboardingRoutes } from './routes.ts';
export { listProviders, type ProviderKeep, saveProvider } from './save-provider.ts';
export { onboardingSealedColumns } from './sealed-columns.ts';
