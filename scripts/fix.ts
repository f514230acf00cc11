/** `npm run fix`: formats, sorts imports, mends what lint can mend safely, and writes the generated files. */
import { script, show, tool } from './spawned.ts';

const generated = await show(script('scripts/generate.ts'));
const mended = await show(tool('@biomejs/biome', 'biome', ['check', '--write', '.']));
process.exitCode = generated.code || mended.code;
