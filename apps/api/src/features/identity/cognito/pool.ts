import * as aws from '@aws-sdk/client-cognito-identity-provider'
import { AppError } from '@cruddur/contract/app-error'
import type { ErrorCode } from '@cruddur/contract/errors'
import type { FastifyBaseLogger } from 'fastify'
import { decodeJwt } from 'jose'
import type { UserPool } from '../../../config/identity-provider.ts'
import { traceAwsClient } from '../../../telemetry/tracing/aws-spans.ts'
import { codeOfFunction, isUnsupported, nameOf, refuse } from './pool-errors.ts'
import { type PoolUser, poolUserOf } from './pool-user.ts'

/** What Cognito issues. Times are seconds since 1970. */
export type PoolTokens = {
  accessToken: string
  refreshToken: string
  sub: string
  /** The session that the tokens name. Null if the client of the pool cannot revoke tokens. */
  sessionId: string | null
  issuedAt: number
  expiresAt: number
}

const connectTimeoutMs = 1_000
const requestTimeoutMs = 4_000

/** The code is wrong or expired, or there is nothing to confirm: Cognito's error depends on the state of the account. */
const wrongCode: Record<string, ErrorCode> = {
  CodeMismatchException: 'code_invalid',
  ExpiredCodeException: 'code_invalid',
  NotAuthorizedException: 'code_invalid',
  UserNotFoundException: 'code_invalid',
  AliasExistsException: 'code_invalid',
  InvalidParameterException: 'code_invalid',
}
/** cognito-local calls a wrong password InvalidPasswordException. */
const wrongPassword: Record<string, ErrorCode> = {
  NotAuthorizedException: 'generic_401',
  InvalidPasswordException: 'generic_401',
  InvalidParameterException: 'generic_401',
  UserNotFoundException: 'generic_401',
  PasswordResetRequiredException: 'generic_401',
  UserNotConfirmedException: 'user_not_confirmed',
}
const badPassword: Record<string, ErrorCode> = {
  InvalidPasswordException: 'password_too_simple',
  PasswordHistoryPolicyViolationException: 'password_too_common',
}
/** The pool does not take what our sign-up sends, or does not let people sign up. `refuse` logs the name of the error. */
const misconfigured: Record<string, ErrorCode> = {
  InvalidParameterException: 'identity_unavailable',
  NotAuthorizedException: 'identity_unavailable',
  UnexpectedLambdaException: 'identity_unavailable',
}
/** A trigger has failed. Only the account shows whether the operation before it succeeded. */
const triggerErrors = ['UnexpectedLambdaException', 'UserLambdaValidationException', 'InvalidLambdaResponseException']

const attributesOf = ({ name, handle }: { name: string; handle: string }) => [
  { Name: 'name', Value: name },
  { Name: 'preferred_username', Value: handle },
]

/**
 * The operations of a user pool that we use, in our words. People are named by e-mail address or subject. Errors are
 * AppErrors: those stated, `rate_limited` for Cognito's limits, and `identity_unavailable` if Cognito fails or refuses us.
 */
