import { showProof } from '@cruddur/contract/proof/proof'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../client/call.ts'

export const proofQuery = queryOptions({
  queryKey: ['proof'],
  queryFn: ({ signal }) => call(showProof, {}, { signal }),
  staleTime: 0,
})
