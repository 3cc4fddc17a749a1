import { connect } from '@cruddur/storage/postgres'
import { buildApp } from '../../app.ts'
import type { TestApp } from '../../testing/test-app.ts'

/** Who sends a bad token is a visitor to whom nothing kept is sent. */
export const readAnew = { authorization: 'Bearer bad' }

/** Whether a statement reads a list of the newest cruds. */
export const isOfNewest = (text: string): boolean => text.includes('order by a.created_at desc')

/**
 * Another server on the database of a test.
 *
 * @param observe is told of each statement that it runs and of the rows. The server gets them when it is done
 */
export async function observedServer(
  test: TestApp,
  observe: (text: string, rows: unknown[]) => unknown,
  { visitorsBehindMs = test.config.visitorsBehindMs } = {},
) {
  const texts = new WeakMap<object, string>()
  const db = connect(test.config.database.kind === 'url' ? test.config.database.url : '', {
    observeStatements: {
      log: ({ query }) => void texts.set(query.queryId, query.sql),
      plugins: [
        {
          transformQuery: ({ node }) => node,
          async transformResult({ queryId, result }) {
            await observe(texts.get(queryId) ?? '', result.rows)
            return result
          },
        },
      ],
    },
  })
  const app = await buildApp({ ...test.config, visitorsBehindMs }, { ...test.ports, db })
  return { app, close: () => app.close().then(() => db.destroy()) }
}
