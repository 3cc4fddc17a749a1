export type Letter = {
  /** One address, without a name. */
  to: string
  subject: string
  /** Plain text, lines separated by `\n`. */
  text: string
}

/** Sends e-mail. */
export type Mail = {
  /** Resolves when the letter is somebody else's to deliver. Rejects when it is not; nothing is tried again. */
  send(letter: Letter): Promise<void>
  /** Releases connections. Nothing is sent after it. */
  close(): Promise<void>
}
