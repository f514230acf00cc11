import { every } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { forgetContent } from './forget-content.ts';
import type { ImportsParts } from './parts.ts';
import { workJob } from './queue-work.ts';
import { workOnImport } from './work-on-import.ts';

export function createImportsJobs(parts: ImportsParts): AnyJob[] {
  return [
    defineDirectJob(workJob.name, workJob.schema, (errand, { importId }) => workOnImport(errand, importId, parts)),
    every('41 * * * *', 'imports.forgetContent', forgetContent),
  ];
}
