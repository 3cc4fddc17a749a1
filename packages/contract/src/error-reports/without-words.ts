/** Words of the messages of JavaScript engines, of React and of ours. A message may say these and nothing else. */
const engineWords = new Set(
  `a an and any array as assign assignment at be before big bigint call called cannot chunk class code constructor convert
  constant create date defined delete deprecated destructure detached dispatcher during dynamically element error exceeded expected fail failed
  failure fetch found from function hook hooks hydrate hydration import imported in initialization initialized input instance
  internal invalid is it iterable json key length limit load loading match maximum minified missing module more must network no
  node non not null number object of on only operation out outside private promise properties property prototype range react read reading
  reference rejected render rendered request resolve set size stack state string symbol syntax than the this timeout to
  token too type undefined unexpected update valid value variable was while with without write`.split(/\s+/),
)

/** React's production build says `Minified React error #31`. */
const reactCode = /^#\d{1,3}$/

/**
 * A message without the words of anybody: what an engine would say stays, every other word and number becomes `…`. An error
 * may quote what it was given, which can be a crud, a name or a search term.
 */
export function withoutWords(message: string): string {
  const masked = message
    .slice(0, 2_000)
    .replace(/[^\s:;,.()'"!?]+/g, (word) => (engineWords.has(word.toLowerCase()) || reactCode.test(word) ? word : '…'))
  return masked.replace(/…(?:[\s:;,.()'"!?]*…)+/g, '…').slice(0, 500)
}

const pageWords = new Set(
  `status followers following signup signin confirm forgot settings muted blocked notifications messages new search about
  terms terms-of-service privacy privacy-policy`.split(/\s+/),
)

/** The kind of page at an address: `/@ada/status/018f...` is `/:/status/:`. */
export function pageKind(path: string): string {
  const kinds = path
    .slice(0, 2_000)
    .split('/')
    .map((part) => (part === '' || pageWords.has(part) ? part : ':'))
  return kinds.slice(0, 8).join('/')
}
