import type { Plugin } from 'vite'

/** A string, or a list of strings and spreads, as the formatter writes them. */
const summary = /\bsummary:\s*(?:'[^'\n]*'|"[^"\n]*"),?/g
const errors = /\berrors:\s*\[[^[\]]*\](?: as const)?,?/g

/**
 * Leaves out of the contract what is there for its readers: the lines that describe endpoints, and the lists of codes that
 * each can refuse with. Nothing in the browser reads them, and they are a good part of what endpoints weigh.
 */
export function bareContract(): Plugin {
  return {
    name: 'bare-contract',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /packages\/contract\/src\/(?!errors)[\w-]+\.ts$/ },
      handler: (code) => ({ code: code.replace(summary, '').replace(errors, ''), map: null }),
    },
  }
}
