const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for HTML, between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** HTML that is safe to send. Only `html` makes it. */
export class Html {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

/** A template whose values are escaped, unless they are `Html` or lists of it. */
export function html(literals: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  const parts = values.map((value, index) => `${render(value)}${literals[index + 1]}`)
  return new Html(literals[0] + parts.join(''))
}

function render(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map((part) => part.source).join('')
  return value instanceof Html ? value.source : escapeHtml(String(value))
}
