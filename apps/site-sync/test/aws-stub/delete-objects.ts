import { AwsError } from './aws-error.ts'
import { escapeXml } from './escape-xml.ts'
import type { Operation } from './stub-context.ts'
import { elements, parseXml, text } from './xml.ts'

/** Deletes at most 1,000 keys. Each may fail on its own. The caller has checked that the body has a digest. */
export const deleteObjects: Operation = (context, _request, body) => {
  const asked = parseXml(body, 'Delete')
  const keys = elements(asked, 'Object').map((one) => text(one, 'Key'))
  if (keys.length === 0 || keys.length > 1000 || keys.includes('')) {
    throw new AwsError(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.')
  }
  const quiet = text(asked, 'Quiet') === 'true'
  const results = keys.map((key) => {
    if (context.undeletable.has(key)) {
      return `<Error><Key>${escapeXml(key)}</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`
    }
    context.bucket.delete(key)
    return quiet ? '' : `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${results.join('')}</DeleteResult>`
  return { status: 200, body: xml }
}
