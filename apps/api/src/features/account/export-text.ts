/** Whom the file is about, when they were read, and the database's clock in milliseconds since 1970. */
export type Head = { now: string; profile: object; clock: () => number }

/**
 * The file, from the lines of `exportLines`. Sending takes time: what dies before its turn comes is left out (guarantee 1),
 * because each piece is made when it is asked for.
 */
export async function* exportText({ now, profile, clock }: Head, lines: AsyncIterable<string>): AsyncGenerator<string> {
  yield `{"exported_at":${JSON.stringify(now)},\n"profile":${JSON.stringify(profile)}`
  let listEnd = ''
  let separator = ''
  for await (const piece of wholeLines(lines)) {
    let text = ''
    for (const line of piece) {
      const rowAt = line.indexOf('{')
      if (rowAt < 0) {
        text += `${listEnd},\n"${line}":[`
        listEnd = ']'
        separator = '\n'
      } else if (rowAt === 0 || Number(line.slice(0, rowAt)) > clock()) {
        text += separator + line.slice(rowAt)
        separator = ',\n'
      }
    }
    if (text) yield text
  }
  yield `${listEnd}}\n`
}

/** The lines that each piece of text completes. The last line ends with a line break too. */
async function* wholeLines(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = ''
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines
  }
}
