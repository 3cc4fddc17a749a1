const page = '.html'

/**
 * The key of a file with clean URLs, by the rule of the gem aws_s3_website_sync: `about.html` stands under `about`;
 * `index.html` stays in every folder, since that is what S3 and CloudFront look for.
 */
export function cleanUrl(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.endsWith(page) && name !== 'index.html' && name !== page ? path.slice(0, -page.length) : path
}

/** What patterns may call an object: by its key, and by the file that it may come from. */
export function namesOfKey(key: string, cleanUrls: boolean): string[] {
  const name = key.slice(key.lastIndexOf('/') + 1)
  return cleanUrls && name !== '' && name !== 'index' && !name.includes('.') ? [key, key + page] : [key]
}
