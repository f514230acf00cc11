import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

const merchant = z.object({ organizationId: id<'organization'>() });

/** The merchant takes no payments from now on. */
export const merchantSuspended = defineEvent('organizations.merchantSuspended', merchant);
/** The merchant takes payments again. */
export const merchantResumed = defineEvent('organizations.merchantResumed', merchant);

/** A department bears another name from now on. */
export const departmentRenamed = defineEvent('organizations.departmentRenamed', z.object({ departmentId: id<'department'>(), name: z.string() }));

const turnedGrant = z.object({ grantId: id<'grant'>(), staffId: id<'staff'>(), roleId: id<'role'>() });

/** A temporary grant began by itself. */
export const grantBegan = defineEvent('organizations.grantBegan', turnedGrant);
/** A grant ended by itself. */
export const grantEnded = defineEvent('organizations.grantEnded', turnedGrant);
