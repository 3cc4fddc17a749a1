import type { Page, Route } from 'playwright-core'

/**
 * Answers what a page asks of an address in the test's way, from now on until the function that it returns is called.
 *
 * `page.unroute` and `times` take the browser's interception off with the last handler, and whatever else the page
 * asks for in that moment, such as a chunk of its code, is then never answered. So the handler stays, and lets through.
 *
 * @param url - what to answer: a glob or an expression for the whole address
 * @param answer - what to do with a request; one with which it does nothing stays on its way for ever
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
