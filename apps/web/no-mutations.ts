/** Stands in for the query library's cache of mutations: what people change here goes through outboxes and wishes of our own. */
export class MutationCache {
  resumePausedMutations(): Promise<void> {
    return Promise.resolve()
  }
  clear(): void {}
}
