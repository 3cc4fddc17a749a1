import { escapeXml } from './escape-xml.ts'

/** An error answer of AWS, with AWS's `code` and `status`. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, code: string, message = code) {
    super(message)
    this.code = code
    this.status = status
  }
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

export function s3ErrorXml(error: AwsError, resource: string): string {
  return `${head}<Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message><Resource>${escapeXml(resource)}</Resource><RequestId>STUB</RequestId></Error>`
}

/** CloudFront wraps its errors in one more element, in its own namespace. */
export function cloudFrontErrorXml(error: AwsError): string {
  return `${head}<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>STUB</RequestId></ErrorResponse>`
}
