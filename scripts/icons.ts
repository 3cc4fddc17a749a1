import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { launchChromium } from '../e2e/chromium.ts'

const folder = join(resolve(import.meta.dirname, '..'), 'apps/web/public')

/** Background of icons that a system cuts to its own shape, as in the manifest. */
const background = '#1b0638'

/** The PNG icons: width in pixels, and how much of it the logo takes. A maskable icon keeps clear of its outer tenth. */
const icons = [
  { file: 'icon-192.png', width: 192, share: 1, background: 'transparent' },
  { file: 'icon-512.png', width: 512, share: 1, background: 'transparent' },
  { file: 'icon-maskable-512.png', width: 512, share: 0.62, background },
  { file: 'apple-touch-icon.png', width: 180, share: 0.72, background },
]

// Draws the PNG icons of the web app from its logo, for systems that take no SVG. Run it after the logo changed.
const logo = readFileSync(join(folder, 'favicon.svg'), 'utf8')
const browser = await launchChromium()
try {
  const page = await browser.newPage()
  for (const { file, width, share, background } of icons) {
    await page.setViewportSize({ width, height: width })
    const inner = Math.round(width * share)
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${background}}svg{width:${inner}px;height:${inner}px}</style>${logo}`,
    )
    writeFileSync(join(folder, file), await page.screenshot({ omitBackground: true }))
    console.log(`${file}: ${width} px`)
  }
} finally {
  await browser.close()
}
