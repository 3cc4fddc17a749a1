import type { Browser, Page } from 'playwright-core'

/** The parts of the browser's trace that we read. Durations are microseconds. */
type TraceEvent = { name: string; pid: number; tid: number; dur?: number; args?: { name?: string } }

/**
 * The durations in milliseconds of all tasks of the page's main thread while something is done, by the browser's own trace.
 *
 * @throws if the trace holds none: the browser then calls them otherwise
 */
export async function traceTasks(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await act()
  const trace = await browser.stopTracing()
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, pid, tid, dur }) => name === 'ThreadControllerImpl::RunTask' && dur && threads.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('the trace holds no task of the page')
  return tasks.map(({ dur = 0 }) => dur / 1000)
}
