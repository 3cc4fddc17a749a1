import { expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

it.each([
  ['192.0.2.7', '192.0.2.7', null],
  ['192.0.2.7:1025', '192.0.2.7', null],
  ['::ffff:192.0.2.7', '192.0.2.7', null],
  ['::FFFF:c000:207', '192.0.2.7', null],
  ['[::ffff:192.0.2.7]:80', '192.0.2.7', null],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8:1:ffff::9', '2001:db8:1:ffff::/64', '2001:db8:1::/48'],
  ['::1', '::/64', '::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
  ['unknown', 'unknown', null],
])('%s counts as %s, in the site %s', (text, subscriber, site) => {
  expect(clientAddress(text)).toEqual({ subscriber, site })
})
