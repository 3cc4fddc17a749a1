# The server and the web app that it serves, for ARM and x86. Needs a PostgreSQL 18 (CONNECTION_URL); writes below /data alone,
# so that the root file system can be read-only. compose.yaml has an example, docs/one-machine.md says more.

ARG NODE_IMAGE=docker.io/library/node:24-trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY . .
# Only what the server needs and what builds the web app: no browser, no emulators, no CDK. Nothing that is installed runs a
# script of its own.
RUN npm ci --ignore-scripts --no-audit --no-fund \
        --workspace apps/api --workspace apps/commands --workspace apps/import-original --workspace apps/move-messages \
        --workspace apps/web \
    && node scripts/image/production-tree.ts /app \
    && node scripts/image/rds-certificates.ts /app/rds-certificates.pem

FROM ${NODE_IMAGE}
# Whoever gets in finds nothing that installs more. The list of Debian's packages stays, because scanners read it.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
        /usr/local/bin/yarn /usr/local/bin/yarnpkg /usr/local/bin/pnpm /usr/local/bin/pnpx /opt/yarn-* \
        /usr/bin/apt /usr/bin/apt-* /usr/bin/dpkg /usr/bin/dpkg-* /usr/lib/apt /var/lib/apt/lists/* \
    && install -d -o 1000 -g 1000 -m 700 /data
COPY --from=build /app /app
WORKDIR /app
USER 1000:1000
# What is built here, as /proof shows it: --build-arg COMMIT=$(git describe --always --abbrev=40 --dirty --exclude '*')
ARG COMMIT=
LABEL org.opencontainers.image.revision=$COMMIT
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4567 DATA_DIR=/data RELEASE=$COMMIT
VOLUME /data
EXPOSE 4567
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "scripts/container-health.ts"]
CMD ["node", "apps/api/src/main.ts"]
