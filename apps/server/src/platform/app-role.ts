import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf } from './errors.ts';
import { createSecretBox } from './secret-box.ts';

/** Thrown with the SQL that an administrator has to run. */
export class AppRoleError extends Error {
  override name = 'AppRoleError';
}

/** The URL of the application's role: the owner's, with the role's own name and a password derived from the secret. */
export function appUrlOf(ownerUrl: string, appRole: string, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = createSecretBox(secret).keyedHash('database role', appRole);
  return url.href;
}

/** Makes the role when it is missing, without a password yet. Roles belong to the whole cluster, so another server may be making it as well. */
export async function createAppRole(owner: pg.ClientBase, appRole: string): Promise<void> {
  const known = await owner.query('select from pg_roles where rolname = $1', [appRole]);
  if (known.rowCount !== 0) return;
  try {
    await owner.query(createStatement(appRole));
  } catch (error) {
    if (CONCURRENT.has(codeOf(error) ?? '')) return;
    if (codeOf(error) === INSUFFICIENT_PRIVILEGE) throw mayNotCreate(appRole, createStatement(appRole));
    throw error;
  }
}

function createStatement(appRole: string): string {
  return `CREATE ROLE ${pg.escapeIdentifier(appRole)} LOGIN;`;
}

/** Makes sure that the role can log in with `appUrl`, and that it cannot bypass row-level security. */
export async function ensureAppRole(ownerUrl: string, appUrl: string): Promise<void> {
  const appRole = decodeURIComponent(new URL(appUrl).username);
  for (let attempt = 0; ; attempt += 1) {
    const refused = await tryLogin(appUrl, appRole);
    if (refused === undefined) return;
    if (!REFUSALS.has(codeOf(refused) ?? '') || attempt === MAX_ATTEMPTS) throw refused;
    // Another server may be setting the same password at this moment.
    await sleep(Math.random() * 50 * attempt);
    await setPassword(ownerUrl, appRole, decodeURIComponent(new URL(appUrl).password));
  }
}

const MAX_ATTEMPTS = 5;
const INSUFFICIENT_PRIVILEGE = '42501';
const DUPLICATE_OBJECT = '42710';
const UNIQUE_VIOLATION = '23505';
/** Another server makes or changes the same role at this moment; `XX000` is "tuple concurrently updated". */
const CONCURRENT = new Set([DUPLICATE_OBJECT, UNIQUE_VIOLATION, 'XX000']);
/** Unknown role or wrong password, role that may not log in, no right to connect to the database. */
const REFUSALS = new Set(['28P01', '28000', INSUFFICIENT_PRIVILEGE]);

async function tryLogin(appUrl: string, appRole: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ bypasses: boolean }>(
      'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
    );
    if (rows[0]?.bypasses !== false) throw mayNotCreate(appRole, `ALTER ROLE ${pg.escapeIdentifier(appRole)} NOSUPERUSER NOBYPASSRLS;`);
    return undefined;
  } catch (error) {
    if (error instanceof AppRoleError) throw error;
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function setPassword(ownerUrl: string, appRole: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  const role = pg.escapeIdentifier(appRole);
  const statements: string[] = [];
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; known: boolean }>(
      'select current_database() as name, exists (select from pg_roles where rolname = $1) as known',
      [appRole],
    );
    statements.push(`ALTER ROLE ${role} LOGIN PASSWORD '${scramVerifier(password)}';`);
    statements.push(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(rows[0]?.name ?? '')} TO ${role};`);
    if (rows[0]?.known === false) statements.unshift(createStatement(appRole));
    await client.query(statements.join('\n'));
  } catch (error) {
    if (CONCURRENT.has(codeOf(error) ?? '')) return;
    if (codeOf(error) === INSUFFICIENT_PRIVILEGE && statements.length > 0) throw mayNotCreate(appRole, statements.join('\n'));
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function mayNotCreate(appRole: string, statements: string): AppRoleError {
  return new AppRoleError(
    `The owner of the database may not set up the role ${appRole}. Give it CREATEROLE, or let an administrator run this once in the database:\n${statements}`,
  );
}

const SCRAM_ITERATIONS = 4096;

/** The form in which PostgreSQL stores a password (RFC 5803), so that the password itself appears in no statement, log or message. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, SCRAM_ITERATIONS, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}
