export type ConfigProblem = { setting: string; problem: string }

/** Settings that cannot be used. It lists all problems at once, so that nobody solves them one start at a time. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[]

  constructor(problems: ConfigProblem[]) {
    super(problems.map(({ setting, problem }) => `${setting}: ${problem}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}
