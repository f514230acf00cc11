import { slips } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { confirmSlip } from './confirm-slip.ts';
import { confirmSlips } from './confirm-slips.ts';
import { keySlips } from './key-slips.ts';
import { listSlips } from './list-slips.ts';
import { refuseSlip } from './refuse-slip.ts';

export const slipsRoutes = bind(slips, { listSlips, keySlips, confirmSlip, confirmSlips, refuseSlip });
