import { AppError, api, payments as paymentsContract, type Route } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import type { FastifyInstance } from 'fastify';
import { createAuthenticate, createResolvePerson, topicsOf } from './authenticate.ts';
import { backupPlaceOf } from './backup-place.ts';
import { serveCasLogout } from './cas-logout-route.ts';
import { serveChannelNotifications } from './channel-notify-route.ts';
import { composeChannels } from './channels.ts';
import { createTries } from './device-tries.ts';
import { importsParts, MEMBER_HOOKS } from './import-kinds.ts';
import { alertsRoutes } from './modules/alerts/index.ts';
import { createAnonymouscardsRoutes } from './modules/anonymouscards/index.ts';
import { createAuditRoutes, createWitness } from './modules/audit/index.ts';
import { createBackupRoutes, readLastGood } from './modules/backup/index.ts';
import { createCardCareRoutes, createCardOrdersRoutes, createCardsRoutes } from './modules/cards/index.ts';
import { createCatalogueRoutes } from './modules/catalogue/index.ts';
import { type ChannelHooks, createChannelsRoutes } from './modules/channels/index.ts';
import { chatsRoutes } from './modules/chats/index.ts';
import { createCheckoutsRoutes } from './modules/checkouts/index.ts';
import { createClosuresRoutes } from './modules/closures/index.ts';
import { createDepositsRoutes } from './modules/deposits/index.ts';
import { createDisputesRoutes } from './modules/disputes/index.ts';
import { createEventsRoutes } from './modules/events/index.ts';
import { faqRoutes } from './modules/faq/index.ts';
import { createFundingRoutes } from './modules/funding/index.ts';
import { createGiftcardsRoutes } from './modules/giftcards/index.ts';
import { giftsRoutes } from './modules/gifts/index.ts';
import { createGuardiansRoutes } from './modules/guardians/index.ts';
import { createIdentity, createIdentityRoutes, createSecurityRoutes } from './modules/identity/index.ts';
import { createImportsRoutes } from './modules/imports/index.ts';
import { createIssuertopupsRoutes } from './modules/issuertopups/index.ts';
import { createBatcher, createLedgerRoutes } from './modules/ledger/index.ts';
import { createLoyaltyRoutes } from './modules/loyalty/index.ts';
import { createMealplansRoutes } from './modules/mealplans/index.ts';
import { createMembersRoutes } from './modules/members/index.ts';
import { createMerchantsRoutes } from './modules/merchants/index.ts';
import { createMigrationRoutes } from './modules/migration/index.ts';
import { createNotificationsRoutes, PUBLIC_TOPIC } from './modules/notifications/index.ts';
import { createOnboardingRoutes, endCasSession } from './modules/onboarding/index.ts';
import { organizationsRoutes } from './modules/organizations/index.ts';
import {
  channelAccountOf,
  createCharger,
  createPayerBook,
  createTerminalBook,
  createTills,
  hasTakings,
  paymentsRoutes,
  type TerminalFacts,
} from './modules/payments/index.ts';
import { createPrivacyRoutes } from './modules/privacy/index.ts';
import { createPromotionsRoutes } from './modules/promotions/index.ts';
import { recommendationsRoutes } from './modules/recommendations/index.ts';
import { createReconciliationRoutes } from './modules/reconciliation/index.ts';
import { createRedemptionsRoutes, hasVouchersWaiting } from './modules/redemptions/index.ts';
import { createReportsRoutes, stopCalledReport } from './modules/reports/index.ts';
import { createReviewsRoutes } from './modules/reviews/index.ts';
import { createSalesRoutes } from './modules/sales/index.ts';
import { createSatisfactionRoutes } from './modules/satisfaction/index.ts';
import { createSettingsBook, readSetting, settingsRoutes } from './modules/settings/index.ts';
import { billedTo, createSettlementRoutes, hasPayoutsUnderWay } from './modules/settlement/index.ts';
import { slipsRoutes } from './modules/slips/index.ts';
import { subsidiesRoutes } from './modules/subsidies/index.ts';
import { createSurveysRoutes } from './modules/surveys/index.ts';
import { createTerminalsRoutes, getOwnTerminal, touchTerminals, watchSeenTerminals } from './modules/terminals/index.ts';
import { createTicketsRoutes } from './modules/tickets/index.ts';
import { createVenuesRoutes } from './modules/venues/index.ts';
import { createWalletsRoutes } from './modules/wallets/index.ts';
import { hearNews } from './news.ts';
import { noteFaults } from './note-faults.ts';
import { personalRecordsOf } from './personal-records.ts';
import type { BoundRoute } from './platform/bind.ts';
import type { Config } from './platform/config.ts';
import { systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { serveDocs } from './platform/http/docs.ts';
import { serveHealth } from './platform/http/health.ts';
import { createLimiter, type Limiter } from './platform/http/limiter.ts';
import { serveLive } from './platform/http/live-route.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { OUTSIDE_THE_CONTRACT, openApiOf } from './platform/http/openapi.ts';
import { serveRoutes } from './platform/http/serve-routes.ts';
import { createHttpServer } from './platform/http/server.ts';
import type { KeyRing } from './platform/keys/key-ring.ts';
import { createLiveHub } from './platform/live.ts';
import type { Logger } from './platform/log.ts';
import { createMessaging } from './platform/messaging/messaging.ts';
import { createOutbound } from './platform/outbound.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { serveReportStop } from './report-stop-route.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';
import { composeStock } from './stock.ts';
import { boundedFollow, serveTills } from './till-route.ts';
import { VERSION } from './version.ts';

export type AppParts = {
  config: Config;
  database: Database;
  log: Logger;
  clock: () => Date;
  keys: KeyRing;
  strictContract?: boolean;
  channelHooks?: ChannelHooks;
};
export type App = { http: FastifyInstance; core: Core; stop: () => Promise<void> };
export type Core = Awaited<ReturnType<typeof createCore>>;

/** The whole server, without a port yet: what it is made of, the routes, and how it stops. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, database, log, clock } = parts;
  const core = await createCore(parts);
  const http = await createHttpServer({ log, trustProxy: config.trustProxy, https: config.publicUrl.startsWith('https:') });
  const metrics = createMetrics();
  metrics.observe(http);
  metrics.gauge('tessera_backup_age_seconds', 'Since the newest good backup was begun; none while there is none', () => backupAge(parts));
  serveHealth(http, { registry: metrics.registry, metricsToken: config.metricsToken, isReady: () => isReady(core) });
  await serveDocs(http, openApiOf(api, VERSION, OUTSIDE_THE_CONTRACT));
  noteFaults(http, { ...core, clock });
  const { authenticate, limiter, secrets, witness } = core;
  serveRoutes(
    http,
    { database, secrets, authenticate, limiter, witness, clock, strictContract: parts.strictContract ?? false },
    routesOf(parts, core),
  );
  await serveCasLogout(http, { limiter, clock, endSession: (logoutRequest) => endCasSession(core, logoutRequest) });
  await serveReportStop(http, { limiter, clock, stop: (call, stopKey) => stopCalledReport(core, call, { stopKey }) });
  await serveChannelNotifications(http, { channels: core.channels, limiter, clock });
  serveLive(http, { hub: core.hub, authenticate, topicsOf, publicTopics: [PUBLIC_TOPIC] });
  serveTills(http, core.tills, core.tries);
  const stopHearing = hearNews(core);
  return { http, core, stop: () => stop({ http, core, stopHearing }) };
}

/** What the modules share while the server runs. */
async function createCore({ config, database, log, clock, keys, channelHooks }: AppParts) {
  const onFault = (err: unknown) => log.error({ err }, 'a task in the background failed');
  const secrets = createSecretBox(keys);
  const hub = await createLiveHub({ appUrl: database.appUrl, onError: onFault });
  const settings = await createSettingsBook({ database, hub, onFault });
  const channels = composeChannels({ config, database, secrets, clock, log, ...(channelHooks && { hooks: channelHooks }) });
  const limiter = createLimiter();
  const tries = createTries(limiter, clock);
  const witness = createWitness({ database, nameOf: nameOfRoute, onFault });
  const messaging = createMessaging(config, clock);
  const resolvePerson = createResolvePerson(database, settings);
  const { secret, publicUrl } = config;
  const identity = createIdentity({ database, secret, secrets, publicUrl, settings, ...messaging, resolvePerson, clock, log });
  const businessDay = (at: Date) => businessDayOf(at, config.timeZone);
  const batcher = createBatcher({ connection: { connectionString: database.appUrl }, clock, businessDay });
  const terminals = createTerminalBook(database);
  const findTerminal = tries.trusting(terminals.find);
  const payers = createPayerBook({ database, secrets });
  const charge = createCharger({ database, secrets, batcher, payers, clock, timeZone: config.timeZone });
  const seen = watchSeenTerminals(
    (terminalIds) => database.transaction(systemActor('terminals'), {}, (ctx) => touchTerminals(ctx, { terminalIds })),
    onFault,
  );
  const countCharges = (terminal: TerminalFacts, count: number) => limitCharges(limiter, { terminal, count, nowMs: clock().getTime() });
  const tills = createTills({
    charge,
    findTerminal,
    describe: (terminal) => database.transaction(terminal.actor, { readOnly: true }, getOwnTerminal),
    countCharges,
    followPayments: boundedFollow((terminalId, listener) => hub.subscribe([`terminal:${terminalId}`], listener)),
    onSeen: seen.touch,
    onFault,
    clock,
  });
  const stock = composeStock({ database, clock, settings });
  const authenticate = createAuthenticate({ database, identity, findTerminal, resolvePerson, tries, publicUrl, onSeen: seen.touch });
  return {
    database,
    secrets,
    hub,
    settings,
    channels,
    limiter,
    tries,
    witness,
    identity,
    resolvePerson,
    batcher,
    ...stock,
    terminals,
    payers,
    charge,
    countCharges,
    seen,
    tills,
    authenticate,
    onFault,
  };
}

/** Every module's routes, in the order of the modules. */
function routesOf({ config, database, keys, clock }: AppParts, core: Core): BoundRoute[] {
  const { timeZone } = config;
  const { secrets } = core;
  const outbound = createOutbound({ privateHosts: config.outboundPrivateHosts });
  return [
    ...createAuditRoutes({ database, retentionDays: (ctx) => readSetting(ctx, 'audit.retentionDays') }),
    ...settingsRoutes,
    ...createChannelsRoutes(core.channels),
    ...createBackupRoutes({ database, place: backupPlaceOf(config) }),
    ...createImportsRoutes(database, importsParts(secrets)),
    ...createLedgerRoutes(database),
    ...createIdentityRoutes(core.identity),
    ...createSecurityRoutes(core.identity),
    ...organizationsRoutes,
    ...createMembersRoutes({ database, secrets, hooks: MEMBER_HOOKS }),
    ...createOnboardingRoutes({ ...core, outbound, publicUrl: config.publicUrl, clock }),
    ...createPrivacyRoutes({ database, secrets, settings: core.settings, keys, columns: SEALED_COLUMNS, personal: personalRecordsOf(secrets) }),
    ...createNotificationsRoutes({ secrets, outbound }),
    ...createWalletsRoutes({ database, secrets, timeZone }),
    ...createGuardiansRoutes(core),
    ...createCardsRoutes(secrets),
    ...createCardCareRoutes(core),
    ...createCardOrdersRoutes(core),
    ...createTerminalsRoutes(secrets),
    ...subsidiesRoutes,
    ...giftsRoutes,
    ...createPromotionsRoutes({ database, secrets }),
    ...createMealplansRoutes({ database, secrets }),
    ...createGiftcardsRoutes({ database, secrets, cashAccountOf: (ctx) => channelAccountOf(ctx, 'cash') }),
    ...paymentsRoutes({ charge: core.charge, countCharges: core.countCharges, database, timeZone }),
    ...createFundingRoutes(core.channels),
    ...createSalesRoutes(core.channels),
    ...createClosuresRoutes({ database, channels: core.channels, hooks: MEMBER_HOOKS }),
    ...createReconciliationRoutes({ database, channels: core.channels }),
    ...alertsRoutes,
    ...slipsRoutes,
    ...createDisputesRoutes({ database, secrets }),
    ...createMigrationRoutes(database),
    ...createAnonymouscardsRoutes({ secrets, hooks: MEMBER_HOOKS }),
    ...createMerchantsRoutes({ ...core, publicUrl: config.publicUrl, owed: [hasTakings, hasPayoutsUnderWay, hasVouchersWaiting] }),
    ...createLoyaltyRoutes(database),
    ...createRedemptionsRoutes({ ...core, clock }),
    ...createCatalogueRoutes({ database, secrets }),
    ...createSettlementRoutes({ database, secrets }),
    ...createCheckoutsRoutes({ ...core, clock }),
    ...createReportsRoutes(core),
    ...createReviewsRoutes({ database, secrets }),
    ...faqRoutes,
    ...chatsRoutes,
    ...createDepositsRoutes({ database, billedTo }),
    ...createIssuertopupsRoutes(database),
    ...recommendationsRoutes,
    ...createSatisfactionRoutes({ database }),
    ...createSurveysRoutes({ database }),
    ...createVenuesRoutes({ database }),
    ...createEventsRoutes({ database, secrets }),
    ...createTicketsRoutes({ database, secrets }),
  ];
}

const ROUTE_NAMES: ReadonlyMap<Route, string> = new Map(
  Object.entries(api).flatMap(([module, table]) => Object.entries<Route>(table).map(([name, route]) => [route, `${module}.${name}`])),
);

/** As the audit log calls it: the module and the use case. */
function nameOfRoute(route: Route): string {
  return ROUTE_NAMES.get(route) ?? `${route.method} ${route.path}`;
}

/** One count for a terminal's charges, the HTTP route's, so that no door is wider than another. */
function limitCharges(limiter: Limiter, of: { terminal: TerminalFacts; count: number; nowMs: number }): void {
  const caller = `charge terminal:${of.terminal.terminalId}`;
  const seconds = limiter.hit({ caller, perMinute: paymentsContract.charge.ratePerMinute, weight: of.count }, of.nowMs);
  if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
}

async function backupAge({ database, clock }: AppParts): Promise<number | undefined> {
  const last = await database.transaction(systemActor('metrics'), { readOnly: true }, readLastGood);
  return last ? (clock().getTime() - last.getTime()) / 1000 : undefined;
}

async function isReady(core: Core): Promise<boolean> {
  await core.database.pool.query('select 1');
  return core.hub.isConnected();
}

/** Takes no more requests, finishes those under way, and leaves nothing unwritten. */
async function stop(parts: { http: FastifyInstance; core: Core; stopHearing: () => void }): Promise<void> {
  const { http, core } = parts;
  core.tills.closeAll();
  await http.close();
  await core.witness.close();
  parts.stopHearing();
  await core.batcher.close();
  await core.identity.close();
  await core.seen.close();
  core.settings.close();
  await core.hub.close();
}
