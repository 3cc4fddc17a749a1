/** What the build writes into the worker (apps/web/service-worker.ts). Paths such as `/assets/app-abc.js`. */
declare const buildFacts: {
  /** The files of the shell: kept as soon as the worker is installed. */
  kept: string[]
  /** Files that few readers need: kept once they have been fetched. */
  onDemand: string[]
}

const files: readonly string[] = buildFacts.kept
const onDemand: readonly string[] = buildFacts.onDemand

export { files as shellFiles, onDemand as filesOnDemand }
