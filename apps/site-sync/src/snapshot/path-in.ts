/** The path of a file of a folder. There is nothing to resolve in it, so it needs no `join`, which reads every character. */
export function pathIn(folder: string, path: string): string {
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`
}
