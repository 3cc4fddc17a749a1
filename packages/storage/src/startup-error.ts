/**
 * A reason not to start that its operator can put right. The message is one line that names the setting:
 * `DATA_DIR: /srv/cruddur is a file, not a directory`. It never holds a password.
 */
export class StartupError extends Error {
  readonly setting: string

  constructor(setting: string, problem: string, options?: ErrorOptions) {
    super(`${setting}: ${problem}`, options)
    this.name = 'StartupError'
    this.setting = setting
  }
}
