import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { selfSignedCertificate } from './self-signed-certificate.ts'

export type RdsDouble = {
  port: number
  /** The certificate that vouches for it, in PEM. */
  ca: string
  /** What users have signed in with. */
  passwords: string[]
  /** Stops answering on open connections, as if the network had lost them. */
  stall(): void
  stop(): Promise<void>
}

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const askForPassword = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])

/** RDS's error for a token that it refuses. */
function refusal(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C28000\0MPAM authentication failed for user "cruddur"\0\0')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(fields.length + length.length)
  return Buffer.concat([Buffer.from('E'), length, fields])
}

/**
 * A proxy before a PostgreSQL that trusts its socket. It accepts connections as RDS does: TLS only, with a clear-text password
 * inside, which `accepts` checks.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export async function startRdsDouble(postgresUrl: string, accepts: (password: string) => boolean): Promise<RdsDouble> {
  const certificate = selfSignedCertificate('localhost')
  const url = new URL(postgresUrl)
  const socketPath = `${url.searchParams.get('host')}/.s.PGSQL.${url.port}`
  const passwords: string[] = []
  const sockets = new Set<Socket>()
  const joined = new Set<{ client: TLSSocket; postgres: Socket }>()

  const serve = async (socket: Socket): Promise<void> => {
    const request = await read(socket)
    // RDS takes no connection without TLS.
    if (!request.equals(sslRequest)) return void socket.destroy()
    socket.write('S')
    const client = new TLSSocket(socket, { isServer: true, ...certificate })
    client.on('error', () => socket.destroy())
    const startup = await read(client)
    client.write(askForPassword)
    const password = (await read(client)).subarray(5, -1).toString()
    passwords.push(password)
    if (!accepts(password)) return void client.end(refusal())
    const postgres = connect(socketPath)
    sockets.add(postgres)
    postgres.write(startup)
    client.pipe(postgres).on('error', () => client.destroy())
    postgres.pipe(client)
    joined.add({ client, postgres })
  }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    serve(socket).catch(() => socket.destroy())
  }).listen(0, 'localhost')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    ca: certificate.cert,
    passwords,
    stall() {
      for (const { client, postgres } of joined) {
        postgres.unpipe(client)
        client.unpipe(postgres)
      }
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(socket: Socket): Promise<Buffer> {
  const [chunk] = await once(socket, 'data')
  return chunk as Buffer
}
