import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** `production` loses nothing at a power cut; `test` trades that for speed and needs little memory. */
export type Profile = 'production' | 'test';

export type Listen = { socketDirectory: string | undefined; tcpPort: number | undefined };

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** The text of `tessera.conf`, which PostgreSQL reads after its own defaults. */
export function renderSettings(options: { profile: Profile; listen: Listen; dataDir: string; walCompression: string }): string {
  const { listen, profile } = options;
  const settings: Record<string, string | number> = {
    listen_addresses: quote(listen.tcpPort === undefined ? '' : '127.0.0.1'),
    port: listen.tcpPort ?? SOCKET_PORT,
    unix_socket_directories: quote(listen.socketDirectory ?? ''),
    password_encryption: quote('scram-sha-256'),
    max_connections: 200,
    jit: 'off',
    timezone: quote('UTC'),
    log_timezone: quote('UTC'),
    log_line_prefix: quote('%m [%p] %a '),
    ...(profile === 'test' ? TEST : production(options.dataDir, options.walCompression)),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `# Written by the server at each start; put your own settings into postgresql.conf below the include.\n${lines.join('\n')}\n`;
}

/** The number in the name of the Unix socket; no TCP port is opened with it. */
export const SOCKET_PORT = 5432;

const TEST = {
  shared_buffers: quote('128MB'),
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: quote('1GB'),
  checkpoint_timeout: quote('15min'),
};

function production(dataDir: string, walCompression: string): Record<string, string | number> {
  const memoryBytes = usableMemoryBytes();
  return {
    shared_buffers: megabytes(clamp(memoryBytes / 4, 64 * MB, 8 * GB)),
    effective_cache_size: megabytes(Math.max(memoryBytes / 2, 128 * MB)),
    work_mem: quote('16MB'),
    maintenance_work_mem: megabytes(clamp(memoryBytes / 32, 64 * MB, GB)),
    max_wal_size: megabytes(clamp(freeDiskBytes(dataDir) / 10, GB, 8 * GB)),
    checkpoint_timeout: quote('15min'),
    wal_compression: walCompression,
    random_page_cost: 1.1,
    // Balances change all day in place, so dead rows are collected early and without pauses.
    autovacuum_naptime: quote('15s'),
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.05,
    autovacuum_vacuum_cost_delay: 0,
    log_lock_waits: 'on',
    log_min_duration_statement: quote('2s'),
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  };
}

/** A container's limit counts as the machine's memory. */
function usableMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

function freeDiskBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function megabytes(bytes: number): string {
  return quote(`${Math.floor(bytes / MB)}MB`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
