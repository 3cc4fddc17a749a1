const tasks = new Set<() => Promise<unknown>>()

/** Adds what has to be sent while the reader is still signed in. */
export function addBeforeSignOut(task: () => Promise<unknown>): void {
  tasks.add(task)
}

/** Sends it. What fails does not keep anybody from signing out. */
export async function runBeforeSignOut(): Promise<void> {
  await Promise.allSettled([...tasks].map((task) => task()))
}
