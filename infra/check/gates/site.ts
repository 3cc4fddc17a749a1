import '../../../apps/api/src/http/route.ts' // declares what a route is registered with
import { runInNewContext } from 'node:vm'
import { endpoints } from '@cruddur/contract/endpoints'
import fastify from 'fastify'
import { setSecurityHeaders } from '../../../apps/api/src/http/security-headers.ts'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { servedPaths } from '../../lib/stacks/site-stack.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

export function siteGates(all: StageTemplates[]): Gate[] {
  return [
    search('files have the security headers that the server sends', async () => {
      const wanted = await headersOfServer()
      return all.flatMap((stage) => {
        const made = headersOfFiles(stage)
        return Object.entries(wanted)
          .filter(([name, value]) => made[name] !== value)
          .map(([name, value]) => `${stage.stage}: ${name} should be ${value}, not ${made[name]}`)
      })
    }),
    search('addresses lead to files, to the web app or elsewhere', () =>
      all.flatMap((stage) => {
        const { name } = stage.config.domain
        return rewrites(name)
          .map(([host, path, wanted]) => ({ path, wanted, made: answer(codeFor(stage, path), host, path) }))
          .filter(({ made, wanted }) => made !== wanted)
          .map(({ path, made, wanted }) => `${path} leads to ${made}, not to ${wanted}`)
      }),
    ),
    search('every endpoint of the contract is asked of the server', () =>
      [...new Set(Object.values(endpoints).map(({ path }) => path))].filter(
        (path) => !servedPaths.some((served) => path.startsWith(served.replace('*', ''))),
      ),
    ),
    search('what the server answers is never cached, nor held back to be compressed', () =>
      all.flatMap((stage) => {
        const [distribution] = resourcesOf(stage, 'AWS::CloudFront::Distribution')
        const behaviours: Behaviour[] = distribution?.Properties.DistributionConfig.CacheBehaviors ?? []
        const missing = servedPaths.filter((path) => !behaviours.some(({ PathPattern }) => PathPattern === path))
        const wrong = behaviours.filter(
          ({ CachePolicyId, Compress, AllowedMethods }) =>
            CachePolicyId !== cachingDisabled || Compress || AllowedMethods.length !== 7,
        )
        return [...missing, ...wrong.map(({ PathPattern }) => PathPattern)].map((path) => `${stage.stage}: ${path}`)
      }),
    ),
    search('CloudFront alone reads the bucket, and an origin may be silent for longer than a heartbeat', () =>
      all.flatMap((stage) => {
        const [distribution] = resourcesOf(stage, 'AWS::CloudFront::Distribution')
        const origins: Origin[] = distribution?.Properties.DistributionConfig.Origins ?? []
        const files = origins.filter(({ S3OriginConfig }) => S3OriginConfig)
        const service = origins.filter(({ S3OriginConfig }) => !S3OriginConfig)
        const timeout = (origin: Origin) => (origin.VpcOriginConfig ?? origin.CustomOriginConfig)?.OriginReadTimeout
        return [
          ...(files.length === 1 && files[0]?.OriginAccessControlId ? [] : ['the bucket has no access control']),
          ...(service.length === 1 && service.every((origin) => timeout(origin) === 60)
            ? []
            : ['the timeout is another']),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
  ]
}

/** CloudFront's own policy CachingDisabled. */
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'

type Behaviour = { PathPattern: string; CachePolicyId: string; Compress: boolean; AllowedMethods: string[] }
type Origin = {
  S3OriginConfig?: object
  OriginAccessControlId?: object
  VpcOriginConfig?: { OriginReadTimeout: number }
  CustomOriginConfig?: { OriginReadTimeout: number }
}

const fixedHeaders = [
  'content-security-policy',
  'strict-transport-security',
  'referrer-policy',
  'x-frame-options',
  'x-content-type-options',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
]

async function headersOfServer(): Promise<Record<string, unknown>> {
  const app = fastify()
  try {
    await setSecurityHeaders(app, { origins: [], secure: true, apiOrigin: undefined })
    const { headers } = await app.inject({ url: '/' })
    return Object.fromEntries(fixedHeaders.map((name) => [name, headers[name]]))
  } finally {
    await app.close()
  }
}

function headersOfFiles(stage: StageTemplates): Record<string, unknown> {
  const [policy] = resourcesOf(stage, 'AWS::CloudFront::ResponseHeadersPolicy')
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } =
    policy?.Properties.ResponseHeadersPolicyConfig ?? {}
  return {
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'strict-transport-security': `max-age=${security.StrictTransportSecurity.AccessControlMaxAgeSec}`,
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    'x-frame-options': security.FrameOptions.FrameOption,
    'x-content-type-options': security.ContentTypeOptions ? 'nosniff' : undefined,
    ...Object.fromEntries(custom.Items.map(({ Header, Value }: Record<string, string>) => [Header, Value])),
  }
}

/** Host, path with query, and where it leads. */
const rewrites = (name: string): [string, string, string][] => [
  [name, '/', '/index.html'],
  [name, '/settings/muted', '/index.html'],
  [name, '/messages/018f0000-0000-7000-8000-000000000000', '/index.html'],
  [name, '/assets/app-abc123.js', '/assets/app-abc123.js'],
  [name, '/favicon.svg', '/favicon.svg'],
  [name, '/privacy-policy', `301 https://${name}/privacy`],
  [name, '/terms-of-service/', `301 https://${name}/terms`],
  [`www.${name}`, '/search?term=%23bombs', `301 https://${name}/search?term=%23bombs`],
  [name, '/@ada', '/@ada'],
  [`www.${name}`, '/@ada?a=b', `301 https://${name}/@ada?a=b`],
  [`www.${name}`, '//evil.example', `301 https://${name}//evil.example`],
  [`www.${name}.evil.example`, '/', '/index.html'],
]

/** The code of the function that CloudFront runs for a path. */
function codeFor(stage: StageTemplates, path: string): string {
  const resources = stage.templates['Site']?.Resources ?? {}
  const [distribution] = resourcesOf(stage, 'AWS::CloudFront::Distribution')
  const { CacheBehaviors, DefaultCacheBehavior } = distribution?.Properties.DistributionConfig ?? {}
  const behaviour = CacheBehaviors.find(({ PathPattern }: Behaviour) => path.startsWith(PathPattern.replace('*', '')))
  const [id = ''] = (behaviour ?? DefaultCacheBehavior).FunctionAssociations[0].FunctionARN['Fn::GetAtt']
  return resources[id]?.Properties.FunctionCode
}

type FunctionAnswer = { uri?: string; statusCode?: number; headers: { location?: { value: string } } }

function answer(code: string, host: string, address: string): string {
  const [uri = '', query = ''] = address.split('?')
  const querystring = Object.fromEntries(
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0], { value: pair.split('=')[1] ?? '' }]),
  )
  const event = { request: { uri, querystring, headers: { host: { value: host } } } }
  const made: FunctionAnswer = runInNewContext(`${code}\nhandler(event)`, { event })
  return made.statusCode ? `${made.statusCode} ${made.headers.location?.value}` : (made.uri ?? '')
}
