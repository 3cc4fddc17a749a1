export type ConfigProblem = { setting: string; problem: string }

/** Settings that cannot be obeyed: all of them at once, so that nobody mends them one start at a time. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[]

  constructor(problems: ConfigProblem[]) {
    super(problems.map(({ setting, problem }) => `${setting}: ${problem}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}
