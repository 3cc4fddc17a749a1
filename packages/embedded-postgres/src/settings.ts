import { socketPort } from './socket.ts'

export type ServerSettings = {
  socketDir: string
  /** False: faster, but a crash may lose or spoil everything. For tests only. */
  durable: boolean
  /** Settings of PostgreSQL that come before ours. For tests only. */
  others?: Record<string, string>
}

const always = {
  // No TCP port: only a user who may enter the private directory of the socket can connect.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: socketPort,

  shared_buffers: '128MB',
  max_connections: '100',
  jit: 'off',
  // With 4 GB of WAL a recovery took 5 s.
  max_wal_size: '512MB',
  // A recycled WAL file keeps deleted rows until it is overwritten. Delete it instead.
  wal_recycle: 'off',
  // An open snapshot keeps vacuum from removing dead rows.
  idle_in_transaction_session_timeout: '30s',

  // The log must never hold what people wrote. Errors go to the client only, because even the first line of an error can
  // quote a value (`invalid input syntax for type uuid: "..."`). Terse leaves out DETAIL, which quotes queries.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // Without routine lines the log stays small.
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
}

const fastButUnsafe = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  // A test cannot drop a database while a worker of autovacuum, which is the superuser's, is in it.
  autovacuum: 'off',
}

/** Arguments `-c name=value`. They are passed at each start, so that an old cluster gets the settings of this version. */
export function serverArguments({ socketDir, durable, others }: ServerSettings): string[] {
  const settings = { ...always, ...(durable ? {} : fastButUnsafe), unix_socket_directories: socketDir, ...others }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
