import { expect, it } from 'vitest'
import { isOfPushService } from './push-services.ts'

it.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-by3p.notify.windows.com/w/?token=abc',
  'http://127.0.0.1:9/send/abc',
])('sends to %s', (endpoint) => {
  expect(isOfPushService(endpoint, ['http://127.0.0.1:9'])).toBe(true)
})

it.each([
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://fcm.googleapis.com.evil.example/abc',
  'https://evil.example/fcm.googleapis.com',
  'https://user:word@fcm.googleapis.com/abc',
  'https://evil.example#.push.apple.com',
  'https://push.apple.com.evil.example/',
  'https://notify.windows.com/',
  'http://127.0.0.1:8/send/abc',
  'https://127.0.0.1/',
  'https://[::1]/',
  'http://169.254.169.254/latest/meta-data',
  'https://localhost/',
  'file:///etc/passwd',
  'nonsense',
])('does not send to %s', (endpoint) => {
  expect(isOfPushService(endpoint, ['http://127.0.0.1:9'])).toBe(false)
})
