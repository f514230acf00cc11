import type { Permission } from './permissions.ts';

/** What everybody who is signed in may do, in either realm. */
export const SESSION_PERMISSIONS = [
  'session.read',
  'session.finish',
  'session.security',
  'self.notifications',
] as const satisfies readonly Permission[];
/** What a sign-in may do that waits for a second factor or for a password of one's own. */
export const UNFINISHED_PERMISSIONS = ['session.read', 'session.finish'] as const satisfies readonly Permission[];
export const MEMBER_PERMISSIONS = [
  ...SESSION_PERMISSIONS,
  'self.read',
  'self.pay',
  'self.topUp',
  'self.cards',
  'self.limits',
  'self.guard',
  'self.privacy',
] as const satisfies readonly Permission[];
/**
 * What a guardian may do for a child, in the child's place: look, put money in, and freeze a card. Nothing that pays, takes money out, changes
 * the PIN or answers for the child's data.
 */
export const GUARDIAN_PERMISSIONS = ['self.read', 'self.topUp', 'self.cards'] as const satisfies readonly Permission[];
export const TERMINAL_PERMISSIONS = [
  'terminal.charge',
  'terminal.refund',
  'terminal.read',
  'terminal.redeem',
] as const satisfies readonly Permission[];
