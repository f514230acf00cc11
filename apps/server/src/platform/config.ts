import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { keepSecretFile } from './secret-file.ts';

/** Thrown with one sentence per bad variable, one per line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const port = z.coerce.number('is not a number').int('is not a whole number').min(0, 'is below 0').max(65_535, 'is above 65535');
const flag = z.enum(['true', 'false', '1', '0'], 'is not true or false').transform((text) => text === 'true' || text === '1');
const logLevel = z.enum(
  ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  'is not one of fatal, error, warn, info, debug, trace, silent',
);
const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), 'is not a postgresql:// URL');
const timeZone = z.string().refine(isTimeZone, 'is not a time zone such as Asia/Shanghai');
const roleName = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'is not a plain lower-case role name');

/** Every variable of the environment that the server reads. A description is the variable's line in the table of the README. */
const variables = {
  PORT: port.default(8080).describe('Port of the HTTP server.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; `0.0.0.0` to be reached from other machines.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http or https URL' })
    .optional()
    .describe('Address that people open, without a path. Default `http://localhost:PORT`.'),
  ROLE: z.enum(['web', 'worker', 'all'], 'is not one of web, worker, all').default('all').describe('What this process does; also `--role=`.'),
  DATA_DIR: z.string().default('./data').describe('Directory of the embedded database, the generated secret and the outbox.'),
  DATABASE_URL: postgresUrl
    .optional()
    .describe(
      'URL of the owner of a database on PostgreSQL 15 or newer. The role needs CREATEROLE. Without it, an embedded PostgreSQL runs in `DATA_DIR`.',
    ),
  DATABASE_APP_ROLE: roleName
    .default('tessera_app')
    .describe('Role that the server works as; it owns nothing. Created when missing; one per installation on a shared cluster.'),
  DATABASE_POOL_SIZE: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(4, 'is below 4')
    .max(100, 'is above 100')
    .default(20)
    .describe('Connections to the database per process.'),
  EMBEDDED_PORT: port.default(0).describe('Port of the embedded PostgreSQL on 127.0.0.1; `0` for a Unix socket inside `DATA_DIR` only.'),
  SECRET: z
    .string()
    .min(32, 'is shorter than 32 characters')
    .optional()
    .describe('Key of sealed data, sessions and the app role; at least 32 characters. Without it, one is generated once into `DATA_DIR/secret`.'),
  SECRET_PREVIOUS: z
    .string()
    .min(32, 'is shorter than 32 characters')
    .optional()
    .describe('The former `SECRET`, for the one start at which it was changed: the keys of the sealed data are wrapped anew.'),
  TIME_ZONE: timeZone.default('Asia/Shanghai').describe('Time zone of the business day.'),
  LOG_LEVEL: logLevel.default('info').describe('fatal, error, warn, info, debug, trace or silent.'),
  SEED_DEMO: flag.default(true).describe('Fill an empty database with a demo campus.'),
  DEMO_SIGN_IN_PORT: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(65_534, 'is above 65534')
    .default(0)
    .describe('Port on 127.0.0.1 of the demo’s campus identity, and the next one of its CAS server; `0` takes free ones.'),
  SMS_OUTBOX: z.string().optional().describe('Directory that text messages are written to while no provider is set. Default `DATA_DIR/outbox`.'),
  SMS_GATEWAY_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http or https URL' })
    .optional()
    .describe('Gateway that carries text messages, asked as docs/operations/messages.md says. Needs `SMS_GATEWAY_SECRET`.'),
  SMS_GATEWAY_SECRET: z.string().min(16, 'is shorter than 16 characters').optional().describe('Key that signs each request to the gateway.'),
  SMS_GATEWAY_BODY: z
    .string()
    .refine(isJson, 'is not JSON')
    .optional()
    .describe('JSON that the gateway is sent, with `{to}`, `{text}`, `{locale}` and `{key}` in its texts, for a gateway with words of its own.'),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:\/\/[^/]/.test(text) && URL.canParse(text), 'is not an smtp:// or smtps:// URL')
    .optional()
    .describe('Mail server: `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS, which `?starttls=never` leaves out.'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\s@>]+>?$/, 'is not an address such as Tessera <card@example.edu>')
    .default('Tessera <tessera@localhost>')
    .describe('Sender of all letters.'),
  MAIL_OUTBOX: z.string().optional().describe('Directory that letters are written to while `SMTP_URL` is not set. Default `DATA_DIR/mail`.'),
  TRUST_PROXY: flag.default(false).describe('Believe `X-Forwarded-*` headers; set it only behind a reverse proxy of yours.'),
  OUTBOUND_PRIVATE_HOSTS: z
    .string()
    .default('')
    .describe(
      'Hosts (`cas.example`, `10.0.0.5:8443`), by commas, that the server may call in a private network, over http too. All others: public and https.',
    ),
  BACKUP_DIR: z.string().optional().describe('Directory that backups are written to, best on another disk. Default `DATA_DIR/backups`.'),
  BACKUP_PASSPHRASE: z
    .string()
    .min(16, 'is shorter than 16 characters')
    .optional()
    .describe('Recovery key that seals backups; keep it elsewhere. Without it, one is generated once into `DATA_DIR/backup-key`.'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'is shorter than 16 characters')
    .optional()
    .describe('Bearer token of `/metrics`. Without it, `/metrics` answers only to 127.0.0.1.'),
};
const schema = z.object(variables);

