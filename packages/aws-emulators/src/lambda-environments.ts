import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answer, Invocation } from './lambda-runtime.ts'

export type Environments = {
  invoke(event: unknown): Promise<Answer>
  logs(): string
  coldStarts(): number
  stop(): Promise<void>
}

export type EnvironmentOptions = {
  name: string
  file: string
  env: Record<string, string>
  timeoutMs: number
  concurrency: number
}

/** The processes of one function: one event at a time in each, kept between events, replaced if they end. */
export function startEnvironments({ name, file, env, timeoutMs, concurrency }: EnvironmentOptions): Environments {
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()
  const freed = new EventEmitter().setMaxListeners(0)
  let written = ''
  let coldStarts = 0

  const start = (): ChildProcess => {
    coldStarts++
    const child = fork(fileURLToPath(new URL('lambda-runtime.ts', import.meta.url)), [file], {
      env: { ...lambdaVariables(name), ...env },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written += text
      })
    }
    all.add(child)
    const atExit = () => child.kill('SIGKILL')
    process.once('exit', atExit)
    child.once('close', () => {
      process.off('exit', atExit)
      all.delete(child)
      freed.emit('freed')
    })
    return child
  }

  const take = async (): Promise<ChildProcess> => {
    for (;;) {
      const child = idle.pop() ?? (all.size < concurrency ? start() : undefined)
      if (child?.connected) return child
      if (!child) await once(freed, 'freed')
    }
  }

  return {
    async invoke(event) {
      const child = await take()
      const answer = await handle(child, { event, timeoutMs })
      if (child.connected) {
        idle.push(child)
        freed.emit('freed')
      }
      return answer
    },
    logs: () => written,
    coldStarts: () => coldStarts,
    async stop() {
      await Promise.all([...all].map(end))
    },
  }
}

/** The environment variables that Lambda sets for a Node function. */
function lambdaVariables(name: string): Record<string, string> {
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'ASIATEST',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    TZ: ':UTC',
  }
}

/** The function's answer, or Lambda's own if it ended or took too long. Both end the environment. */
async function handle(child: ChildProcess, invocation: Invocation): Promise<Answer> {
  const decided = new AbortController()
  const { signal } = decided
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, invocation.timeoutMs)
  child.send(invocation)
  const answer = await Promise.race([
    once(child, 'message', { signal }).then(([message]) => message as Answer),
    once(child, 'exit', { signal }).then(() => failure('Runtime.ExitError', 'Runtime exited')),
  ])
  decided.abort()
  clearTimeout(timer)
  if (!late) return answer
  return failure('Sandbox.Timedout', `Task timed out after ${(invocation.timeoutMs / 1000).toFixed(2)} seconds`)
}

function failure(errorType: string, errorMessage: string): Answer {
  return { error: { errorType, errorMessage } }
}

async function end(child: ChildProcess): Promise<void> {
  // Waits for the end of its output, so that `logs` has all of it.
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}
