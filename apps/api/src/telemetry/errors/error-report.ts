import { createHash } from 'node:crypto'

/** A place in the code. */
export type Frame = {
  file: string
  method?: string | undefined
  line?: number | undefined
  column?: number | undefined
}

/** An error as it leaves this machine: without words that people wrote. */
export type ErrorReport = {
  source: 'server' | 'web'
  level: 'critical' | 'error' | 'warning'
  /** The name of its class, or a code. */
  kind: string
  message: string
  /** The innermost call first. */
  frames: Frame[]
  /** The route or the kind of page where it happened. */
  place?: string | undefined
  requestId?: string | undefined
  traceId?: string | undefined
  /** The release that failed, if it is not this server's. */
  release?: string | undefined
}

/** Frames that are part of the fingerprint. Outer ones are the framework's. */
const tellingFrames = 3

/** Errors with the same fingerprint are grouped. Line numbers are left out, because they change with every release. */
export function fingerprintOf({ source, kind, message, frames, place }: ErrorReport): string {
  const calls = frames.slice(0, tellingFrames).map(({ file, method }) => `${file} ${method}`)
  const parts = [source, kind, place, ...(calls.length > 0 ? calls : [message.replaceAll(/\d+/g, '0')])]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

const stackLine = /^\s*at (?:async )?(?:(.*?) \()?(?:file:\/\/)?(.*?):(\d+):(\d+)\)?$/

/** The frames of a stack of Node, with paths that begin inside the checkout. */
export function framesOf(stack: string | undefined): Frame[] {
  return (stack ?? '').split('\n').flatMap((text) => {
    const [, method, file, line, column] = stackLine.exec(text) ?? []
    return file ? [{ file: fileInside(file), method, line: Number(line), column: Number(column) }] : []
  })
}

/** `/srv/cruddur/apps/api/src/app.ts` is `apps/api/src/app.ts`. */
const fileInside = (file: string) => file.replace(/^.*?\/(?=(?:apps|packages|scripts|node_modules)\/)/, '')
