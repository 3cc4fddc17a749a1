import type { Page, Route } from 'playwright-core'

/**
 * Answers requests of a page in place of the server, until the returned function is called.
 *
 * `page.unroute` and `times` end the browser's interception together with the last handler. Any other request of that
 * moment, such as one for a chunk of code, is then never answered. So the handler stays, and passes requests on.
 *
 * @param url a glob or a regular expression for the whole address
 * @param answer what to do with a request; a request that it leaves alone is never answered
 */
export async function intercept(
  page: Page,
  url: string | RegExp,
  answer: (route: Route) => unknown,
): Promise<() => void> {
  let on = true
  await page.route(url, (route) => (on ? answer(route) : route.continue()))
  return () => {
    on = false
  }
}

export function abort(route: Route): Promise<void> {
  return route.abort()
}
