/**
 * Takes the pictures of the README anew, from the built apps: docs/pictures/. With `--all <folder>` every page in both languages and themes goes
 * into that folder instead, for whoever reviews the looks.
 */
import { script, show } from './spawned.ts';
import { buildStaleApps } from './web-apps.ts';

await buildStaleApps();
const { code } = await show(script('e2e/pictures.ts', process.argv.slice(2)));
process.exitCode = code;
