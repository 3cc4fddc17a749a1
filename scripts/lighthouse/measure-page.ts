import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export type PageFigures = {
  name: string
  /** From 0 to 100. */
  scores: Record<Category, number>
  largestPaintMs: number
  blockedMs: number
  layoutShift: number
  bytes: number
  requests: number
  /** What lost points in the scores that do not depend on time. */
  faults: string[]
}

/** The parts of Lighthouse's result that we read. */
type Audit = { score: number | null; title: string; numericValue?: number; details?: { items?: unknown[] } }
type Result = {
  runtimeError?: { message: string }
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
}
type Lighthouse = (url: string, flags: object) => Promise<{ lhr: Result } | undefined>

/** A page never falls silent, because its stream stays open: without a limit Lighthouse waits 45 s for that. */
const longestWaitMs = 15_000

/** Those that do not depend on how fast the machine is. */
const untimed = ['accessibility', 'best-practices', 'seo'] as const satisfies Category[]

/**
 * Loads Lighthouse. What it returns measures a page as a visitor on a mid-range phone with slow mobile data, which are its
 * defaults.
 *
 * @param folder where it is installed
 * @param port of the browser's DevTools
 */
export async function loadLighthouse(folder: string, port: number) {
  const core = pathToFileURL(join(folder, 'node_modules/lighthouse/core/index.js')).href
  const { default: lighthouse } = (await import(core)) as { default: Lighthouse }
  return async function measure(name: string, url: URL): Promise<PageFigures> {
    const done = await lighthouse(url.href, { port, logLevel: 'error', maxWaitForLoad: longestWaitMs })
    if (!done || done.lhr.runtimeError) {
      throw new Error(`Lighthouse could not measure ${url.href}: ${done?.lhr.runtimeError?.message}`)
    }
    return figuresOf(name, done.lhr)
  }
}

function figuresOf(name: string, { categories, audits }: Result): PageFigures {
  const score = (category: Category) => Math.round((categories[category].score ?? 0) * 100)
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN
  const lost = untimed.flatMap((category) => categories[category].auditRefs.filter(({ weight }) => weight > 0))
  return {
    name,
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    largestPaintMs: value('largest-contentful-paint'),
    blockedMs: value('total-blocking-time'),
    layoutShift: value('cumulative-layout-shift'),
    bytes: value('total-byte-weight'),
    requests: audits['network-requests']?.details?.items?.length ?? Number.NaN,
    faults: lost.map(({ id }) => audits[id]).flatMap((audit) => (audit && (audit.score ?? 1) < 1 ? [audit.title] : [])),
  }
}
