import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function colours(name: string): [light: string, dark: string] {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? []
  if (!light || !dark) throw new Error(`tokens.css has no --${name} with two colours`)
  return [light, dark]
}

/** Relative luminance, by WCAG 2.2. */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replaceAll(/\w/g, '$&$&') : colour
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it.each(['column', 'line', 'hover'])('the fuse stands out against --%s, light and dark (WCAG 2.2, 1.4.11)', (name) => {
  for (const [index, fuse] of colours('fuse').entries()) {
    expect(contrast(fuse, colours(name)[index] as string)).toBeGreaterThanOrEqual(3)
  }
})
