import { join } from 'node:path';
import modules from '../../../modules.json' with { type: 'json' };
import type { MigrationSource } from './platform/migrate.ts';

/** Every module's migrations, in the order of `modules.json`: what is used comes before what uses it. */
export function migrationSources(): MigrationSource[] {
  return Object.keys(modules).map((module) => ({ module, directory: join(import.meta.dirname, 'modules', module) }));
}
