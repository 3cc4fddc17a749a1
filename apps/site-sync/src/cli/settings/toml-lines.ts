/** Finds the line of a key again: the reader of TOML gives values alone. */
export type Lines = (table: string, nth: number, key?: string) => number | null

const tableLine = /^\s*\[{1,2}\s*([\w."'-]+?)\s*\]{1,2}/
const keyLine = /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*[.=]/

/** `table` is empty for what stands above all tables; `nth` counts tables of the same name from 0. */
export function indexLines(text: string): Lines {
  const found = new Map<string, number>()
  const seen = new Map<string, number>()
  const note = (id: string, line: number) => {
    if (!found.has(id)) found.set(id, line)
  }
  let table = ''
  let nth = 0
  for (const [at, line] of text.split('\n').entries()) {
    const header = tableLine.exec(line)
    if (header) {
      table = (header[1] ?? '').replaceAll(/["']/g, '')
      nth = seen.get(table) ?? 0
      seen.set(table, nth + 1)
      note(idOf(table, nth), at + 1)
      continue
    }
    const key = keyLine.exec(line)
    if (key) note(idOf(table, nth, key[1] ?? key[2] ?? key[3]), at + 1)
  }
  return (wantedTable, wantedNth, key) => found.get(idOf(wantedTable, wantedNth, key)) ?? null
}

function idOf(...parts: (string | number | undefined)[]) {
  return JSON.stringify(parts.filter((part) => part !== undefined))
}
