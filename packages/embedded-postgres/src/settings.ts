export type ServerSettings = {
  socketDir: string
  /** false: a crash may lose or spoil everything. For tests only. */
  durable: boolean
}

const always = {
  // No TCP port at all: only who may enter the private socket directory can connect.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',

  shared_buffers: '128MB',
  max_connections: '100',
  jit: 'off',
  // 4 GB of WAL made crash recovery take 5 s.
  max_wal_size: '512MB',
  // A recycled WAL file keeps the words of erased cruds until it is overwritten: delete it instead.
  wal_recycle: 'off',
  // A held snapshot stops both the erasure of dead rows and vacuum.
  idle_in_transaction_session_timeout: '30s',

  // The log may never hold a crud's words. Errors go to the client, not to the log: even a primary message can
  // quote a value (`invalid input syntax for type uuid: "..."`). Terse leaves out DETAIL, which quotes queries.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  // Routine lines would let the log grow for ever.
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
}

const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  // Its workers are the superuser's: a test could not drop a database that one of them is in.
  autovacuum: 'off',
}

/** The `-c name=value` arguments: given at each start, so that they are always this version's. */
export function serverArguments({ socketDir, durable }: ServerSettings): string[] {
  const settings = { ...always, ...(durable ? {} : forgetful), unix_socket_directories: socketDir }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
