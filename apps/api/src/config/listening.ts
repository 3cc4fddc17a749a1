import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { StartupError } from '@cruddur/storage/startup-error'

/** A port that nobody listens on. It is very unlikely that another process takes it before we do. */
export async function findFreePort(host: string): Promise<number> {
  const server = createServer()
  try {
    server.listen(0, host)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    throw listeningProblem(error, host, 0)
  } finally {
    server.close()
  }
}

/** A StartupError for a listen error that the operator can solve; any other error unchanged. */
export function listeningProblem(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartupError('PORT', `${port} is in use on ${host} by another program`, { cause: error })
    case 'EACCES':
      return new StartupError('PORT', `${port} may not be used by this user`, { cause: error })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAFNOSUPPORT':
      return new StartupError('HOST', `${host} is no address of this machine`, { cause: error })
    default:
      return error
  }
}
