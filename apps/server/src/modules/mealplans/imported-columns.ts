import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['mealplans'][number];

/** What canteen offices call these columns in their own tables, besides our labels. */
export const HOLDER_COLUMNS: readonly (ImportColumn & { name: Name })[] = [MEMBER_NUMBER_COLUMN, MEMBER_NAME_COLUMN];
