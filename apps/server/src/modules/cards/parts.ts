import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Identity } from '../identity/index.ts';

/** What the use cases are given that send codes. */
export type CareParts = { database: Database; secrets: SecretBox; identity: Identity };
