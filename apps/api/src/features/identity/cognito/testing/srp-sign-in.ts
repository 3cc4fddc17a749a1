import type { UserPool } from '@cruddur/aws-emulators/user-pool'
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js'

/**
 * Signs in as the pages of the original do, by SRP: with the library that Amplify 5 is made of, past our server.
 *
 * @returns the access token and the refresh token, of Cognito
 */
export async function srpSignIn(
  { userPoolId, userPoolClientId, endpoint, region }: UserPool,
  { email, password }: { email: string; password: string },
): Promise<{ accessToken: string; refreshToken: string }> {
  // The library takes the pool's name for the SRP message from an id such as eu-central-1_AbCdEf123.
  if (!userPoolId.startsWith(`${region}_`)) throw new Error(`${userPoolId} is no id that the library understands`)
  const kept = new Map<string, string>()
  const Storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  }
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: userPoolClientId, endpoint, Storage })
  const user = new CognitoUser({ Username: email, Pool, Storage })
  const session = await new Promise<CognitoUserSession>((onSuccess, onFailure) => {
    const details = new AuthenticationDetails({ Username: email, Password: password })
    user.authenticateUser(details, { onSuccess, onFailure })
  })
  return { accessToken: session.getAccessToken().getJwtToken(), refreshToken: session.getRefreshToken().getToken() }
}
