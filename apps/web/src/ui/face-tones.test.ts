import { expect, it } from 'vitest'
import { tones } from './face-tones.ts'

/** Linear sRGB of a colour of OKLCH, cut to what a screen shows (https://bottosson.github.io/posts/oklab/). */
function linearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const shown = (value: number) => Math.min(1, Math.max(0, value))
  return [
    shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** The contrast with white, by WCAG 2.2. */
function contrastWithWhite(rgb: [number, number, number]): number {
  return 1.05 / (0.05 + 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2])
}

it.each(tones)('the letter of a face has a contrast of 4.5 to a tone of lightness $lightness at every hue', (tone) => {
  const hues = Array.from({ length: 360 }, (_, hue) => hue)
  const worst = Math.min(...hues.map((hue) => contrastWithWhite(linearRgb(tone.lightness, tone.chroma, hue))))
  expect(worst).toBeGreaterThanOrEqual(4.5)
})
