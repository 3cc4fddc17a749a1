import { defaults, limits } from './defaults.ts'

const percent = `${defaults.maxDelete.share * 100}%`

/** What `--help` prints: at most 80 columns. */
export const helpText = `site-sync: puts a static website on S3 and CloudFront, safely and fast

Usage
  site-sync [flags]                    plan, show, ask, apply
  site-sync plan [--out plan.json]     show what would be done, change nothing
  site-sync apply [plan.json] [flags]  do it; a plan only if it still holds
  site-sync status [flags]             whether bucket and folder differ

Example
  site-sync --bucket www.example.com --build-dir dist --distribution E2EXAMPLE

Where to, and what
      --bucket NAME          the bucket                            S3_BUCKET
      --build-dir DIR        the folder with the site              BUILD_DIR
      --prefix PREFIX        what every key begins with: docs/
      --distribution ID      CloudFront's   CLOUDFRONT_DISTRIBUTION_ID
      --region REGION        default ${defaults.region}   AWS_REGION, AWS_DEFAULT_REGION
      --endpoint-url URL     another server that speaks S3  AWS_ENDPOINT_URL_S3
      --profile NAME         of your AWS configuration           AWS_PROFILE

Which files (patterns as in .gitignore; each flag may come several times)
      --ignore PATTERN       neither upload nor delete these
      --ignore-from FILE     patterns to ignore from a file, one a line
      --include PATTERN      look at nothing but these
      --protect PATTERN      never delete these
      --max-delete N|N%      refuse to delete more; default ${defaults.maxDelete.count} or ${percent} of
                             what is there, whichever is more

How they are served
      --clean-urls           store about.html under about
      --adopt headers|trust  equal objects that site-sync has not written: give
                             them their headers, or trust that they have
                             them; default ${defaults.adopt}

CloudFront
      --origin-path PATH     what it puts before the paths that it asks for
      --invalidate-created   new paths too: an error page may be cached there
      --max-paths N          gather more paths than this under wildcards;
                             default ${defaults.maxPaths}, at most ${limits.maxPaths}
      --wait                 until CloudFront is done

How it runs
  -y, --yes                  do not ask                          AUTO_APPROVE
      --out FILE             write the plan there       OUTPUT_CHANGESET_PATH
      --concurrency N        requests at a time, at most; default ${defaults.concurrency}
      --json                 one JSON object a line
      --silent ACTIONS       do not list these one by one;
                             default ${defaults.silent.join()}; none: --silent=
      --color, --no-color    default: at a terminal      NO_COLOR, FORCE_COLOR
      --config FILE          settings; default ./site-sync.toml, if it is there
  -h, --help
  -V, --version

Flags go before the environment, and that before site-sync.toml, where they are
called the same with _ for -; its paths go from where it is. Patterns add up.
What takes no value can be turned off: --no-wait. S3_BUCKET, BUILD_DIR,
CLOUDFRONT_DISTRIBUTION_ID, OUTPUT_CHANGESET_PATH and AUTO_APPROVE may have
SYNC_ before them. Headers, compression and redirects are set in site-sync.toml:

  [[headers]]
  match = ["fonts/**"]
  set = { cache-control = "public, max-age=31536000, immutable" }

  [[encodings]]
  match = ["*.html", "*.js", "*.css"]
  encoding = "br"

  [redirects]
  "old.html" = "/new.html"

Exit codes
  0  done, or nothing to do
  1  failure: what was done is kept, run again to go on
  2  a flag, a variable or a setting is wrong; nothing was done
  3  refused by a guard, or not confirmed
`
