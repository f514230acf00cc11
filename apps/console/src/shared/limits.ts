import type { Card, Member, Organization, Staff, Terminal } from '@tessera/contract';

/** The contract's limits again, since its schemas stay out of the browser. The server checks them all the same. */
export const NAME_MAX = 80;
export const TEXT_MAX = 200;
export const SEARCH_MAX = 80;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
export const USER_NAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;
export const MEMBER_NUMBER = /^[0-9A-Za-z-]{3,20}$/;
export const PHONE = /^\+?[0-9]{8,15}$/;
export const CARD_UID = /^(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/;

export const MEMBER_KINDS = ['student', 'staff', 'visitor', 'customer', 'guardian'] as const satisfies readonly Member['kind'][];
/** A kind that somebody chooses; whoever holds an anonymous card is made with it. */
export type MemberKind = (typeof MEMBER_KINDS)[number];
export const ALL_MEMBER_KINDS = [...MEMBER_KINDS, 'anonymous'] as const satisfies readonly Member['kind'][];
export const CARD_KINDS = ['physical', 'virtual'] as const satisfies readonly Card['kind'][];
export const CARD_STATUSES = ['active', 'frozen', 'void'] as const satisfies readonly Card['status'][];

export const TERMINAL_KINDS = ['till', 'kiosk', 'gate'] as const satisfies readonly Terminal['kind'][];
export const TERMINAL_STATUSES = ['waiting', 'active', 'revoked'] as const satisfies readonly Terminal['status'][];
export const MERCHANT_STATUSES = ['active', 'suspended'] as const satisfies readonly Organization['status'][];
export const CATEGORIES = ['canteen', 'shop', 'library', 'laundry', 'utilities', 'service', 'other'] as const satisfies readonly NonNullable<
  Organization['category']
>[];
export const STAFF_STATUSES = ['active', 'suspended', 'left'] as const satisfies readonly Staff['status'][];
export const DEPARTMENT_CODE_MAX = 40;
