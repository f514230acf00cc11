export * from './best-available.ts';
export * from './bounds.ts';
export * from './check-plan.ts';
export * from './index-plan.ts';
export * from './layout.ts';
// Every operation returns a new plan that shares with the old one what was not touched, or the old one itself where nothing was. Undoing is
// keeping the old one.
export * from './operations/add.ts';
export * from './operations/area.ts';
export * from './operations/change.ts';
export * from './operations/move.ts';
export * from './operations/numbering.ts';
export * from './operations/paste.ts';
export * from './operations/selection.ts';
export * from './operations/spacing.ts';
export * from './operations/within.ts';
export * from './operations/zone.ts';
export * from './parse-layout.ts';
export * from './plan.ts';
export * from './plan-problem.ts';
export * from './ready-to-edit.ts';
export * from './seat-states.ts';
