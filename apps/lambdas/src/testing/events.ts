import { randomUUID } from 'node:crypto'

type Attributes = Record<string, unknown>

/** Events with the fields that AWS documents. `attributes` replace those of a person. */
export function preSignUp(attributes: Attributes = {}, triggerSource = 'PreSignUp_SignUp') {
  return {
    ...common(triggerSource),
    request: {
      userAttributes: { email: 'worf@example.org', name: 'Worf', preferred_username: 'worf', ...attributes },
      validationData: null,
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  }
}

export function postConfirmation(attributes: Attributes = {}, triggerSource = 'PostConfirmation_ConfirmSignUp') {
  return {
    ...common(triggerSource),
    request: {
      userAttributes: {
        sub: randomUUID(),
        'cognito:user_status': 'CONFIRMED',
        email_verified: 'true',
        email: 'worf@example.org',
        name: 'Worf',
        preferred_username: 'worf',
        ...attributes,
      },
    },
    response: {},
  }
}

function common(triggerSource: string) {
  return {
    version: '1',
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_A1b2C3d4E',
    userName: randomUUID(),
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
    triggerSource,
  }
}
