import type { ObserveStatements } from '@cruddur/storage/postgres'
import { type CompiledQuery, type KyselyPlugin, type LogEvent, RawNode } from 'kysely'
import { currentSpan, errorTypeOf } from './span.ts'

/** `at insertActivity (file:///.../activities.store.ts:12:5)` */
const storeFrame = /at (?:async )?(?:\w+\.)*(\w+) \([^)\n]*\.store\.ts[:)]/

/**
 * Records each SQL statement as a span with the name of the store function that sent it: a store has one function a statement.
 * Neither the statement's text nor its parameters are recorded.
 */
export function recordStatements(): ObserveStatements {
  // By the pieces of text of its template, which are the same array each time that the function runs: reading the stack costs as
  // much as the rest of the span, so it is read once. Empty if no store sent it.
  const names = new WeakMap<object, string>()
  const nameStatement: KyselyPlugin = {
    transformQuery({ node }) {
      if (currentSpan()?.startChild && RawNode.is(node) && !names.has(node.sqlFragments))
        names.set(node.sqlFragments, storeFrame.exec(new Error().stack ?? '')?.[1] ?? '')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const nameOf = ({ query, sql }: CompiledQuery) =>
    (RawNode.is(query) && names.get(query.sqlFragments)) || firstWord(sql)
  return { plugins: [nameStatement], log: (event) => record(event, nameOf) }
}

/** Such as `BEGIN`. */
const firstWord = (text: string) => /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? 'SQL'

function record(event: LogEvent, nameOf: (query: CompiledQuery) => string): void {
  const parent = currentSpan()
  if (!parent?.startChild) return
  const name = nameOf(event.query)
  const span = parent.startChild(name, {
    kind: 'client',
    startMs: Date.now() - event.queryDurationMillis,
    attributes: { 'db.system.name': 'postgresql', 'db.query.summary': name },
  })
  if (event.level === 'error') span.fail(errorTypeOf(event.error))
  span.end()
}
