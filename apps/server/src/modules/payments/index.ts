export { chargeBulk } from './charge-bulk.ts';
export { type Charger, createCharger } from './charger.ts';
export { channelAccountOf, merchantAccountOf } from './merchant-account.ts';
export { createPayerBook, type PayerBook } from './payer-facts.ts';
export { projectCharges } from './project-charges.ts';
export { paymentsRoutes } from './routes.ts';
export { createTills, type Socket, type Tills } from './socket.ts';
export { createTerminalBook, factsOf, type TerminalBook, type TerminalFacts } from './terminal-facts.ts';
export { topUp } from './top-up.ts';
