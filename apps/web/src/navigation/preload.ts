const preloads: { path: RegExp; load: () => unknown }[] = []

/** Sets what to load when the reader is about to follow a link to a path. */
export function preloadFor(path: RegExp, load: () => unknown): void {
  preloads.push({ path, load })
}

export function preload(href: string): void {
  const path = href.split(/[?#]/, 1)[0] ?? ''
  preloads.find((entry) => entry.path.test(path))?.load()
}
