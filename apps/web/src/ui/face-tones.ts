/** A hash of a handle (FNV-1a). */
export function seedOf(handle: string): number {
  let seed = 0x811c9dc5
  for (const letter of handle) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193)
  return seed >>> 0
}

/** The hue of a face that nobody chose, in degrees. */
export function hueOf(handle: string): number {
  return seedOf(handle) % 360
}

/** The two colours of a face, but for their hue. White is read on both, whatever the hue is: a test computes the contrast. */
export const tones = [
  { lightness: 0.47, chroma: 0.12, turn: 0 },
  { lightness: 0.52, chroma: 0.13, turn: 42 },
] as const

/** A colour of CSS. The hue is in degrees. */
export function toneOf(hue: number, { lightness, chroma, turn }: (typeof tones)[number]): string {
  return `oklch(${lightness} ${chroma} ${(hue + turn) % 360})`
}
