import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser that comes with the packages runs on this kind of machine only. */
const isPackaged = process.platform === 'linux' && process.arch === 'x64'

const findBrowser = async (): Promise<string> => {
  const named = process.env['CHROMIUM_PATH']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file`)
  const found = named ?? (isPackaged ? await sparticuz.executablePath() : installed.find((path) => existsSync(path)))
  if (!found) {
    throw new Error(
      'There is no browser to test in: install Chrome, or set CHROMIUM_PATH to one that speaks its protocol',
    )
  }
  return found
}

/** A browser. Its sandbox needs rights that a container and root mostly lack; it opens nothing but our own pages. */
export async function launchChromium(): Promise<Browser> {
  const packaged = isPackaged && !process.env['CHROMIUM_PATH']
  return chromium.launch({
    executablePath: await findBrowser(),
    // One process for all is for machines smaller than this, and takes the whole browser down with a page.
    args: [...(packaged ? sparticuz.args.filter((arg) => arg !== '--single-process') : []), '--no-sandbox'],
  })
}
