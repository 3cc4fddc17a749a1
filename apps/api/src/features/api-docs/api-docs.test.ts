import { endpoints } from '@cruddur/contract/endpoints'
import { expect, it } from 'vitest'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()

type Operation = {
  operationId: string
  responses: Record<string, unknown>
  security?: unknown
  parameters: { name: string }[]
}

it('the OpenAPI document tells of every endpoint of the contract, and of nothing else', async () => {
  const document = (await test.app.inject({ url: '/api/openapi.json' })).json()
  expect(document.openapi).toMatch(/^3\.1\.\d+$/)
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => `${operation.operationId} ${method.toUpperCase()} ${path}`),
  )
  const expected = Object.entries(endpoints).map(
    ([name, { method, path }]) => `${name} ${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
  )
  expect(operations.sort()).toEqual(expected.sort())
})

it('says who may call, what comes in and what can go wrong', async () => {
  const { paths } = (await test.app.inject({ url: '/api/openapi.json' })).json()
  const reply: Operation = paths['/api/activities/{uuid}/reply'].post
  expect(reply.security).toEqual([{ accessToken: [] }])
  expect(reply.parameters).toMatchObject([
    { name: 'uuid', in: 'path', required: true },
    { name: 'Idempotency-Key', in: 'header', required: false },
  ])
  expect(Object.keys(reply.responses)).toEqual(
    expect.arrayContaining(['200', '400', '401', '404', '413', '415', '422', '429', '500']),
  )
  expect(paths['/api/activities/home'].get.responses['200'].headers).toHaveProperty('Link')
})

it.each([
  ['/api/activities/home', 100, 100],
  ['/api/activities/@{handle}', 40, 100],
  ['/api/activities/@{handle}/status/{uuid}', 1000, 1000],
  ['/api/message_groups', 20, 100],
  ['/api/messages/{message_group_uuid}', 20, 100],
])('says how many items %s holds without a limit', async (path, whenAbsent, max) => {
  const { paths } = (await test.app.inject({ url: '/api/openapi.json' })).json()
  const limit = paths[path].get.parameters.find(({ name }: { name: string }) => name === 'limit')
  expect(limit).toMatchObject({
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: max, default: whenAbsent },
  })
})

it('every parameter in a path is declared', async () => {
  const { paths } = (await test.app.inject({ url: '/api/openapi.json' })).json()
  for (const [path, methods] of Object.entries(paths as Record<string, Record<string, Operation>>)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    for (const { parameters } of Object.values(methods)) {
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    }
  }
})

it('the page for people names every endpoint, and needs no script', async () => {
  const page = await test.app.inject({ url: '/api/docs' })
  expect(page.headers['content-type']).toContain('text/html')
  for (const name of Object.keys(endpoints)) expect(page.body).toContain(`id="${name}"`)
  expect(page.body).not.toContain('<script')
})
