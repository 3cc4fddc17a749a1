import { parseSync } from 'vite'
import { isTest } from './imports.ts'
import type { Source } from './sources.ts'

// Words that people read stand in the catalogue (apps/web/src/words), or nobody can translate them.

type Node = { type: string; start: number; [key: string]: unknown }

/** Attributes that are read: by the browser's own, and by those of our components. */
const readAttribute =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|heading|hint|legend|words|failed|yes|no|submit|text|description|caption)$/

/** Calls that show their first argument. */
const showingCall = /^(announce|setTitle|toastFailure|alert|confirm)$/

/** Text that is no words: the name of the app, names of HTTP, and what has no letters. */
const isNoWord = (text: string) => !/\p{L}/u.test(text.replace(/\b(?:Cruddur|Authorization|Bearer)\b/g, ''))

/** Text that can hardly be anything but words: a capitalized word, or letters with a space between. */
const isProse = (text: string) =>
  !isNoWord(text) && (/^\p{Lu}\p{Ll}+(?:[ .,:!?…’]|$)/u.test(text) || /\p{L}{2,}[,.:]? \p{L}{2,}.*[.!?…]$/u.test(text))

/** Words in the parts of the web app that are not in the catalogue. */
export function findWordsOutsideCatalogue(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^apps\/web\/src\/.*\.(tsx?|css)$/.test(path) && !isTest(path))
    .filter(({ path }) => !path.startsWith('apps/web/src/words/'))
    .flatMap((source) => (source.path.endsWith('.css') ? wordsInStyle(source) : wordsIn(source)))
}

/** What a style sheet writes beside what the page says. */
function wordsInStyle({ path, text }: Source): string[] {
  return [...text.matchAll(/content:[^;"]*(?:"[^"]*"[^;"]*)*;/g)].flatMap(({ 0: rule, index }) =>
    [...rule.matchAll(/"([^"]*)"/g)]
      .filter(([, words = '']) => !isNoWord(words))
      .map(
        ([, words = '']) => `${path}:${text.slice(0, index).split('\n').length} not in the catalogue: ${quoted(words)}`,
      ),
  )
}

function wordsIn({ path, text }: Source): string[] {
  const found = new Map<number, string>()
  const whole = text.search(/\}\s*=\s*words$/m)
  if (whole >= 0) found.set(whole, 'write words.<room> instead: else every script gets the words of all rooms')
  visit(parseSync(path, text).program as unknown as Node, false, (node, words) =>
    found.set(node.start, `not in the catalogue: ${quoted(words)}`),
  )
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([at, words]) => `${path}:${text.slice(0, at).split('\n').length} ${words}`)
}

const quoted = (words: string) => JSON.stringify(words.replace(/\s+/g, ' ').trim().slice(0, 50))

/** @param isRead whether a text in this place is shown, whatever it looks like */
function visit(node: Node, isRead: boolean, report: (node: Node, words: string) => void): void {
  const text = textOf(node)
  if (text !== undefined) {
    if (isRead ? !isNoWord(text) : isProse(text)) report(node, text)
    return
  }
  if (isCode(node)) return
  for (const [key, child] of Object.entries(node)) {
    if (key === 'key' && node.type === 'Property') continue
    for (const part of [child].flat()) {
      if (isNode(part)) visit(part, readsChild(node, key, isRead), report)
    }
  }
}

/** The text of a leaf. */
function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText') return String(node['value'])
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type === 'TemplateElement') return String((node['value'] as { cooked: string }).cooked)
}

/** What holds text for machines and developers only. */
function isCode(node: Node): boolean {
  if (/^TS(?!As|Satisfies|NonNull)/.test(node.type)) return true
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return true
  if (node.type === 'NewExpression') return /Error$/.test(nameOf(node['callee']))
  if (node.type === 'CallExpression' && (node['callee'] as Node).type === 'Super') return true
  if (node.type === 'BinaryExpression') return /^[!=]==$/.test(String(node['operator']))
  if (node.type === 'JSXAttribute') return !readAttribute.test(nameOf(node['name'])) && isPlain(node['value'])
  return false
}

/** An attribute that is a text alone. Its expressions may hold parts of the page. */
const isPlain = (value: unknown) => isNode(value) && value.type === 'Literal'

function readsChild(node: Node, key: string, isRead: boolean): boolean {
  switch (node.type) {
    case 'JSXText':
    case 'JSXElement':
    case 'JSXFragment':
      return key === 'children'
    case 'JSXAttribute':
      return key === 'value' && readAttribute.test(nameOf(node['name']))
    case 'CallExpression':
      return key === 'arguments' && showingCall.test(nameOf(node['callee']))
    case 'ConditionalExpression':
      return isRead && key !== 'test'
    case 'LogicalExpression':
      return isRead && (key === 'right' || node['operator'] !== '&&')
    case 'JSXExpressionContainer':
    case 'TemplateLiteral':
      return isRead && key !== 'expressions'
    default:
      return false
  }
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

function nameOf(node: unknown): string {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : ''
}
