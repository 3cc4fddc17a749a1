import type { ObserveStatements } from '@cruddur/storage/postgres'
import type { CompiledQuery, KyselyPlugin, LogEvent } from 'kysely'
import { currentSpan, errorTypeOf } from './span.ts'

/** `at insertActivity (file:///.../activities.store.ts:12:5)` */
const storeFrame = /at (?:async )?(?:\w+\.)*(\w+) \([^)\n]*\.store\.ts[:)]/

/**
 * Records each SQL statement as a span with the name of the store function that sent it: a store has one function a statement.
 * Neither the statement's text nor its parameters are recorded.
 */
export function recordStatements(): ObserveStatements {
  const names = new WeakMap<CompiledQuery['queryId'], string>()
  const nameStatement: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (currentSpan()?.startChild) {
        const name = storeFrame.exec(new Error().stack ?? '')?.[1]
        if (name) names.set(queryId, name)
      }
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    plugins: [nameStatement],
    log: (event) => record(event, names.get(event.query.queryId) ?? firstWord(event.query.sql)),
  }
}

/** Such as `BEGIN`. */
const firstWord = (text: string) => /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? 'SQL'

function record(event: LogEvent, name: string): void {
  const span = currentSpan()?.startChild?.(name, {
    kind: 'client',
    startMs: Date.now() - event.queryDurationMillis,
    attributes: { 'db.system.name': 'postgresql', 'db.query.summary': name },
  })
  if (event.level === 'error') span?.fail(errorTypeOf(event.error))
  span?.end()
}
