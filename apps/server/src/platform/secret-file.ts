import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The secret kept in `path`, made on first use (48 random bytes in base64url, mode 0600).
 * Several processes may call this at once: the file appears whole by a hard link, so that all of them read the same text.
 */
export function keepSecretFile(path: string): string {
  const kept = read(path);
  if (kept !== undefined) return kept;
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = read(path);
  if (secret === undefined) throw new Error(`The secret in ${path} could not be read back.`);
  return secret;
}

const MIN_SECRET_CHARACTERS = 32;

function read(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text.length < MIN_SECRET_CHARACTERS)
      throw new Error(`${path} holds fewer than ${MIN_SECRET_CHARACTERS} characters; restore it from a backup.`);
    return text;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
