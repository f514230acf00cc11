import { type question, type quota, saleWindow, sessionFields, ticketKindFields } from '@tessera/contract';
import { z } from 'zod';

/** What stands in the module’s columns of JSON: the contract’s own shapes, so that what is read is what was once checked. */
const kindFields = z.object(ticketKindFields);

export type KindFields = z.output<typeof kindFields>;
export type Windows = z.input<typeof saleWindow>[];
export type Questions = z.output<typeof question>[];
export type QuotaCovers = z.output<typeof quota>['covers'];
export type Stops = z.input<(typeof sessionFields)['stops']>;

export type StoredWindow = z.output<typeof saleWindow>;
export type StoredStop = z.output<(typeof sessionFields)['stops']>[number];

export const readWindows = (stored: Windows): StoredWindow[] => z.array(saleWindow).parse(stored);
export const readStops = (stored: Stops): StoredStop[] => sessionFields.stops.parse(stored);
export const readKind = (stored: unknown): KindFields => kindFields.parse(stored);
