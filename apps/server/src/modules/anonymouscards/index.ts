export { depositsOn } from './deposits.ts';
export { anonymouscardsPersonal } from './personal-records.ts';
export { createAnonymouscardsRoutes } from './routes.ts';
export { sellAnonymousCard } from './sell-anonymous-card.ts';
export { getAnonymousCardTerms } from './terms.ts';
