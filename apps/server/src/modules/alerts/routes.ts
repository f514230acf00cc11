import { alerts } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { countOpenAlerts } from './count-open-alerts.ts';
import { listAlerts } from './list-alerts.ts';
import { reviewAlert } from './review-alert.ts';

export const alertsRoutes = bind(alerts, { listAlerts, countOpenAlerts, reviewAlert });
