const preloads: { path: RegExp; load: () => Promise<void> }[] = []

/** Sets what to load when the reader is about to follow a link to a path. */
export function preloadFor(path: RegExp, load: () => Promise<void>): void {
  preloads.push({ path, load })
}

/** Fetches what a path needs. Never fails: a page that is missing says so itself. */
export async function preload(href: string): Promise<void> {
  const path = href.split(/[?#]/, 1)[0] ?? ''
  await preloads.find((entry) => entry.path.test(path))?.load()
}
