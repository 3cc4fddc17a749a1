import { startAwsStub } from '../test/aws-stub/aws-stub.ts'

/** The server of the benchmark, in a process of its own: no bodies but those of what site-sync keeps for itself. */
const stub = await startAwsStub({
  bucketsOnDemand: true,
  checkBodies: false,
  keepsBody: (key) => key.startsWith('.site-sync/'),
})

export type StubQuestion = { empty: string } | { about: string }
export type StubAnswer = { requests: Record<string, number>; objects: number }

process.on('message', (question: StubQuestion) => {
  if ('empty' in question) for (const key of stub.bucket(question.empty).keys()) stub.bucket(question.empty).delete(key)
  const objects = 'about' in question ? stub.bucket(question.about).keys() : []
  process.send?.({
    requests: stub.requests.byOperation(),
    objects: objects.filter((key) => !key.startsWith('.site-sync/')).length,
  } satisfies StubAnswer)
  stub.requests.clear()
})
process.on('disconnect', () => process.exit())
process.send?.({ url: stub.url })
