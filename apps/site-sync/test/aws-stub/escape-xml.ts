const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** S3 writes control characters as numeric entities, which XML 1.0 does not allow. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this expression looks for control characters
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (c) => named[c] ?? `&#x${c.charCodeAt(0).toString(16)};`)
}
