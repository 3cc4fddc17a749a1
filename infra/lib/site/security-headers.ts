/**
 * The headers of pages that CloudFront sends from the bucket. The server sends the same with its own; the check compares
 * them.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'upgrade-insecure-requests',
].join(';')

export const permissionsPolicy = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
