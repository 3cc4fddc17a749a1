# The server with its pages, for x86 and ARM alike: nothing in the tree is compiled for a machine.
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY . .
# First what builds the pages, then only what the server needs. npm runs no package's scripts.
RUN npm ci --ignore-scripts --no-audit --no-fund \
    --workspace apps/web --workspace packages/contract \
  && node scripts/build.ts \
  && rm -rf node_modules apps/*/node_modules packages/*/node_modules \
  && npm ci --ignore-scripts --omit=dev --omit=optional --no-audit --no-fund \
    --workspace apps/api --workspace packages/contract --workspace packages/storage \
    --workspace packages/embedded-postgres --workspace packages/message-stores \
  && node scripts/rds-certificates.ts rds-certificates.pem \
  && mv apps/web/dist /tmp/dist && rm -rf apps/web && mkdir apps/web && mv /tmp/dist apps/web/dist \
  && find apps packages -name '*.test.ts' -delete

FROM node:24-trixie-slim
# Nobody installs anything in here.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
    /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn* /usr/bin/apt* /usr/bin/dpkg* /var/lib/apt \
  && mkdir /data && chown 1000:1000 /data
COPY --from=build /app /app
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4567 DATA_DIR=/data
# The only place where the server writes.
VOLUME /data
USER 1000
EXPOSE 4567
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "scripts/container-health.ts"]
CMD ["node", "apps/api/src/main.ts"]
