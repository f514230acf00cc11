import { audit } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { listRecords } from './list-records.ts';

export const auditRoutes = bind(audit, { listRecords });
