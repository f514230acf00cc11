export { createCampaign } from './create-campaign.ts';
export { issueCoupons } from './issue-coupons.ts';
export { promotionsJobs } from './jobs.ts';
export type { Order } from './order.ts';
export { promotionsPersonal } from './personal-records.ts';
export { quote, reserve } from './reserve.ts';
export { createPromotionsRoutes } from './routes.ts';
export { confirm, release } from './settle-reservation.ts';
export { approveCampaign, startCampaign } from './switch-campaign.ts';