export type Role = 'web' | 'worker' | 'all';
export type Config = {
  port: number;
  host: string;
  publicUrl: string;
  role: Role;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseAppRole: string;
  databasePoolSize: number;
  embeddedPort: number;
  secret: string;
  previousSecret: string | undefined;
  timeZone: string;
  logLevel: string;
  seedDemo: boolean;
  demoSignInPort: number;
  smsOutbox: string;
  smsGateway: { url: string; secret: string; body: string | undefined } | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  mailOutbox: string;
  trustProxy: boolean;
  outboundPrivateHosts: readonly string[];
  backupDir: string;
  /** Undefined while the recovery key lies in `DATA_DIR/backup-key`. */
  backupPassphrase: string | undefined;
  metricsToken: string | undefined;
};

/**
 * Reads the environment and `--role=`, makes `DATA_DIR` and, without `SECRET`, the generated secret in it. Paths come back absolute.
 * @throws ConfigError
 */
export function readConfig(environment: NodeJS.ProcessEnv, commandLine: readonly string[] = []): Config {
  const values = parse(environment, commandLine);
  const dataDir = resolve(values.DATA_DIR);
  makeWritable(dataDir);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    role: values.ROLE,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    databaseAppRole: values.DATABASE_APP_ROLE,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    embeddedPort: values.EMBEDDED_PORT,
    secret: values.SECRET ?? keepSecretFile(join(dataDir, 'secret')),
    previousSecret: values.SECRET_PREVIOUS,
    timeZone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
    seedDemo: values.SEED_DEMO,
    demoSignInPort: values.DEMO_SIGN_IN_PORT,
    smsOutbox: resolve(values.SMS_OUTBOX ?? join(dataDir, 'outbox')),
    smsGateway: smsGatewayOf(values),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    mailOutbox: resolve(values.MAIL_OUTBOX ?? join(dataDir, 'mail')),
    trustProxy: values.TRUST_PROXY,
    outboundPrivateHosts: values.OUTBOUND_PRIVATE_HOSTS.split(',').flatMap((host) => host.trim() || []),
    backupDir: resolve(values.BACKUP_DIR ?? join(dataDir, 'backups')),
    backupPassphrase: values.BACKUP_PASSPHRASE,
    metricsToken: values.METRICS_TOKEN,
  };
}

function parse(environment: NodeJS.ProcessEnv, commandLine: readonly string[]): z.infer<typeof schema> {
  // An empty variable counts as absent, because compose files and systemd units write `NAME=` for "not set".
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const role = commandLine.find((word) => word.startsWith('--role='));
  const result = schema.safeParse(role === undefined ? present : { ...present, ROLE: role.slice('--role='.length) });
  if (result.success) return result.data;
  // One sentence per variable, and never the value: it may be a password.
  const problems = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  throw new ConfigError([...problems].map(([name, problem]) => `${name} ${problem}.`).join('\n'));
}

function smsGatewayOf(values: z.infer<typeof schema>): Config['smsGateway'] {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_SECRET: secret, SMS_GATEWAY_BODY: body } = values;
  if (url === undefined) return undefined;
  if (secret === undefined) throw new ConfigError('SMS_GATEWAY_SECRET is missing, and SMS_GATEWAY_URL needs it.');
  return { url, secret, body };
}

function makeWritable(dataDir: string): void {
  try {
    // Others may pass through but not list: the embedded database runs as another user when the server is started by root.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`DATA_DIR is not a directory that this user can write to (${reason}).`);
  }
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The markdown table of all variables for the README. */
export function configTable(): string {
  const rows = Object.entries(variables).map(([name, variable]) => {
    const fallback = 'def' in variable && variable instanceof z.ZodDefault ? `\`${String(variable.def.defaultValue)}\`` : '';
    return `| \`${name}\` | ${fallback} | ${variable.description ?? ''} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
