/** A tag can be moved to other code; a commit cannot. */
export function findUnpinnedActions(workflow: string): string[] {
  return [...workflow.matchAll(/^\s*(?:-\s*)?uses:\s*(\S+)/gm)]
    .map((match) => match[1] ?? '')
    .filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action))
    .map((action) => `${action} is not pinned by its commit`)
}

/**
 * Jobs that may ask for cloud credentials (`id-token: write`) and install or build: whatever runs in such a job can ask
 * too, and installation and build run the code of every package. `npm ci --ignore-scripts` runs none.
 */
export function findCredentialedBuilds(workflow: string): string[] {
  const [head = '', ...jobs] = workflow.split(/^(?= {2}[\w-]+:\s*$)/m)
  const allJobs = /^permissions:\n(?: +.*\n)*? +id-token: *write/m.test(head)
  return jobs
    .filter((job) => allJobs || /^\s+id-token: *write/m.test(job))
    .flatMap((job) =>
      [...job.matchAll(/^.*\b(?:npm|npx|vite|scripts\/(?:install|build)\S*)\b.*$/gm)]
        .map(([line]) => line.replace(/^.*?run: */, '').trim())
        .filter((line) => !line.startsWith('#') && !/^- name:/.test(line) && !/^npm ci --ignore-scripts\b/.test(line))
        .map(
          (line) => `${job.split(':')[0]?.trim()} may ask for credentials and runs "${line}": build in a job before it`,
        ),
    )
}
