import {
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'

/** How long tokens live, in seconds. Cognito itself takes no access token below 300 and no refresh token below 3600. */
export type TokenLifetimes = { accessSeconds?: number; refreshSeconds?: number }

export type UserPoolOptions = {
  lifetimes?: TokenLifetimes
  /** Settings of the client beside ours, by Cognito's names. */
  client?: Partial<CreateUserPoolClientCommandInput>
}

export type UserPool = {
  /** Where the pool's API is called. */
  endpoint: string
  region: string
  userPoolId: string
  userPoolClientId: string
  /** The claim `iss` of its tokens. */
  issuer: string
  /** Where its keys are read. */
  jwksUrl: string
}

/** Makes a pool of people who sign in by e-mail, and a public client of it. */
export async function createPoolAndClient(
  cognito: CognitoIdentityProviderClient,
  { lifetimes: { accessSeconds = 900, refreshSeconds = 86_400 } = {}, client }: UserPoolOptions = {},
): Promise<{ userPoolId: string; userPoolClientId: string }> {
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'cruddur',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      Policies: {
        // Length is what counts, as in the embedded mode.
        PasswordPolicy: {
          MinimumLength: 8,
          RequireLowercase: false,
          RequireUppercase: false,
          RequireNumbers: false,
          RequireSymbols: false,
        },
      },
    }),
  )
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool?.Id,
      ClientName: 'cruddur',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      AccessTokenValidity: accessSeconds,
      RefreshTokenValidity: refreshSeconds,
      TokenValidityUnits: { AccessToken: 'seconds', RefreshToken: 'seconds' },
      ...client,
    }),
  )
  return { userPoolId: String(UserPool?.Id), userPoolClientId: String(UserPoolClient?.ClientId) }
}
