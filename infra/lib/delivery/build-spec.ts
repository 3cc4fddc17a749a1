import * as codebuild from 'aws-cdk-lib/aws-codebuild'
import { imageDigestParameter } from '../service/image-digest.ts'

type Options = { stage: string; repositoryUri: string; template: string }

/** Builds and pushes the image, and leaves its digest and the template of the Service stack. */
export function buildSpec({ stage, repositoryUri, template }: Options): codebuild.BuildSpec {
  return codebuild.BuildSpec.fromObject({
    version: '0.2',
    env: { shell: 'bash', variables: { REPOSITORY: repositoryUri, STAGE: stage } },
    phases: {
      install: { 'runtime-versions': { nodejs: '24' } },
      build: {
        commands: [
          'set -euo pipefail',
          'commit="$CODEBUILD_RESOLVED_SOURCE_VERSION"',
          'image="$REPOSITORY:$commit"',
          'aws ecr get-login-password | docker login --username AWS --password-stdin "$(dirname "$REPOSITORY")"',
          // A tag cannot be moved: a second run for the same commit takes the image that is there.
          'docker pull "$image" || { docker build --build-arg COMMIT="$commit" --tag "$image" . && docker push "$image"; }',
          `docker inspect --format '{{index .RepoDigests 0}}' "$image" | sed 's/.*@\\(.*\\)/{"${imageDigestParameter}":"\\1"}/' > image.json`,
          'npm run infra:synth -- --stage "$STAGE"',
        ],
      },
    },
    artifacts: { files: ['image.json', `infra/cdk.out/${template}`], 'discard-paths': 'yes' },
  })
}