export function createPool({ region, endpoint, userPoolId, clientId }: UserPool, log: FastifyBaseLogger) {
  const client = new aws.CognitoIdentityProviderClient({
    region,
    ...(endpoint && { endpoint }),
    maxAttempts: 2,
    // Without throwOnRequestTimeout the SDK only logs a warning at the timeout, and goes on waiting.
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  })
  traceAwsClient(client)
  const ofClient = { ClientId: clientId }
  const userOf = (username: string) => ({ UserPoolId: userPoolId, Username: username })

  async function authenticate(AuthFlow: aws.AuthFlowType, AuthParameters: Record<string, string>): Promise<PoolTokens> {
    const command = new aws.InitiateAuthCommand({ ...ofClient, AuthFlow, AuthParameters })
    const reply = await client.send(command).catch((error) => refuse(error, 'InitiateAuth', wrongPassword, log))
    const { AccessToken, RefreshToken } = reply.AuthenticationResult ?? {}
    if (AccessToken) return tokensOf(AccessToken, RefreshToken ?? AuthParameters['REFRESH_TOKEN'] ?? '')
    log.warn({ challenge: reply.ChallengeName }, 'an account cannot sign in: Cognito wants more than a password')
    throw new AppError('generic_401')
  }

  async function findUser(username: string): Promise<PoolUser | null> {
    try {
      return poolUserOf(await client.send(new aws.AdminGetUserCommand(userOf(username))))
    } catch (error) {
      if (nameOf(error) === 'UserNotFoundException') return null
      return refuse(error, 'AdminGetUser', {}, log)
    }
  }

  return {
    findUser,

    /**
     * Signs up an account.
     *
     * @returns its subject; null if there is an account for the address already, confirmed or not
     * @throws AppError `password_too_simple`, `password_invalid`, or a code that our PreSignUp function has refused with
     */
    async signUp(account: { email: string; password: string; name: string; handle: string }): Promise<string | null> {
      const { email, password } = account
      const UserAttributes = [{ Name: 'email', Value: email }, ...attributesOf(account)]
      try {
        const command = { ...ofClient, Username: email, Password: password, UserAttributes }
        return (await client.send(new aws.SignUpCommand(command))).UserSub ?? null
      } catch (error) {
        if (nameOf(error) === 'UsernameExistsException') return null
        const code = codeOfFunction(error)
        if (code) throw new AppError(code)
        const isOfPassword = nameOf(error) === 'InvalidParameterException' && /password/i.test((error as Error).message)
        if (isOfPassword) throw new AppError('password_invalid')
        return refuse(error, 'SignUp', { ...badPassword, ...misconfigured }, log)
      }
    },

    /** @throws AppError `code_invalid` */
    async confirmSignUp(email: string, code: string): Promise<void> {
      try {
        await client.send(new aws.ConfirmSignUpCommand({ ...ofClient, Username: email, ConfirmationCode: code }))
      } catch (error) {
        // PostConfirmation runs after the account is confirmed, and we write the row if it did not.
        if (triggerErrors.includes(nameOf(error)) && (await findUser(email))?.isConfirmed) return
        refuse(error, 'ConfirmSignUp', wrongCode, log)
      }
    },

    /** Sends a new code to an address that waits for one. */
    async resendCode(email: string): Promise<void> {
      try {
        await client.send(new aws.ResendConfirmationCodeCommand({ ...ofClient, Username: email }))
      } catch (error) {
        if (isUnsupported(error) || wrongCode[nameOf(error)]) return
        refuse(error, 'ResendConfirmationCode', {}, log)
      }
    },

    /** @throws AppError `generic_401`, `user_not_confirmed` */
    signIn: (username: string, password: string): Promise<PoolTokens> =>
      authenticate('USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }),

    /** @throws AppError `generic_401` */
    refresh: (refreshToken: string): Promise<PoolTokens> =>
      authenticate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }),

    /**
     * Ends the session of a refresh token. Does nothing if that has ended, or cannot be ended alone.
     *
     * @throws AppError `identity_unavailable`, logged
     */
    async revoke(refreshToken: string): Promise<void> {
      try {
        await client.send(new aws.RevokeTokenCommand({ ...ofClient, Token: refreshToken }))
      } catch (error) {
        const over = ['NotAuthorizedException', 'UnsupportedOperationException', 'UnsupportedTokenTypeException']
        if (!over.includes(nameOf(error))) refuse(error, 'RevokeToken', {}, log)
      }
    },

    /** Ends every session of a person, those of other programs too. */
    async signOutEverywhere(username: string): Promise<void> {
      try {
        await client.send(new aws.AdminUserGlobalSignOutCommand(userOf(username)))
      } catch (error) {
        if (nameOf(error) === 'UserNotFoundException') return
        if (!isUnsupported(error)) refuse(error, 'AdminUserGlobalSignOut', {}, log)
      }
    },

    /** Sends a code for a new password, if the address has an account. */
    async forgotPassword(email: string): Promise<void> {
      try {
        await client.send(new aws.ForgotPasswordCommand({ ...ofClient, Username: email }))
      } catch (error) {
        // Without PreventUserExistenceErrors Cognito says that nobody has the address; for an unconfirmed account always.
        if (wrongCode[nameOf(error)]) return
        refuse(error, 'ForgotPassword', {}, log)
      }
    },

    /** @throws AppError `code_invalid`, `password_too_simple` */
    async resetPassword(email: string, code: string, password: string): Promise<void> {
      const proof = { ...ofClient, Username: email, ConfirmationCode: code, Password: password }
      try {
        await client.send(new aws.ConfirmForgotPasswordCommand(proof))
      } catch (error) {
        // PostConfirmation runs here too, after the password is set.
        if (triggerErrors.includes(nameOf(error))) return
        refuse(error, 'ConfirmForgotPassword', { ...wrongCode, ...badPassword }, log)
      }
    },

    /** @throws AppError `password_wrong`, `password_too_simple` */
    async changePassword(accessToken: string, from: string, to: string): Promise<void> {
      const change = { AccessToken: accessToken, PreviousPassword: from, ProposedPassword: to }
      const codes: Record<string, ErrorCode> = {
        ...badPassword,
        NotAuthorizedException: 'password_wrong',
        InvalidParameterException: 'password_invalid',
      }
      await client
        .send(new aws.ChangePasswordCommand(change))
        .catch((error) => refuse(error, 'ChangePassword', codes, log))
    },

    /** Sets a password without knowing the old one, and confirms the account. */
    async setPassword(username: string, password: string): Promise<void> {
      const command = new aws.AdminSetUserPasswordCommand({ ...userOf(username), Password: password, Permanent: true })
      await client.send(command).catch((error) => refuse(error, 'AdminSetUserPassword', badPassword, log))
    },

    async setNames(username: string, names: { name: string; handle: string }): Promise<void> {
      const change = { ...userOf(username), UserAttributes: attributesOf(names) }
      await client
        .send(new aws.AdminUpdateUserAttributesCommand(change))
        .catch((error) => refuse(error, 'AdminUpdateUserAttributes', {}, log))
    },

    async deleteUser(username: string): Promise<void> {
      try {
        await client.send(new aws.AdminDeleteUserCommand(userOf(username)))
      } catch (error) {
        if (nameOf(error) !== 'UserNotFoundException') refuse(error, 'AdminDeleteUser', {}, log)
      }
    },

    close: (): void => client.destroy(),
  }
}

export type Pool = ReturnType<typeof createPool>

function tokensOf(accessToken: string, refreshToken: string): PoolTokens {
  const { sub = '', iat = 0, exp = 0, origin_jti } = decodeJwt(accessToken)
  const sessionId = typeof origin_jti === 'string' ? origin_jti : null
  return { accessToken, refreshToken, sub, sessionId, issuedAt: iat, expiresAt: exp }
}
