import { functionNames } from '../../../apps/lambdas/src/bundle/bundle-functions.ts'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

export function identityGates(all: StageTemplates[]): Gate[] {
  const withPool = all.filter(({ config }) => config.identity === 'cognito')
  return [
    search('the pool tells nobody whether an address has an account', () =>
      withPool.flatMap((stage) => {
        const [client] = resourcesOf(stage, 'AWS::Cognito::UserPoolClient')
        const { PreventUserExistenceErrors, EnableTokenRevocation, GenerateSecret } = client?.Properties ?? {}
        const right = PreventUserExistenceErrors === 'ENABLED' && EnableTokenRevocation && !GenerateSecret
        return right ? [] : [`${stage.stage}: ${JSON.stringify(client?.Properties)}`]
      }),
    ),
    search('the pool sends its codes by SES where the stage says so', () =>
      withPool.flatMap((stage) => {
        const [pool] = resourcesOf(stage, 'AWS::Cognito::UserPool')
        const { EmailSendingAccount, From } = pool?.Properties.EmailConfiguration ?? {}
        const { mail } = stage.config
        const right = mail?.codesBySes
          ? EmailSendingAccount === 'DEVELOPER' && From === mail.from
          : EmailSendingAccount !== 'DEVELOPER'
        return right ? [] : [`${stage.stage}: ${EmailSendingAccount} ${From}`]
      }),
    ),
    search('the pool invokes each function of apps/lambdas, which have no password and five seconds', () =>
      withPool.flatMap((stage) => {
        const functions = resourcesOf(stage, 'AWS::Lambda::Function', 'Identity').map(({ Properties }) => Properties)
        const [pool] = resourcesOf(stage, 'AWS::Cognito::UserPool')
        const triggers = Object.keys(pool?.Properties.LambdaConfig ?? {})
          .sort()
          .join()
        const missing = functionNames.filter((name) => !functions.some(({ Handler }) => Handler === `${name}.handler`))
        const wrong = functions.filter(
          ({ Timeout, Runtime, Environment, VpcConfig }) =>
            Timeout !== 5 ||
            Runtime !== 'nodejs24.x' ||
            !VpcConfig ||
            Object.keys(Environment.Variables).join() !== 'CONNECTION_URL' ||
            !JSON.stringify(Environment.Variables.CONNECTION_URL).includes('postgresql://cruddur_functions@'),
        )
        return [
          ...missing,
          ...wrong.map(({ FunctionName }) => FunctionName),
          ...(triggers === 'PostConfirmation,PreSignUp' ? [] : [`the triggers are ${triggers}`]),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
  ]
}
