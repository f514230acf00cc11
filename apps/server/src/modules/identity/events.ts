import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

const change = z.object({ userId: id<'user'>(), at: z.iso.datetime() });

/** A user signs in with another password from now on, whoever set it. */
export const passwordChanged = defineEvent('identity.passwordChanged', change);
/** The address that a user signs in with was set, changed or taken away. */
export const emailChanged = defineEvent('identity.emailChanged', change);
/** A second factor was added or removed, or recovery codes were made anew. */
export const secondFactorChanged = defineEvent('identity.secondFactorChanged', change);
