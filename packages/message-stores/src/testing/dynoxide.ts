import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { findFreePort } from '@cruddur/aws-emulators/free-port'
import { messageTableDefinition } from '@cruddur/storage/message-table'

/**
 * The program of the emulator. Null on a machine that npm has none for: the tests of DynamoDB are then skipped.
 *
 * @throws Error if it is missing on CI, or on a machine that npm has one for
 */
export const emulator: string | null = findEmulator()

function findEmulator(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')
    return join(manifest, '..', 'dynoxide')
  } catch {
    if (process.env['CI'] || (process.platform === 'linux' && process.arch === 'x64')) {
      throw new Error('@dynoxide/linux-x64 is missing: install the optional dependencies')
    }
    console.warn('SKIPPED: the tests of DynamoDB. Its emulator, @dynoxide/linux-x64, runs only on Linux on x64.')
    return null
  }
}

export type Emulator = Awaited<ReturnType<typeof startEmulator>>

/** A DynamoDB in memory, with transactions, for the real SDK. Credentials come from the default provider chain. */
export async function startEmulator(args: string[] = []) {
  process.env['AWS_ACCESS_KEY_ID'] = 'test'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test'
  const port = await findFreePort()
  const child = spawn(emulator as string, ['--port', String(port), ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  process.once('exit', () => child.kill())
  // It prints its address when it listens.
  await Promise.race([once(child.stderr, 'data'), failure(child)])
  child.stderr.resume()
  const endpoint = `http://127.0.0.1:${port}`
  let tables = 0
  return {
    endpoint,
    connect: (to = endpoint) => new DynamoDBClient({ region: 'eu-central-1', endpoint: to }),
    /** Makes a table like the infrastructure's. Returns its name. */
    async createTable(): Promise<string> {
      const { table, timeToLive } = messageTableDefinition(`messages-${++tables}`)
      const client = new DynamoDBClient({ region: 'eu-central-1', endpoint })
      await client.send(
        new CreateTableCommand({
          ...table,
          AttributeDefinitions: [...table.AttributeDefinitions],
          KeySchema: [...table.KeySchema],
        }),
      )
      await client.send(new UpdateTimeToLiveCommand(timeToLive))
      client.destroy()
      return table.TableName
    },
    async stop(): Promise<void> {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function failure(child: ChildProcess): Promise<never> {
  await once(child, 'exit')
  throw new Error('the emulator ended at once')
}
