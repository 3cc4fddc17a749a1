const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** S3 writes control characters as numbers, although XML 1.0 has no such thing. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (c) => named[c] ?? `&#x${c.charCodeAt(0).toString(16)};`)
}
