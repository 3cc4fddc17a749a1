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

/** Whether the browser from npm runs on this machine. */
const isPackaged = process.platform === 'linux' && process.arch === 'x64'

const findBrowser = async (): Promise<string> => {
  const named = process.env['CHROMIUM_PATH']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file`)
  const found = named ?? (isPackaged ? await sparticuz.executablePath() : installed.find((path) => existsSync(path)))
  if (!found) {
    throw new Error('There is no browser to test in: install Chrome, or set CHROMIUM_PATH to a browser of its kind')
  }
  return found
}

/**
 * What the packaged browser needs where there is no display, no graphics card and no second user. Its package proposes
 * more, which is left out on purpose: `--disable-web-security`, `--allow-running-insecure-content`,
 * `--disable-site-isolation-trials` and `--disable-features=IsolateOrigins,site-per-process` would hide each fault in
 * CORS and in the same-origin policy, `--enable-features=SharedArrayBuffer` allows pages what other browsers refuse, and
 * `--single-process` lets one page take down the whole browser. Its switches for a graphics card in software
 * (`--use-angle=swiftshader`) would double the processor time of each page, and no page of ours uses WebGL.
 */
const packagedArgs = ['--no-zygote', '--disable-gpu', '--font-render-hinting=none']

/**
 * Starts a browser, without its sandbox: root and containers usually lack the rights for it, and it opens our pages only.
 *
 * @param args further arguments for it
 */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const packaged = isPackaged && !process.env['CHROMIUM_PATH']
  return chromium.launch({
    executablePath: await findBrowser(),
    // With this flag DevTools give the command line, in which a test looks for flags that switch security off.
    args: [...(packaged ? packagedArgs : []), '--no-sandbox', '--enable-automation', ...args],
  })
}
